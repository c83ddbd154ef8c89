package io.github.twitchoauth.tokens;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.actuate.TwitchHealthIndicator.AccountDetails;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token that cannot be refreshed is told by log, event and health: once when it begins,
 * and once when it is over.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnrefreshableTokenTests extends AbstractTokenTests {

	private static final String SECRET = "c0rrect-h0rse-battery-staple";

	private static final String WRONG_SECRET = "n0t-the-secret";

	private static final String CONFIGURED = "twitch.oauth.client-secret=" + SECRET;

	@Test
	void refreshWhenSecretBecomesWrongThenTellsOnceUntilItIsRight(CapturedOutput output) {
		this.twitch.requireClientSecret("test-client", SECRET);
		start(CONFIGURED);
		logIn();
		this.twitch.requireClientSecret("test-client", WRONG_SECRET);
		this.twitch.expireAccessTokens();
		assertFails(userName(), ClientConfigurationException.class);
		assertFails(userName(), ClientConfigurationException.class);

		AuthorizationFailedEvent failed = this.application.await(AuthorizationFailedEvent.class, 1).get(0);
		assertThat(failed.getError()).isInstanceOf(ClientConfigurationException.class);
		assertIsDown(State.MISCONFIGURED, "Twitch does not accept the client secret");

		this.twitch.requireClientSecret("test-client", SECRET);
		Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> whoAmI().equals("twitchdev"));
		this.application.await(TokenRefreshedEvent.class, 1);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).containsExactly(failed);
		assertIsUp();
		assertThat(lines(output, "cannot be refreshed", "WARN")).isOne();
		assertThat(lines(output, "works again", "INFO")).isOne();
		assertThat(output).doesNotContain(SECRET, WRONG_SECRET);
	}

	@Test
	void restoreWhenSecretIsWrongThenTellsAndIsDown(CapturedOutput output) {
		this.twitch.requireClientSecret("test-client", SECRET);
		start(CONFIGURED);
		logIn();
		this.twitch.expireAccessTokens();
		start(AUTO_START, "twitch.oauth.client-secret=" + WRONG_SECRET);
		this.application.await(AuthorizationFailedEvent.class, 1);
		assertIsDown(State.MISCONFIGURED, "");
		assertThat(this.application.events(TwitchOAuthEvent.class)).hasSize(1);
		assertThat(lines(output, "cannot be refreshed", "WARN")).isOne();
	}

	@Test
	void restoreWhenTwitchIsDownForLongThenTellsOnceUntilItIsBack(CapturedOutput output) {
		start();
		logIn();
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).next(1_000).respond(Fault.status(503));
		start(AUTO_START);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertIsDown(State.REFRESH_FAILING, "Twitch answered 503"));
		AuthorizationFailedEvent failed = this.application.await(AuthorizationFailedEvent.class, 1).get(0);
		assertThat(failed.getError()).isInstanceOf(TwitchUnavailableException.class);

		this.twitch.clearFaults();
		assertThat(awaitAuthenticated().isRestored()).isTrue();
		assertThat(this.application.events(TwitchOAuthEvent.class)).hasExactlyElementsOfTypes(
				AuthorizationFailedEvent.class, TokenRefreshedEvent.class, AuthenticatedEvent.class);
		assertIsUp();
		assertThat(lines(output, "cannot be refreshed", "WARN")).isOne();
		assertThat(lines(output, "has to wait", "WARN")).isOne();
		assertThat(lines(output, "works again", "INFO")).isOne();
		assertThat(output).doesNotContain("Try again later");
	}

	@Test
	void refreshWhenTwitchIsDownForAMomentThenNobodyIsAlarmed(CapturedOutput output) {
		start();
		logIn();
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).next(2).respond(Fault.status(503));
		Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> whoAmI().equals("twitchdev"));
		this.application.await(TokenRefreshedEvent.class, 1);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
		assertIsUp();
		assertThat(lines(output, "cannot be refreshed", "")).isZero();
	}

	private Health health() {
		return this.application.health();
	}

	private void assertIsUp() {
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(details().state()).isEqualTo(State.LOGGED_IN);
		assertThat(details().error()).isNull();
	}

	private void assertIsDown(State state, String error) {
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(details().state()).isEqualTo(state);
		assertThat(details().error()).startsWith(error);
	}

	private AccountDetails details() {
		return this.application.healthOf("default");
	}

	private static long lines(CapturedOutput output, String text, String level) {
		return output.getAll().lines().filter((line) -> line.contains(text) && line.contains(level)).count();
	}

}
