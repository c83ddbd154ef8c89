package io.github.twitchoauth.dialects;

import java.nio.file.Path;
import java.time.Duration;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that are none of a server's own, or of which nothing can be made.
 */
@ExtendWith(OutputCaptureExtension.class)
class OddAnswerTests {

	private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path directory;

	private final Dialect dialect = Dialect.of("gitlab");

	@AutoClose
	private final DialectServer server = DialectServer.start(this.dialect);

	@AutoClose
	private DialectApplication application;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | text/html        | <html>Welcome to our hotel</html>
			200 | application/json | {"status":"ok"}
			500 | text/html        | <html>Internal Server Error</html>
			400 | application/json | {"error":"temporarily_unavailable"}
			""")
	void loginWhenDeniedAfterAnOddAnswerThenEnds(int status, String contentType, String body) {
		this.server.nextPolls();
		this.server.nextPoll(status, contentType, body);
		denied();
		start();
		assertThat(failure()).isInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 502 })
	void loginWhenDeniedAfterAnAnswerThatIsTooLongThenEnds(int status) {
		this.server.nextPolls();
		this.server.nextPoll(status, "text/html", "x".repeat(300_000));
		denied();
		start();
		assertThat(failure()).isInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
	}

	@Test
	void loginWhenDeniedAfterAFailureThatBreaksOffThenEnds() {
		this.server.nextPolls();
		this.server.nextPollBreaksOff(502, "<html>Bad Gate");
		denied();
		start();
		assertThat(failure()).isInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
	}

	@Test
	void loginWhenDeniedBeforeALateFailureThenEnds() {
		this.server.nextPolls();
		this.server.nextPollIsLate(504, Duration.ofSeconds(3));
		denied();
		start("twitch.oauth.request-timeout=1s");
		assertThat(failure()).isInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
	}

	@Test
	void loginWhenDeniedAfterASuccessThatBreaksOffThenAsksOnceMore() {
		this.server.nextPolls();
		this.server.nextPollBreaksOff(200, "{\"access_tok");
		denied();
		denied();
		start();
		assertThat(failure()).isInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(2);
	}

	@Test
	void loginWhenServerIsTemporarilyUnavailableThenGoesOn() {
		this.server.nextPolls();
		this.server.nextPoll(400, "application/json", "{\"error\":\"temporarily_unavailable\"}");
		this.server.nextPoll(200, "application/json", this.dialect.fixture().at("/token/body").toString());
		start();
		this.application.await(AuthenticatedEvent.class);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "access_token=gho_16C7e42F&scope=repo%2Cgist&token_type=bearer",
			"error=authorization_pending&error_description=The+request+is+still+pending." })
	void loginWhenAnswerIsFormUrlencodedThenEndsAndSaysSo(String body) {
		this.server.nextPolls();
		this.server.nextPoll(200, FORM, body);
		start();
		assertThat(failure()).hasMessageContainingAll("127.0.0.1", "form-urlencoded", "twitch.oauth.provider")
			.hasMessageNotContaining("gho_16C7e42F");
		assertThat(this.server.requests("/token")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin_policy_enforced", "org_internal", "consent_required" })
	void loginWhenRefusedForGoodThenEndsAtOnceAndSaysWhy(String error) {
		this.server.nextPolls();
		this.server.nextPoll(400, "application/json",
				"{\"error\":\"%s\",\"error_description\":\"Ask the administrator\"}".formatted(error));
		start();
		assertThat(failure()).hasMessageContaining("Ask the administrator").hasMessageNotContaining("Twitch");
		assertThat(this.server.requests("/token")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "interaction_required", "consent_required", "login_required", "mfa_required",
			"token_expired", "expired_token", "refresh_token_expired", "token_revoked" })
	void refreshWhenAPersonHasToActThenAsksForALogin(String error) {
		start();
		String accessToken = this.application.await(AuthenticatedEvent.class).getAccessToken();
		this.server.nextRefresh(400, "{\"error\":\"" + error + "\"}");
		this.server.nextRefresh(400, "{\"error\":\"" + error + "\"}");
		this.server.nextPolls("pending", "denied");
		this.application.tokens().refresh("default", accessToken).onErrorComplete().block(PATIENCE);
		assertThat(this.application.await(AuthorizationLostEvent.class).getError()).hasMessageContaining(error);
	}

	@Test
	void loginWhenTokenIsNoBearerTokenThenEndsAndNamesItsType() {
		this.server.nextPolls();
		this.server.nextPoll(200, "application/json",
				this.dialect.fixture().at("/token/body").toString().replace("Bearer", "DPoP"));
		start();
		assertThat(failure()).hasMessageContainingAll("127.0.0.1", "'DPoP'")
			.hasMessageNotContaining(this.dialect.accessToken());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			404 | text/html        | <html>Not Found</html>
			404 | text/plain       | ''
			404 | application/json | {}
			405 | text/html        | <html>Method Not Allowed</html>
			410 | text/html        | <html>Gone</html>
			501 | application/json | {"error":"not_implemented"}
			""")
	void logoutWhenThereIsNothingAtTheRevocationUriThenForgetsAndSaysSo(int status, String contentType, String body,
			CapturedOutput output) {
		start();
		this.application.await(AuthenticatedEvent.class);
		this.server.nextRevocation(status, contentType, body);
		this.server.nextRevocation(status, contentType, body);
		this.application.tokens().revoke().block(PATIENCE);
		this.application.await(LoggedOutEvent.class);
		assertThat(output).contains("What could not be revoked of account 'default' works at 127.0.0.1")
			.contains("status " + status + " where tokens are to be revoked");
		assertThat(this.application.tokens().getToken().onErrorComplete().block(PATIENCE)).isNull();
	}

	private void denied() {
		this.server.nextPoll(400, "application/json", "{\"error\":\"access_denied\"}");
	}

	private void start(String... properties) {
		this.application = DialectApplication.start(this.server, this.dialect, this.directory, properties);
	}

	private TwitchOAuthException failure() {
		return this.application.await(AuthorizationFailedEvent.class).getError();
	}

}
