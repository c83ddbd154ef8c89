package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountRecords}, by the records of logins that come to nothing.
 */
class AccountRecordsTests extends AbstractDeviceCodeTests {

	private static final String FAILED = "The login of account 'default' failed: ";

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

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	void recordsWhenPersonDeniesThenAreOneWhoeverBeganTheLogin(boolean autoStart) {
		this.server.code(1800, 5).poll(400, "{\"message\":\"access_denied\"}");
		begin(application(null), autoStart);
		assertSingle(Level.WARN, FAILED + "The person pressed Deny");
	}

	@Test
	void recordsWhenNobodyApprovesThenAreOne() {
		this.server.code(10, 5).poll(10, 400, ScriptedServer.PENDING);
		begin(application(null), false);
		assertSingle(Level.WARN, FAILED + "Nobody approved the code");
	}

	@Test
	void recordsWhenAnotherUserApprovesThenAreOne() {
		this.server.code(1800, 5).approve().answer("/revoke", 200, "").answer("/revoke", 200, "");
		begin(application("mybot"), false);
		assertSingle(Level.WARN, FAILED + "'twitchdev' approved the login, but only 'mybot' may");
	}

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	void recordsWhenClientIsUnknownThenAreOne(boolean autoStart) {
		this.server.answer("/device", 400, "{\"message\":\"invalid client\"}");
		begin(application(null), autoStart);
		assertSingle(Level.WARN, FAILED);
	}

	@Test
	void recordsWhenLoginIsCanceledThenAreOne() {
		this.server.code(1800, 5);
		Application application = application(null);
		TwitchTokenManager manager = application.manager();
		application.autoStart(manager, application.flow(manager)).start();
		manager.cancelLogin("default");
		assertSingle(Level.INFO, "The login of account 'default' was canceled");
	}

	@Test
	void recordsWhenSecretIsWrongAtStartThenAreOne() {
		this.store.save("default", new TwitchToken("at", "rt", Set.of("user:read:chat"),
				this.lifecycle.clock().instant().minusSeconds(10), "141981764", "twitchdev", "abc"));
		this.server.answer("/token", 403, "{\"status\":403,\"message\":\"invalid client secret\"}");
		begin(application(null), true);
		assertSingle(Level.WARN, "The token of account 'default' cannot be refreshed: ");
	}

	private Application application(String expectedLogin) {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", "secret"),
				Set.of("user:read:chat"), true, expectedLogin), List.of());
		return new Application(accounts, new AuthorizationSettings(Duration.ofSeconds(10), false, true,
				Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.store, this.events::add,
				this.lifecycle);
	}

	private void begin(Application application, boolean autoStart) {
		TwitchTokenManager manager = application.manager();
		if (autoStart) {
			application.autoStart(manager, application.flow(manager)).start();
		}
		else {
			application.directory(manager).logIn("default").onErrorComplete().subscribe();
		}
	}

	private void assertSingle(Level level, String message) {
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return !records().isEmpty();
		});
		Awaitility.await()
			.during(Duration.ofMillis(200))
			.untilAsserted(() -> assertThat(records()).singleElement().satisfies((record) -> {
				assertThat(record.getLevel()).isEqualTo(level);
				assertThat(record.getFormattedMessage()).startsWith(message);
				assertThat(record.getMDCPropertyMap()).isEqualTo(Map.of("twitch.account", "default"));
			}));
	}

	private List<ILoggingEvent> records() {
		return List.copyOf(this.records.list)
			.stream()
			.filter((record) -> record.getLevel().isGreaterOrEqual(Level.INFO))
			.toList();
	}

}
