package io.github.twitchoauth.test;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MockTwitch#setAutoApprove(String)}.
 */
class AutoApproveTests {

	private final MockTwitch twitch = MockTwitch.start();

	private final TestApplication application = new TestApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void pollWhenAutoApproveIsSetThenEveryCodeIsApproved() {
		JsonNode pending = this.application.code("");
		JsonNode denied = this.application.code("");
		this.twitch.deny(TestApplication.text(denied, "user_code"));
		this.twitch.setAutoApprove("TwitchDev");
		assertThat(loginOf(pending)).isEqualTo("twitchdev");
		assertThat(loginOf(this.application.code(""))).isEqualTo("twitchdev");
		assertThat(loginOf(this.application.code(""))).isEqualTo("twitchdev");
		assertThat(poll(denied)).contains("access_denied");
		assertThat(this.twitch.getPendingUserCodes()).isEmpty();
	}

	@Test
	void pollWhenNextApproverIsNamedThenThatOneGoesFirst() {
		this.twitch.setAutoApprove("always");
		this.twitch.approveNext("once");
		assertThat(loginOf(this.application.code(""))).isEqualTo("once");
		assertThat(loginOf(this.application.code(""))).isEqualTo("always");
	}

	@Test
	void pollWhenAutoApproveEndsThenPending() {
		this.twitch.setAutoApprove("twitchdev");
		this.twitch.setAutoApprove(null);
		assertThat(poll(this.application.code(""))).contains("authorization_pending");
	}

	@Test
	void resetWhenAutoApproveIsSetThenItStays() {
		this.twitch.setAutoApprove("twitchdev");
		this.twitch.reset();
		assertThat(loginOf(this.application.code(""))).isEqualTo("twitchdev");
	}

	@Test
	void awaitUserCodeWhenAutoApproveIsSetThenSaysWhyThereIsNone() {
		this.twitch.setAutoApprove("twitchdev");
		this.application.code("");
		assertThatIllegalStateException().isThrownBy(() -> this.twitch.awaitUserCode(Duration.ofMillis(1)))
			.withMessageContaining("approved at once");
	}

	@Test
	void setAutoApproveWhenLoginIsImpossibleThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.twitch.setAutoApprove("a b"))
			.withMessageContaining("A login name consists of");
	}

	private String loginOf(JsonNode code) {
		JsonNode token = TestApplication.json(this.application.poll(TestApplication.text(code, "device_code")));
		return TestApplication.text(
				TestApplication.json(this.application.validate(TestApplication.text(token, "access_token"))), "login");
	}

	private String poll(JsonNode code) {
		return this.application.poll(TestApplication.text(code, "device_code")).body();
	}

}
