package io.github.twitchoauth.dialects;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The life of a login at authorization servers other than Twitch, as they answer
 * according to their documents.
 */
@ExtendWith(OutputCaptureExtension.class)
class DialectTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path directory;

	private DialectServer server;

	private DialectApplication application;

	@AfterEach
	void stop() {
		this.application.close();
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#all")
	void loginWhenApprovedThenLivesUntilLogout(Dialect dialect, CapturedOutput output) {
		start(dialect);
		TwitchToken token = this.application.await(AuthenticatedEvent.class).getToken();
		assertThat(token.accessToken()).isEqualTo(dialect.accessToken());
		assertThat(this.application.tokens().refresh("default", token.accessToken()).block(PATIENCE).accessToken())
			.isEqualTo(dialect.refreshedAccessToken());
		restart(dialect);
		assertThat(this.application.await(AuthenticatedEvent.class).isRestored()).isTrue();
		assertThat(this.application.events(DeviceCodeEvent.class)).isEmpty();
		this.application.tokens().revoke().block(PATIENCE);
		this.application.await(LoggedOutEvent.class);
		assertThat(this.server.requests("/revoke")).hasSize(dialect.revokes() ? 2 : 0);
		assertThat(output).contains("Log in to 127.0.0.1").doesNotContain(DialectServer.CLIENT_SECRET);
		restart(dialect, "twitch.oauth.auto-start=false");
		assertThat(this.application.tokens().getToken().onErrorComplete().block(PATIENCE)).isNull();
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#all")
	void startWhenAScopeIsNewThenAsksForIt(Dialect dialect) {
		start(dialect);
		this.application.await(AuthenticatedEvent.class);
		this.server.nextPolls("token");
		restart(dialect, "twitch.oauth.scopes=" + dialect.scopes() + ",another");
		assertThat(this.application.await(AuthenticatedEvent.class).isRestored()).isFalse();
		assertThat(this.application.await(DeviceCodeEvent.class).getScopes()).contains("another");
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#all")
	void loginWhenDeniedThenEnds(Dialect dialect) {
		this.server = DialectServer.start(dialect);
		this.server.nextPolls("pending", "pending", "denied");
		restart(dialect);
		assertThat(this.application.await(AuthorizationFailedEvent.class).getError())
			.isInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
		assertThat(this.server.requests("/token")).hasSize(3);
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#all")
	void loginWhenExpiredThenEnds(Dialect dialect) {
		this.server = DialectServer.start(dialect);
		this.server.nextPolls("pending", "expired");
		restart(dialect);
		assertThat(this.application.await(AuthorizationFailedEvent.class).getError())
			.isInstanceOf(DeviceCodeExpiredException.class)
			.hasMessageNotContaining("Twitch");
		assertThat(this.server.requests("/token")).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#all")
	void refreshWhenTokenIsDeadThenIsLost(Dialect dialect) {
		start(dialect);
		this.application.await(AuthenticatedEvent.class);
		this.server.nextRefreshes("dead", "dead");
		this.server.nextPolls("pending", "denied");
		this.application.tokens().refresh("default", dialect.accessToken()).onErrorComplete().block(PATIENCE);
		assertThat(this.application.await(AuthorizationLostEvent.class).getError())
			.hasMessageContaining("127.0.0.1 answered")
			.hasMessageNotContaining("Twitch");
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#all")
	void deviceRequestWhenNotTwitchThenHasTheParameterOfTheStandardOnly(Dialect dialect) {
		start(dialect);
		this.application.await(AuthenticatedEvent.class);
		assertThat(this.server.requests("/device")).allSatisfy(
				(request) -> assertThat(request.parameters()).containsEntry("scope", dialect.scopes().replace(',', ' '))
					.doesNotContainKey("scopes"));
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#confidential")
	void loginWhenSecretIsWrongThenSaysWhatToCompareAndNothingOfTwitch(Dialect dialect) {
		this.server = DialectServer.start(dialect);
		restart(dialect, "twitch.oauth.client-secret=wrong");
		assertThat(this.application.await(AuthorizationFailedEvent.class).getError())
			.isInstanceOf(ClientConfigurationException.class)
			.hasMessageContainingAll("'app:1'", "twitch.oauth.client-secret",
					"twitch.oauth.provider.client-authentication",
					dialect.fixture().at("/unauthenticated/body/error_description").stringValue())
			.hasMessageNotContainingAny("Twitch", "dev.twitch.tv", "wrong");
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.dialects.Dialect#confidential")
	void refreshWhenSecretIsWrongThenSaysWhatToCompareAndKeepsTheToken(Dialect dialect) {
		start(dialect);
		this.application.await(AuthenticatedEvent.class);
		restart(dialect, "twitch.oauth.client-secret=wrong");
		this.application.await(AuthenticatedEvent.class);
		assertThatExceptionOfType(ClientConfigurationException.class)
			.isThrownBy(() -> this.application.tokens().refresh("default", dialect.accessToken()).block(PATIENCE))
			.withMessageContaining("twitch.oauth.client-secret");
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
	}

	@Test
	void pageWhenServerIsNotTwitchThenNamesIt(CapturedOutput output) {
		Dialect dialect = Dialect.of("auth0");
		this.server = DialectServer.start(dialect);
		this.server.nextPolls(Collections.nCopies(1_000, "pending").toArray(String[]::new));
		restart(dialect, "spring.main.web-application-type=servlet", "server.port=0", "twitch.oauth.page.enabled=true");
		this.application.await(DeviceCodeEvent.class);
		assertThat(this.application.get("/twitch"))
			.contains("127.0.0.1 login", "asks to act on 127.0.0.1 in your name", "127.0.0.1 account",
					"the same as on 127.0.0.1:", ">Open 127.0.0.1</a>")
			.doesNotContain("Twitch");
		assertThat(output).contains("Log in to 127.0.0.1 at http://localhost:").doesNotContain("Log in to Twitch");
	}

	private void start(Dialect dialect) {
		this.server = DialectServer.start(dialect);
		restart(dialect);
	}

	private void restart(Dialect dialect, String... properties) {
		if (this.application != null) {
			this.application.close();
		}
		this.application = DialectApplication.start(this.server, dialect, this.directory, properties);
	}

}
