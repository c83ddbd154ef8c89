package io.github.twitchoauth.benchmarks.server;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.server.TwitchServer.Answer;

/**
 * Device codes that wait for approval, and how punctually they are asked after.
 */
final class DeviceCodes {

	/**
	 * The interval that clients are told.
	 */
	static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final long IN_FLIGHT = Long.MAX_VALUE;

	private final Map<String, Code> codes = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong early = new AtomicLong();

	private volatile Samples lateness = new Samples();

	Answer issue() {
		long number = this.count.incrementAndGet();
		String deviceCode = "device-code-with-forty-characters-%08d".formatted(number);
		Code code = new Code();
		this.codes.put(deviceCode, code);
		return new Answer(200,
				"""
						{"device_code":"%s","expires_in":1800,"interval":%d,"user_code":"C%07d","verification_uri":"https://www.twitch.tv/activate?public=true"}"""
					.formatted(deviceCode, INTERVAL.toSeconds(), number),
				code::answered);
	}

	Answer poll(String deviceCode, long arrival) {
		Code code = this.codes.get(deviceCode);
		if (code == null) {
			return new Answer(400, "{\"status\":400,\"message\":\"invalid device code\"}");
		}
		if (code.polled(arrival)) {
			this.early.incrementAndGet();
		}
		this.lateness.add((arrival - code.due) / 1e9);
		code.due = IN_FLIGHT;
		Instant approvedAt = code.approvedAt;
		if (approvedAt.isAfter(Instant.now())) {
			return new Answer(400, "{\"status\":400,\"message\":\"authorization_pending\"}", code::answered);
		}
		this.codes.remove(deviceCode);
		return new Answer(200,
				Grants.token("approved-" + ChronoUnit.MICROS.between(Instant.EPOCH, approvedAt), deviceCode));
	}

	void approveAll(Duration within) {
		Instant now = Instant.now();
		this.codes.values()
			.forEach((code) -> code.approvedAt = now
				.plusNanos(ThreadLocalRandom.current().nextLong(within.toNanos() + 1)));
	}

	void reset() {
		this.early.set(0);
		this.lateness = new Samples();
	}

	/**
	 * Return the statistics.
	 * @return the number of polls, of those that came sooner after the one before than
	 * the interval allows, and quantiles of how many seconds polls came late. A poll that
	 * is due and has not come counts with the time for which it is overdue
	 */
	String statistics() {
		Samples all = this.lateness.copy();
		long polls = all.size();
		long now = System.nanoTime();
		this.codes.values()
			.stream()
			.mapToLong((code) -> code.due)
			.filter((due) -> due < now)
			.forEach((due) -> all.add((now - due) / 1e9));
		return String.join("\n", Results.line("pending", this.codes.size()), Results.line("polls", polls),
				Results.line("early", this.early), Results.line("lateness.p50", all.median()),
				Results.line("lateness.p99", all.quantile(0.99)), "");
	}

	private static final class Code {

		private volatile Instant approvedAt = Instant.MAX;

		private volatile long due = IN_FLIGHT;

		private volatile long earliest = Long.MIN_VALUE;

		// Whether too early: the interval is one between requests (RFC 8628, section
		// 3.2).
		boolean polled(long arrival) {
			boolean early = arrival < this.earliest;
			this.earliest = arrival + INTERVAL.toNanos();
			return early;
		}

		void answered() {
			this.due = System.nanoTime() + INTERVAL.toNanos();
			if (this.earliest == Long.MIN_VALUE) {
				this.earliest = this.due;
			}
		}

	}

}
