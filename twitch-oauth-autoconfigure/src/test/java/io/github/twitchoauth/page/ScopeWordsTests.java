package io.github.twitchoauth.page;

import java.io.IOException;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScopeWords}.
 */
class ScopeWordsTests {

	@Test
	void wordsWhenScopeIsKnownThenAreThoseOfThePropertysHint() throws IOException {
		JsonNode hints = hints();
		assertThat(hints).hasSizeGreaterThan(80)
			.allSatisfy((hint) -> assertThat(ScopeWords.words(hint.path("value").asString()))
				.isEqualTo(hint.path("description").asString()));
	}

	@Test
	void listWhenScopeIsUnknownThenShowsItself() {
		assertThat(ScopeWords.list(Collections.singleton("x<y"))).isEqualTo("<ul>\n<li>x&lt;y</li>\n</ul>\n");
	}

	private static JsonNode hints() throws IOException {
		for (Resource resource : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:META-INF/additional-spring-configuration-metadata.json")) {
			for (JsonNode hint : JsonMapper.shared().readTree(resource.getContentAsByteArray()).path("hints")) {
				if (hint.path("name").asString().equals("twitch.oauth.scopes")) {
					return hint.path("values");
				}
			}
		}
		throw new IllegalStateException("There are no hints");
	}

}
