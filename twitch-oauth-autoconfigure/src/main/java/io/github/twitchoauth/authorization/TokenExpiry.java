package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.lifecycle.Deadline;
import io.github.twitchoauth.lifecycle.Due;
import org.jspecify.annotations.Nullable;

/**
 * Until when an account's tokens can be used.
 */
final class TokenExpiry {

	// Longer than a refresh that failed is waited with.
	private static final Duration BELIEVED = Duration.ofMinutes(1);

	private final Clock clock;

	private volatile @Nullable Lifetime lifetime;

	private volatile @Nullable String refusedAccessToken;

	private volatile @Nullable Living living;

	TokenExpiry(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Note that a token was issued just now, so that its lifetime is counted in elapsed
	 * time.
	 * @param token the token
	 */
	void issued(TwitchToken token) {
		this.lifetime = Lifetime.of(token, this.clock);
	}

	/**
	 * Note that Twitch refuses an access token, whatever is said about when it expires.
	 * @param accessToken the access token
	 */
	void refused(String accessToken) {
		this.refusedAccessToken = accessToken;
	}

	/**
	 * Note that Twitch accepts an access token.
	 * @param accessToken the access token
	 * @return whether it was noted as refused before
	 */
	boolean accepted(String accessToken) {
		boolean wasRefused = accessToken.equals(this.refusedAccessToken);
		if (wasRefused) {
			this.refusedAccessToken = null;
		}
		return wasRefused;
	}

	/**
	 * Note that Twitch has just said that an access token lives. For a while, that counts
	 * more than our clock, which may be wrong.
	 * @param accessToken the access token
	 */
	void lives(String accessToken) {
		this.living = new Living(accessToken, Deadline.after(BELIEVED));
	}

	// A token that does not live long serves half of its life at least, and one that
	// cannot be refreshed the whole of it.
	boolean isDue(TwitchToken token, Duration aheadOfExpiry) {
		Duration left = left(token);
		if (left == null || aheadOfExpiry.isZero()) {
			return false;
		}
		if (token.refreshToken() == null) {
			return isOver(left);
		}
		Lifetime lifetime = lifetime(token);
		return isOver(left.minus((lifetime != null) ? lifetime.shorter(aheadOfExpiry) : aheadOfExpiry));
	}

	boolean isExpired(TwitchToken token) {
		Living living = this.living;
		return isPastExpiry(token) && (living == null || !living.isStill(token));
	}

	// Whatever Twitch has said since.
	boolean isPastExpiry(TwitchToken token) {
		Duration left = left(token);
		return left != null && isOver(left);
	}

	boolean isUsable(TwitchToken token) {
		return !isExpired(token) && !token.accessToken().equals(this.refusedAccessToken);
	}

	/**
	 * Return whether a token ends before another one, which has been issued later then.
	 * @param token the token
	 * @param other the other one
	 * @return whether it is known to end earlier
	 */
	static boolean isEarlier(TwitchToken token, @Nullable TwitchToken other) {
		Instant end = token.expiresAt();
		Instant otherEnd = (other != null) ? other.expiresAt() : null;
		return end != null && otherEnd != null && end.isBefore(otherEnd);
	}

	/**
	 * Judge what a server says of an access token. A refusal in other words than that the
	 * token is invalid, which a server in trouble may have for one that lives, counts
	 * only if the token has expired by itself.
	 * @param token the token
	 * @param answer the answer to its validation
	 * @return the answer, or undetermined
	 */
	Outcome<TwitchToken> judge(TwitchToken token, Outcome<TwitchToken> answer) {
		return (answer instanceof Rejected<TwitchToken> refusal && !isExpired(token)) ? refusal.ofToken() : answer;
	}

	// Null if the token never expires.
	private @Nullable Duration left(TwitchToken token) {
		Instant expiresAt = token.expiresAt();
		if (expiresAt == null) {
			return null;
		}
		Lifetime lifetime = lifetime(token);
		Due expiry = (lifetime != null) ? lifetime.expiry() : null;
		return (expiry != null) ? expiry.left(this.clock) : Duration.between(this.clock.instant(), expiresAt);
	}

	// Null if the token was not issued to this process.
	private @Nullable Lifetime lifetime(TwitchToken token) {
		Lifetime lifetime = this.lifetime;
		return (lifetime != null && lifetime.accessToken().equals(token.accessToken())) ? lifetime : null;
	}

	private static boolean isOver(Duration left) {
		return left.isNegative() || left.isZero();
	}

	private record Living(String accessToken, Deadline end) {

		boolean isStill(TwitchToken token) {
			return this.accessToken.equals(token.accessToken()) && !this.end.left().isNegative();
		}

		@Override
		public String toString() {
			return "Living[end=" + this.end + "]";
		}

	}

	private record Lifetime(String accessToken, @Nullable Due expiry, Duration half) {

		static Lifetime of(TwitchToken token, Clock clock) {
			Instant expiresAt = token.expiresAt();
			Due expiry = (expiresAt != null) ? Due.at(expiresAt, clock) : null;
			return new Lifetime(token.accessToken(), expiry,
					(expiry != null) ? expiry.left(clock).dividedBy(2) : Duration.ZERO);
		}

		Duration shorter(Duration aheadOfExpiry) {
			return (this.half.compareTo(aheadOfExpiry) < 0) ? this.half : aheadOfExpiry;
		}

		@Override
		public String toString() {
			return "Lifetime[expiry=" + this.expiry + "]";
		}

	}

}
