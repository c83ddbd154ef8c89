package io.github.twitchoauth.actuate;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.actuate.TwitchEndpoint.AccountDescriptor;
import io.github.twitchoauth.actuate.TwitchEndpointWebExtension.FailureDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

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
	void accountsWhenStoreCannotBeReadThenShowsTheOthersAndSaysSo() {
		BDDMockito.given(this.accounts.getAll())
			.willReturn(Flux.just(LOGGED_IN).concatWith(Mono.error(new TokenStoreException("down"))));
		assertThat(endpoint(Show.NEVER).accounts().error()).isEqualTo("down");
		assertThat(endpoint(Show.NEVER).accounts().accounts()).extracting(AccountDescriptor::account)
			.containsExactly("default");
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
		assertThat(extension.account(user, "default").getBody().toString()).contains("twitchdev");
	}

	@Test
	void webExtensionWhenItCannotBeDoneThenSaysWhetherToTryAgain() {
		TwitchEndpointWebExtension extension = new TwitchEndpointWebExtension(endpoint(Show.ALWAYS), Show.ALWAYS,
				Set.of());
		BDDMockito.given(this.accounts.getStatus("a\nb")).willReturn(Mono.error(new IllegalArgumentException("odd")));
		BDDMockito.given(this.accounts.getStatus("bot")).willReturn(Mono.error(new TokenStoreException("unread")));
		BDDMockito.given(this.accounts.logIn("a\nb")).willReturn(Mono.error(new IllegalArgumentException("odd")));
		BDDMockito.given(this.accounts.logIn("bot")).willReturn(Mono.error(new TwitchUnavailableException("down")));
		BDDMockito.given(this.accounts.logOut("bot")).willReturn(Mono.error(new TokenStoreException("unread")));
		assertThat(extension.account(SecurityContext.NONE, "a\nb").getStatus()).isEqualTo(404);
		assertThat(extension.logIn(SecurityContext.NONE, "a\nb").getStatus()).isEqualTo(404);
		for (WebEndpointResponse<?> response : List.of(extension.account(SecurityContext.NONE, "bot"),
				extension.logIn(SecurityContext.NONE, "bot"), extension.logOut(SecurityContext.NONE, "bot"))) {
			assertThat(response.getStatus()).isEqualTo(503);
			assertThat(response.getBody().toString()).containsAnyOf("unread", "down");
		}
		TwitchEndpointWebExtension discreet = new TwitchEndpointWebExtension(endpoint(Show.NEVER), Show.NEVER,
				Set.of());
		assertThat(discreet.logIn(SecurityContext.NONE, "bot").getBody()).isEqualTo(new FailureDescriptor(null));
	}

	private TwitchEndpoint endpoint(Show show) {
		return new TwitchEndpoint(this.accounts, show);
	}

}
