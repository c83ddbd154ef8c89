package io.github.twitchoauth.actuate;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.actuate.TwitchEndpoint.AccountDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchEndpoint} and {@link TwitchEndpointWebExtension}.
 */
class TwitchEndpointTests {

	private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

	private static final AccountStatus LOGGED_IN = new AccountStatus("default", State.LOGGED_IN, "twitchdev", "42",
			Set.of("user:read:chat"), Set.of("user:bot"), NOW, NOW, null, null);

	private static final PendingLogin PENDING = new PendingLogin("ABCDEFGH",
			URI.create("https://www.twitch.tv/activate"), NOW, Set.of(), null);

	private static final AccountStatus WAITING = new AccountStatus("bot", State.WAITING_FOR_APPROVAL, null, null,
			Set.of(), Set.of(), null, NOW, null, PENDING);

	private final TwitchAccounts accounts = Mockito.mock();

	@BeforeEach
	void setUp() {
		BDDMockito.given(this.accounts.getConfigured()).willReturn(Flux.just(LOGGED_IN));
		BDDMockito.given(this.accounts.getAll()).willReturn(Flux.just(LOGGED_IN, WAITING));
		BDDMockito.given(this.accounts.getStatus("default")).willReturn(Mono.just(LOGGED_IN));
		BDDMockito.given(this.accounts.getStatus("nobody"))
			.willReturn(Mono.just(new AccountStatus("nobody", State.LOGGED_OUT, null, null, Set.of(), Set.of(), null,
					null, null, null)));
	}

	@Test
	void accountsWhenValuesAreNotShownThenHidesUsersAndCodes() {
		List<AccountDescriptor> accounts = endpoint(Show.NEVER).accounts().accounts();
		assertThat(accounts).extracting(AccountDescriptor::state)
			.containsExactly(State.LOGGED_IN, State.WAITING_FOR_APPROVAL);
		assertThat(accounts.toString()).doesNotContain("twitchdev").doesNotContain("ABCDEFGH").contains("user:bot");
	}

	@Test
	void accountsWhenValuesAreShownThenShowsUsersAndCodes() {
		assertThat(endpoint(Show.ALWAYS).accounts().toString()).contains("twitchdev", "ABCDEFGH");
	}

	@Test
	void accountWhenNothingIsKnownOfItThenIsNull() {
		assertThat(endpoint(Show.ALWAYS).account("nobody")).isNull();
		assertThat(endpoint(Show.ALWAYS).account("default").login()).isEqualTo("twitchdev");
	}

	@Test
	void logInThenReturnsTheStatusWithTheCodeIfShown() {
		BDDMockito.given(this.accounts.logIn("bot")).willReturn(Mono.just(WAITING));
		assertThat(endpoint(Show.ALWAYS).logIn("bot").pendingLogin()).isEqualTo(PENDING);
		assertThat(endpoint(Show.NEVER).logIn("bot").pendingLogin()).isNull();
	}

	@Test
	void logOutThenLogsOut() {
		BDDMockito.given(this.accounts.logOut("bot")).willReturn(Mono.just(WAITING));
		assertThat(endpoint(Show.ALWAYS).logOut("bot").account()).isEqualTo("bot");
		BDDMockito.then(this.accounts).should().logOut("bot");
	}

	@Test
	void webExtensionWhenAuthorizedThenShowsValuesToThoseOnly() {
		TwitchEndpointWebExtension extension = new TwitchEndpointWebExtension(endpoint(Show.WHEN_AUTHORIZED),
				Show.WHEN_AUTHORIZED, Set.of());
		SecurityContext user = Mockito.mock();
		BDDMockito.given(user.getPrincipal()).willReturn(() -> "admin");
		assertThat(extension.accounts(SecurityContext.NONE).toString()).doesNotContain("twitchdev");
		assertThat(extension.accounts(user).toString()).contains("twitchdev");
		assertThat(extension.account(user, "nobody").getStatus()).isEqualTo(404);
		assertThat(extension.account(user, "default").getBody().login()).isEqualTo("twitchdev");
	}

	private TwitchEndpoint endpoint(Show show) {
		return new TwitchEndpoint(this.accounts, show);
	}

}
