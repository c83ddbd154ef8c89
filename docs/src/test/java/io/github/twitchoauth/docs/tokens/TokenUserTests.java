package io.github.twitchoauth.docs.tokens;

import java.time.Duration;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenUser}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "twitch.oauth.auto-start=false")
@AutoConfigureMockTwitch(autoApprove = "twitchdev")
class TokenUserTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private DeviceAuthFlow flow;

	@Autowired
	private TokenUser user;

	@Test
	void tokenWhenRefusedThenIsReplacedUntilLogout() {
		this.flow.authorize().block(PATIENCE);
		String token = this.user.accessToken().block(PATIENCE);
		this.twitch.expireAccessTokens();
		assertThat(this.user.accessTokenAfter401(token).block(PATIENCE)).isNotEqualTo(token);
		this.user.logOut().block(PATIENCE);
		assertThatExceptionOfType(AuthorizationRequiredException.class)
			.isThrownBy(() -> this.user.accessToken().block(PATIENCE));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
