package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.ErrorCode;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.TokenValidation;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;

/**
 * What filter and interceptor need, without a network.
 */
final class HelixFixture {

	static final Instant NOW = Instant.ofEpochSecond(1_000_000);

	static final String URL = "https://api.twitch.tv/helix/users";

	static final Duration MAX_WAIT = Duration.ofSeconds(30);

	static final String DEAD = "{\"message\":\"Invalid OAuth token\"}";

	final Tokens tokens = new Tokens();

	final TwitchIdClient client = Mockito.mock();

	HelixAuthorization authorization() {
		return authorization(URI.create("https://api.twitch.tv/helix"), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	HelixAuthorization authorization(URI helixUri, Clock clock) {
		AccountSettings settings = new AccountSettings("default", new ClientCredentials("client1", null), Set.of(),
				true, null);
		AccountSettings bot = new AccountSettings("bot", new ClientCredentials("client2", null), Set.of(), true, null);
		return new HelixAuthorization(this.tokens, new Accounts(settings, List.of(bot)), this.client,
				new HelixSettings(helixUri, MAX_WAIT), new AuthorizationLifecycle(Clock.systemUTC()), clock);
	}

	void validationAnswers(Mono<Outcome<TokenValidation>> answer) {
		BDDMockito.given(this.client.validate(ArgumentMatchers.anyString())).willReturn(answer);
	}

	HelixFixture withDeadToken() {
		validationAnswers(Mono.just(new Rejected<>(401, ErrorCode.INVALID_TOKEN, "invalid access token")));
		return this;
	}

	HelixFixture withLivingToken() {
		validationAnswers(Mono.just(new Success<>(new TokenValidation("client1", "1", "a", Set.of(), null))));
		return this;
	}

	/**
	 * Hands out {@code <account>-0}, and after a refresh {@code <account>-1}.
	 */
	static final class Tokens implements TokenManager {

		final List<String> refreshes = new ArrayList<>();

		Mono<TwitchToken> answer = Mono.empty();

		private int version;

		@Override
		public Mono<TwitchToken> getToken() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Mono<TwitchToken> getToken(String account) {
			return this.answer.switchIfEmpty(Mono.fromSupplier(
					() -> new TwitchToken(account + "-" + this.version, "refresh", Set.of(), null, "1", account)));
		}

		@Override
		public Mono<TwitchToken> refresh(String account, String failedAccessToken) {
			return Mono.defer(() -> {
				this.refreshes.add(failedAccessToken);
				this.version++;
				return getToken(account);
			});
		}

		@Override
		public Mono<Void> revoke() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Mono<Void> revoke(String account) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Mono<Void> forget(String account) {
			throw new UnsupportedOperationException();
		}

	}

}
