package io.github.twitchoauth.authorization;

import java.util.Set;
import java.util.function.Supplier;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import org.jspecify.annotations.Nullable;

/**
 * One refresh, from reading the store to saving the new token, under the locks of
 * {@link AccountTokens}. The only caller of {@link TwitchIdClient#refresh}. Blocks.
 */
final class TokenRefresher {

	private final TwitchIdClient client;

	private final boolean validate;

	TokenRefresher(TwitchIdClient client, boolean validate) {
		this.client = client;
		this.validate = validate;
	}

	Result refresh(ManagedAccount account, String failedAccessToken, VitalPart vitalPart) {
		Attempt attempt = new Attempt(account, failedAccessToken, vitalPart);
		TwitchToken token = account.tokens().update(attempt::apply);
		return new Result(token, attempt.death, attempt.issued);
	}

	// 401 is how Twitch answers after a password change or a disconnect.
	private static boolean isDeath(Rejected<?> answer) {
		return switch (answer.code()) {
			case INVALID_GRANT, INVALID_TOKEN -> true;
			case OTHER -> answer.status() == 401;
			default -> false;
		};
	}

	/**
	 * What a refresh has come to.
	 *
	 * @param token the token to use from now on, or {@code null} if there is none
	 * @param death why there is none any more, if this refresh found that out
	 * @param issued whether Twitch has issued the token just now
	 */
	record Result(@Nullable TwitchToken token, @Nullable AuthorizationRequiredException death, boolean issued) {

	}

	private final class Attempt {

		private final ManagedAccount account;

		private final String failedAccessToken;

		private final VitalPart vitalPart;

		private @Nullable AuthorizationRequiredException death;

		private boolean issued;

		Attempt(ManagedAccount account, String failedAccessToken, VitalPart vitalPart) {
			this.account = account;
			this.failedAccessToken = failedAccessToken;
			this.vitalPart = vitalPart;
		}

		@Nullable TwitchToken apply(@Nullable TwitchToken stored) {
			if (stored == null || !stored.accessToken().equals(this.failedAccessToken)) {
				return stored;
			}
			// Not before: another process may have brought a token meanwhile.
			this.account.retryGate().pass();
			requireOurs(stored);
			String refreshToken = stored.refreshToken();
			if (refreshToken == null) {
				return isAlive(stored) ? stored : dead("it has expired, and there is no refresh token");
			}
			boolean lastTry = this.account.isUnanswered(refreshToken);
			if (lastTry && isAlive(stored)) {
				this.account.unanswered(null);
				return stored;
			}
			return present(stored, refreshToken, lastTry);
		}

		private void requireOurs(TwitchToken stored) {
			if (this.account.isForeign(stored)) {
				throw new ClientConfigurationException("The token of account '" + this.account.name()
						+ "' was issued to another client than '" + this.account.settings().client().clientId()
						+ "' and can be refreshed by that one only. Log in again, or set its client id");
			}
		}

		private @Nullable TwitchToken present(TwitchToken stored, String refreshToken, boolean lastTry) {
			Outcome<TokenResponse> outcome = post(refreshToken);
			if (!lastTry && outcome instanceof Undetermined<TokenResponse> unknown && unknown.mayHaveActed()) {
				this.account.unanswered(refreshToken);
				if (unknown.retryAfter() != null || !TokenRefresher.this.validate) {
					throw unavailable(unknown);
				}
				if (isAlive(stored)) {
					return notSpent(stored, unknown);
				}
				outcome = post(refreshToken);
			}
			return outcome.fold((response) -> issued(stored, response), (answer) -> refused(stored, answer),
					(unknown) -> {
						throw unavailable(unknown);
					});
		}

		private Outcome<TokenResponse> post(String refreshToken) {
			this.vitalPart.begin();
			return StoreThread
				.await(TokenRefresher.this.client.refresh(this.account.settings().client(), refreshToken));
		}

		// The access token would be dead if the refresh token had been used.
		private TwitchToken notSpent(TwitchToken stored, Undetermined<TokenResponse> unknown) {
			this.account.unanswered(null);
			this.account.retryGate().close(unknown.retryAfter(), () -> Refusals.toException(unknown));
			return stored;
		}

		private boolean isAlive(TwitchToken stored) {
			return TokenRefresher.this.validate
					&& StoreThread.await(TokenRefresher.this.client.validate(stored.accessToken()))
						.fold((validation) -> true, (answer) -> false, (unknown) -> {
							throw unavailable(unknown);
						});
		}

		private TwitchToken issued(TwitchToken stored, TokenResponse response) {
			String refreshToken = response.refreshToken();
			Set<String> scopes = response.scopes();
			this.issued = true;
			return new TwitchToken(response.accessToken(),
					(refreshToken != null) ? refreshToken : stored.refreshToken(),
					(scopes != null) ? scopes : stored.scopes(), response.expiresAt(), stored.userId(), stored.login());
		}

		private @Nullable TwitchToken refused(TwitchToken stored, Rejected<TokenResponse> answer) {
			if (isDeath(answer)) {
				return dead("Twitch answered " + answer.answer());
			}
			Supplier<TwitchOAuthException> failure = () -> Refusals.toException(answer,
					this.account.settings().client());
			this.account.retryGate().close(null, failure);
			throw failure.get();
		}

		private @Nullable TwitchToken dead(String reason) {
			this.death = new AuthorizationRequiredException("The login of account '" + this.account.name()
					+ "' is over: " + reason
					+ ". The user has changed the password or disconnected the application, or the login was not used for too long. A person has to log in again");
			return null;
		}

		private TwitchUnavailableException unavailable(Undetermined<?> unknown) {
			this.account.retryGate().close(unknown.retryAfter(), () -> Refusals.toException(unknown));
			return Refusals.toException(unknown);
		}

	}

}
