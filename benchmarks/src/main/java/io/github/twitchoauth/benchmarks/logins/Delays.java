package io.github.twitchoauth.benchmarks.logins;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.github.twitchoauth.benchmarks.harness.Pause;
import io.github.twitchoauth.benchmarks.harness.Samples;

/**
 * How long after the approval applications got what they wait for. The server writes the
 * time of approval into the token.
 */
final class Delays {

	private volatile Samples tokens = new Samples();

	private volatile Samples users = new Samples();

	/**
	 * Note that the application can use a token from now on.
	 * @param accessToken the access token
	 */
	void token(String accessToken) {
		this.tokens.add(sinceApproval(accessToken));
	}

	/**
	 * Note that it is known from now on whose a token is.
	 * @param accessToken the access token
	 */
	void user(String accessToken) {
		this.users.add(sinceApproval(accessToken));
	}

	private static double sinceApproval(String accessToken) {
		Instant approvedAt = Instant.EPOCH.plus(Long.parseLong(accessToken.replace("approved-", "")),
				ChronoUnit.MICROS);
		return ChronoUnit.MICROS.between(approvedAt, Instant.now()) / 1e6;
	}

	void reset() {
		this.tokens = new Samples();
		this.users = new Samples();
	}

	void await(int logins, boolean withUsers, Duration patience) {
		Pause.until(() -> this.tokens.size() == logins && (!withUsers || this.users.size() == logins), patience);
	}

	Samples tokens() {
		return this.tokens;
	}

	Samples users() {
		return this.users;
	}

}
