package io.github.twitchoauth.twitch4j;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.twitch4j.helix.TwitchHelix;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.integration.Secrets;
import io.github.twitchoauth.test.EventSubSession;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that twitch4j tells no secret either, whatever is logged.
 */
class ClientSecretsTests {

	private static final String FOREIGN_TOKEN = "token-of-somebody-else";

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private Level level;

	private String sessionId;

	@BeforeEach
	void logEverything() {
		this.level = this.root.getLevel();
		this.log.start();
	}

	@AfterEach
	void restore() {
		this.root.setLevel(this.level);
		this.root.detachAppender(this.log);
	}

	@Test
	void runWhenEverythingIsLoggedThenLogsAndExceptionsHaveNoSecret() {
		try (MockTwitch twitch = MockTwitch.start();
				ClientApplication application = ClientApplication.start(twitch, FollowGreeter.class,
						"spring.http.codecs.log-request-details=true")) {
			this.root.addAppender(this.log);
			this.root.setLevel(Level.TRACE);
			String exceptions = run(twitch, application);
			this.root.setLevel(this.level);
			List<ILoggingEvent> events = List.copyOf(this.log.list);
			String text = events.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
			Secrets secrets = new Secrets(twitch, "none");
			secrets.add(this.sessionId);
			assertThat(secrets.all()).hasSizeGreaterThan(4);
			assertThat(text).contains("eventsub/subscriptions");
			assertThat(secrets.leaks(text)).isEmpty();
			assertThat(text).doesNotContain(FOREIGN_TOKEN);
			assertThat(text).doesNotContain("challenge=");
			assertThat(exceptions).contains("UnauthorizedException", "HystrixRuntimeException");
			assertThat(secrets.leaks(exceptions)).isEmpty();
			twitch.assertNoMisuse();
		}
	}

	private String run(MockTwitch twitch, ClientApplication application) {
		application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
		TwitchHelix helix = application.bean(TwitchHelix.class);
		String token = application.client().getCredential().getAccessToken();
		twitch.expireAccessTokens();
		twitch.eventSub().follow("twitchdev", "viewer");
		twitch.chat().awaitMessages(1, ClientApplication.PATIENCE);
		helix.getUsers(token, null, null).execute();
		EventSubSession session = twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		this.sessionId = session.id();
		twitch.eventSub().requestReconnect();
		ClientApplication.eventually(() -> assertThat(twitch.eventSub().getSessions()).singleElement()
			.satisfies((now) -> assertThat(now.connectedAt()).isAfter(session.connectedAt())));
		twitch.disconnect("twitchdev");
		Throwable dead = catchThrowable(() -> helix.getUsers(null, null, null).execute());
		Throwable unknown = catchThrowable(() -> application.client()
			.forAccount("other")
			.getHelix()
			.getUsers(FOREIGN_TOKEN, null, null)
			.execute());
		StringWriter text = new StringWriter();
		dead.printStackTrace(new PrintWriter(text));
		unknown.printStackTrace(new PrintWriter(text));
		return text + application.client().toString() + application.client().getCredential();
	}

}
