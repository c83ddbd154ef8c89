package io.github.twitchoauth.tokens;

import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins that are under way when the application ends.
 */
class PendingLoginRestartTests extends AbstractTokenTests {

	private static final String KEY = "twitch.oauth.token-store.encryption-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

	@Test
	void restartWhenACodeWaitsThenItStaysTheSameAndCanBeApprovedMeanwhile() {
		start(AUTO_START, KEY);
		this.application.await(DeviceCodeEvent.class, 1);
		String code = this.twitch.awaitUserCode(PATIENCE);
		this.application.close();
		this.twitch.approve(code, "twitchdev");
		start(AUTO_START, KEY);
		assertThat(this.application.await(DeviceCodeEvent.class, 1).get(0).getUserCode()).isEqualTo(code);
		assertThat(this.application.await(AuthenticatedEvent.class, 1).get(0).isRestored()).isFalse();
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(1);
		assertThat(fileContent()).doesNotContain(code);
		start(AUTO_START, KEY);
		assertThat(this.application.await(AuthenticatedEvent.class, 1).get(0).isRestored()).isTrue();
		assertThat(this.application.events(DeviceCodeEvent.class)).isEmpty();
		this.twitch.assertNoMisuse();
	}

}
