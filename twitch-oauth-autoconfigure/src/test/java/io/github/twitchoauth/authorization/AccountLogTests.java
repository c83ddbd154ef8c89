package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link AccountLog}, by the records of what becomes of an account.
 */
class AccountLogTests extends AbstractTokenManagerTests {

	private static final Map<String, String> FIELDS = Map.of("twitch.account", ACCOUNT, "twitch.login", "twitchdev");

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.twitchoauth");

	private final ListAppender<ILoggingEvent> records = new ListAppender<>();

	@BeforeEach
	void startRecording() {
		this.records.start();
		this.logger.addAppender(this.records);
	}

	@AfterEach
	void stopRecording() {
		this.logger.detachAppender(this.records);
	}

	@Test
	void recordsWhenLoggedInAndOutThenAreOneEachWithTheUser() {
		loaded();
		this.manager.forget(ACCOUNT).block(LIMIT);
		assertThat(records()).extracting(ILoggingEvent::getLevel, ILoggingEvent::getMDCPropertyMap)
			.containsExactly(tuple(Level.INFO, FIELDS), tuple(Level.INFO, FIELDS));
		assertThat(records()).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("Account 'default' is logged in as 'twitchdev'", "Account 'default' is logged out");
		assertThat(MDC.get("twitch.account")).isNull();
	}

	@Test
	void recordsWhenRefreshedThenAreNone() {
		loaded();
		this.records.list.clear();
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		assertThat(records()).isEmpty();
	}

	@Test
	void recordsWhenATokenCannotBeSavedThenAreOneHoweverOftenItIsTried() {
		loaded();
		this.records.list.clear();
		this.store.fail(Failure.NOT_WRITTEN, Failure.NOT_WRITTEN, Failure.NOT_WRITTEN);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		int updates = this.store.updates();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		Awaitility.await().until(() -> this.store.updates() == updates + 1 && this.tasks.get() == 0);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		Awaitility.await().until(() -> this.store.updates() == updates + 2 && this.tasks.get() == 0);
		assertThat(records()).singleElement().satisfies((record) -> {
			assertThat(record.getLevel()).isEqualTo(Level.ERROR);
			assertThat(record.getMDCPropertyMap()).isEqualTo(FIELDS);
			assertThat(record.getFormattedMessage()).contains("could not be saved").doesNotContain("at-2", "rt-2");
		});
	}

	private List<ILoggingEvent> records() {
		return this.records.list.stream().filter((record) -> record.getLevel().isGreaterOrEqual(Level.INFO)).toList();
	}

}
