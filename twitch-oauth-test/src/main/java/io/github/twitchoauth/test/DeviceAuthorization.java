package io.github.twitchoauth.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One device code and what has become of it.
 */
final class DeviceAuthorization {

	private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

	private final Clock clock;

	private final String userCode = RandomText.userCode();

	private final String deviceCode = RandomText.deviceCode();

	private final String clientId;

	private final Set<String> scopes;

	private final PollTimes polls;

	private final Instant issuedAt;

	private Instant expiresAt;

	private Status status = Status.PENDING;

	private int slowDowns;

	private @Nullable MockUser user;

	DeviceAuthorization(MockTwitchSettings settings, String clientId, Set<String> scopes) {
		this.clock = settings.clock();
		this.clientId = clientId;
		this.scopes = scopes;
		this.polls = new PollTimes(settings.interval());
		this.issuedAt = this.clock.instant();
		this.expiresAt = this.issuedAt.plus(settings.codeExpiresIn());
	}

	String userCode() {
		return this.userCode;
	}

	String deviceCode() {
		return this.deviceCode;
	}

	String clientId() {
		return this.clientId;
	}

	Set<String> scopes() {
		return this.scopes;
	}

	Instant issuedAt() {
		return this.issuedAt;
	}

	PollTimes polls() {
		return this.polls;
	}

	synchronized Status status() {
		boolean open = this.status == Status.PENDING || this.status == Status.APPROVED;
		return (open && !this.clock.instant().isBefore(this.expiresAt)) ? Status.EXPIRED : this.status;
	}

	synchronized void approve(MockUser user) {
		decide(Status.APPROVED);
		this.user = user;
	}

	synchronized boolean approveIfPending(MockUser user) {
		if (status() != Status.PENDING) {
			return false;
		}
		approve(user);
		return true;
	}

	synchronized void deny() {
		decide(Status.DENIED);
	}

	private void decide(Status decision) {
		if (status() != Status.PENDING) {
			throw new IllegalStateException("The code " + this.userCode + " is " + status() + " already");
		}
		this.status = decision;
	}

	synchronized void expire() {
		this.expiresAt = this.clock.instant();
	}

	synchronized void slowDown() {
		this.slowDowns++;
	}

	/**
	 * Answers a poll. An approved code is used up by that.
	 * @return the answer
	 */
	synchronized Poll poll() {
		Status status = status();
		if (status == Status.USED || status == Status.EXPIRED) {
			return Poll.INVALID;
		}
		if (this.slowDowns > 0) {
			this.slowDowns--;
			this.polls.lengthen(SLOW_DOWN);
			return Poll.SLOW_DOWN;
		}
		if (status == Status.APPROVED) {
			this.status = Status.USED;
			return Poll.GRANTED;
		}
		return (status == Status.DENIED) ? Poll.DENIED : Poll.PENDING;
	}

	synchronized MockUser user() {
		if (this.user == null) {
			throw new IllegalStateException("Nobody has approved the code " + this.userCode);
		}
		return this.user;
	}

	@Override
	public String toString() {
		return "DeviceAuthorization[userCode=" + this.userCode + ", status=" + status() + "]";
	}

	/**
	 * What has become of a code.
	 */
	enum Status {

		PENDING, APPROVED, DENIED, USED, EXPIRED;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Answer to a poll.
	 */
	enum Poll {

		PENDING, SLOW_DOWN, DENIED, INVALID, GRANTED

	}

}
