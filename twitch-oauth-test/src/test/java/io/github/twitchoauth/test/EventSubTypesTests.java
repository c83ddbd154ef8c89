package io.github.twitchoauth.test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.twitchoauth.Scopes;
import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventSubTypes}.
 */
class EventSubTypesTests {

	@Test
	void allWhenLoadedThenHaveScopesThatExist() {
		Set<String> known = Arrays.stream(Scopes.class.getFields())
			.map((field) -> (String) ReflectionUtils.getField(field, null))
			.collect(Collectors.toSet());
		known.addAll(List.of("app", "gone"));
		assertThat(EventSubTypes.all()).flatExtracting(EventSubType::scopes)
			.flatExtracting((scope) -> List.of(scope.split(Pattern.quote("|"))))
			.isSubsetOf(known);
		assertThat(EventSubTypes.all()).hasSizeGreaterThan(80)
			.extracting(EventSubType::name)
			.contains("channel.follow", "channel.chat.message", "channel.bits.use", "user.whisper.message");
	}

	@Test
	void allWhenLoadedThenConditionsAreIds() {
		assertThat(EventSubTypes.all()).flatExtracting(EventSubType::fields)
			.allSatisfy((field) -> assertThat(field).matches("[a-z_|]+_id[*?]?"));
	}

	@Test
	void findWhenVersionIsAnotherThenNone() {
		assertThat(EventSubTypes.find("channel.follow", "2")).isNotNull();
		assertThat(EventSubTypes.find("channel.follow", "3")).isNull();
	}

}
