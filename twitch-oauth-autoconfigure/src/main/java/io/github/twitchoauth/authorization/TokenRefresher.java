package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.VitalPart;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes a token, from reading the store to saving the new token, under the locks of
 * {@link AccountTokens}. Blocks until the exchange with the server has ended, which can
 * take minutes.
 */
final class TokenRefresher {

	private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_CONFIRMATION = Duration.ofSeconds(3);

	private final TwitchIdClient client;

	private final AuthorizationSettings settings;

	private final Consumer<Duration> pause;

	/**
	 * Create a refresher.
	 * @param client the wire
	 * @param settings the settings
	 * @param pause blocks for a while
	 */
	TokenRefresher(TwitchIdClient client, AuthorizationSettings settings, Consumer<Duration> pause) {
		this.client = client;
		this.settings = settings;
		this.pause = pause;
	}

	Result refresh(ManagedAccount account, String failedAccessToken, VitalPart vitalPart) {
		RefreshAttempt attempt = new RefreshAttempt(this, account, vitalPart);
		TwitchToken token = account.tokens()
			.update((stored) -> (stored != null && stored.accessToken().equals(failedAccessToken))
					? attempt.replace(stored) : stored);
		return new Result(token, attempt.death(), attempt.isIssued());
	}

	TwitchIdClient client() {
		return this.client;
	}

	boolean canValidate() {
		return this.settings.validate();
	}

	/**
	 * Wait before the refresh token is presented for a last time, because the first
	 * presentation was not answered.
	 */
	void backOff() {
		pause(LONGEST_BACK_OFF);
	}

	/**
	 * Wait before a refusal is put to the test.
	 */
	void awaitConfirmation() {
		pause(LONGEST_CONFIRMATION);
	}

	// Callers wait for two request time-outs, and all of this should fit into them.
	private void pause(Duration longest) {
		Duration half = this.settings.requestTimeout().dividedBy(2);
		this.pause.accept((half.compareTo(longest) < 0) ? half : longest);
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

}
