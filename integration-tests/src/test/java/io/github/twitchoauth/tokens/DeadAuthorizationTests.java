package io.github.twitchoauth.tokens;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The user presses Disconnect, or changes the password.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadAuthorizationTests extends AbstractTokenTests {

	@Test
	void callWhenUserHasDisconnectedThenTellsWhyAndAsksHumanOnce() {
		start(AUTO_START);
		this.twitch.approveNext("twitchdev");
		awaitAuthenticated();
		this.twitch.disconnect("twitchdev");
		assertFails(userName(), AuthorizationRequiredException.class).withMessageContaining("Invalid refresh token");
		AuthorizationLostEvent lost = this.application.await(AuthorizationLostEvent.class, 1).get(0);
		assertThat(lost.getError()).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContaining("Invalid refresh token");
		assertThat(this.application.storedToken("default")).isNull();
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		this.application.await(AuthenticatedEvent.class, 2);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(2);
		assertRefreshes(1, 0, 0);
	}

	@Test
	void callWhenUserHasDisconnectedAndAutoStartIsOffThenAsksNobody(CapturedOutput output) {
		start();
		logIn();
		this.twitch.disconnect("twitchdev");
		assertFails(userName(), AuthorizationRequiredException.class);
		this.application.await(AuthorizationLostEvent.class, 1);
		assertThat(output.getOut().lines())
			.filteredOn((line) -> line.contains("The login of account 'default' is over"))
			.singleElement(InstanceOfAssertFactories.STRING)
			.contains("WARN");
		assertFails(userName(), AuthorizationRequiredException.class).withMessageContaining("authorize()");
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
		assertRefreshes(1, 0, 0);
	}

	@Test
	void validationWhenUserHasDisconnectedThenFindsOutByItself() {
		start("twitch.oauth.validation.interval=2s");
		logIn();
		this.twitch.disconnect("twitchdev");
		this.application.await(AuthorizationLostEvent.class, 1);
		assertThat(this.application.storedToken("default")).isNull();
		assertRefreshes(1, 0, 0);
	}

	@Test
	void validationWhenTokenIsDeadThenRefreshes() {
		start("twitch.oauth.validation.interval=2s");
		logIn();
		this.twitch.expireAccessTokens();
		Awaitility.await().atMost(PATIENCE).until(() -> this.twitch.getRequestCount(Endpoint.REFRESH) == 1);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertRefreshes(1, 1, 0);
	}

}
