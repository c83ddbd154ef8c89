package io.github.twitchoauth.account;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Accounts}.
 */
class AccountsTests {

	private final Accounts accounts = new Accounts(
			new AccountSettings("default", new ClientCredentials("client", null), Set.of(), false, null), List.of());

	static Stream<String> names() {
		return Stream.of("user-4711", "größe 日本語 🎮", "'; drop table tokens; --", "x".repeat(500));
	}

	@ParameterizedTest
	@MethodSource("names")
	void getWhenNameCanBeStoredThenReturnsSettings(String name) {
		assertThat(this.accounts.get(name).account()).isEqualTo(name);
	}

	static Stream<String> unfitNames() {
		return Stream.of("a\0b", "a\nb", "a\u001b[31mb", "a\u0085b", "a\ud83c", "\udfaeb", "x".repeat(501));
	}

	@ParameterizedTest
	@MethodSource("unfitNames")
	void getWhenNameCannotBeStoredOrLoggedThenFails(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.accounts.get(name))
			.withMessageStartingWith("An account's name has ")
			.withMessageNotContaining(name);
	}

}
