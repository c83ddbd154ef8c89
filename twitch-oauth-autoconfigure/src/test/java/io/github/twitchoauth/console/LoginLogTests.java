package io.github.twitchoauth.console;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link LoginLog}.
 */
class LoginLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(LoginLog.class);

	private final ListAppender<ILoggingEvent> records = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.records.start();
		this.logger.addAppender(this.records);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.records);
	}

	@Test
	void acceptWhenCodeThenLogsOneRecordWithFields() {
		DeviceCode code = new DeviceCode("secret", "ABCD\033[2J",
				URI.create("https://www.twitch.tv/activate?code=ABCD"), Instant.parse("2026-11-01T12:30:00Z"),
				Duration.ofSeconds(5));
		new LoginLog().accept(new DeviceCodeEvent(this, "bot", code, Set.of("user:bot")));
		assertThat(this.records.list).hasSize(1);
		assertThat(this.records.list.get(0)
			.getKeyValuePairs()
			.stream()
			.collect(Collectors.toMap((pair) -> pair.key, (pair) -> pair.value)))
			.containsOnly(entry("twitch.account", "bot"), entry("twitch.code", "ABCD?[2J"),
					entry("twitch.link", "https://www.twitch.tv/activate?code=ABCD"),
					entry("twitch.expires", "2026-11-01T12:30:00Z"));
	}

	@Test
	void acceptWhenCodeIsShownAgainThenLogsItOnce() {
		LoginLog log = new LoginLog();
		log.accept(code("bot", "one"));
		log.accept(code("bot", "one"));
		assertThat(this.records.list).hasSize(1);
		log.accept(code("streamer", "one"));
		log.accept(code("bot", "two"));
		assertThat(this.records.list).hasSize(3);
	}

	private DeviceCodeEvent code(String account, String deviceCode) {
		return new DeviceCodeEvent(this, account, new DeviceCode(deviceCode, "ABCD", URI.create("https://example.org"),
				Instant.parse("2026-11-01T12:30:00Z"), Duration.ofSeconds(5)), Set.of());
	}

	@Test
	void acceptWhenAnythingElseThenLogsNothing() {
		new LoginLog().accept(new LoggedOutEvent(this, "bot"));
		assertThat(this.records.list).isEmpty();
	}

}
