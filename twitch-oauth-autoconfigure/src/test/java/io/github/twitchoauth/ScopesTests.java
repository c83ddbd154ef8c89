package io.github.twitchoauth;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ScopesTests {

	@Test
	void constantsAreTheKnownScopesEachOnce() {
		assertThat(constants()).extracting(ScopesTests::value).hasSize(81).doesNotHaveDuplicates();
	}

	@Test
	void constantsAreNamedAfterTheirScopes() {
		assertThat(constants()).allSatisfy((constant) -> assertThat(constant.getName())
			.isEqualTo(value(constant).replaceAll("[:/]", "_").toUpperCase(Locale.ROOT)));
	}

	@Test
	void knownScopesAreTheConstants() {
		assertThat(Scopes.known())
			.containsExactlyInAnyOrderElementsOf(constants().stream().map(ScopesTests::value).toList());
	}

	@Test
	void hintsAreTheConstantsInTheSameOrder() throws IOException {
		assertThat(hint().get("values").valueStream().map((value) -> value.get("value").asString()))
			.containsExactlyElementsOf(constants().stream().map(ScopesTests::value).toList());
	}

	@Test
	void hintsDescribeEachScope() throws IOException {
		assertThat(hint().get("values").valueStream().map((value) -> value.path("description").asString("")))
			.doesNotHaveDuplicates()
			.allMatch((description) -> description.matches("[A-Z].+[^.]\\."));
	}

	@Test
	void hintsAllowScopesThatAreNotAmongThem() throws IOException {
		assertThat(hint().get("providers").valueStream().map((provider) -> provider.get("name").asString()))
			.containsExactly("any");
	}

	private static JsonNode hint() throws IOException {
		String path = "META-INF/additional-spring-configuration-metadata.json";
		try (InputStream metadata = new ClassPathResource(path).getInputStream()) {
			return JsonMapper.shared()
				.readTree(metadata)
				.get("hints")
				.valueStream()
				.filter((hint) -> hint.get("name").asString().equals("twitch.oauth.scopes"))
				.findFirst()
				.orElseThrow();
		}
	}

	private static List<Field> constants() {
		return Arrays.stream(Scopes.class.getDeclaredFields())
			.filter((field) -> Modifier.isPublic(field.getModifiers()))
			.toList();
	}

	private static String value(Field constant) {
		try {
			return (String) constant.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
