package io.github.twitchoauth.autoconfigure;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Set;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.actuate.TwitchHealthIndicator;
import io.github.twitchoauth.twitch4j.TwitchClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application starts whose test puts a mock in the place of a bean, with
 * all optional libraries there.
 */
class MockedBeansTests {

	private static void assertHasTheRest(ApplicationContext context) {
		assertThat(context.getBean(TwitchHealthIndicator.class).health()).isNotNull();
		assertThat(context.getBean(TwitchClient.class)).isNotNull();
		assertThat(context.getBean("twitchWebClient")).isInstanceOf(WebClient.class);
		assertThat(context.getBean("twitchRestClient")).isInstanceOf(RestClient.class);
		assertThat(context.getBean("twitchAutoStart")).isNotNull();
	}

	@Nested
	@Application
	class WithTokenManager {

		@MockitoBean
		private TokenManager tokens;

		@Autowired
		private ApplicationContext context;

		@Test
		void contextWhenTokenManagerIsMockedThenEverythingElseIsThere() {
			TwitchToken token = new TwitchToken("at", null, Set.of(), null, null, "twitchdev");
			BDDMockito.given(this.tokens.getToken()).willReturn(Mono.just(token));
			assertHasTheRest(this.context);
			assertThat(this.context.getBean(DeviceAuthFlow.class))
				.matches((flow) -> !Mockito.mockingDetails(flow).isMock());
			StepVerifier.create(this.context.getBean(TokenManager.class).getToken())
				.expectNext(token)
				.expectComplete()
				.verify(Duration.ofSeconds(5));
		}

	}

	@Nested
	@Application
	class WithFlow {

		@MockitoBean
		private DeviceAuthFlow flow;

		@Autowired
		private ApplicationContext context;

		@Test
		void contextWhenFlowIsMockedThenEverythingElseIsThere() {
			assertHasTheRest(this.context);
			assertThat(this.context.getBean(DeviceAuthFlow.class)).isSameAs(this.flow);
		}

	}

	@Nested
	@Application
	class WithBoth {

		@MockitoBean
		private TokenManager tokens;

		@MockitoBean
		private DeviceAuthFlow flow;

		@Test
		void contextWhenBothAreMockedThenEverythingElseIsThere(@Autowired ApplicationContext context) {
			assertHasTheRest(context);
		}

	}

	// Nothing listens there.
	@Retention(RetentionPolicy.RUNTIME)
	@SpringBootTest(classes = TestApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = { "twitch.oauth.client-id=abc",
					"twitch.oauth.provider.device-authorization-uri=http://localhost:1/device",
					"twitch.oauth.provider.token-uri=http://localhost:1/token",
					"twitch.oauth.provider.validation-uri=http://localhost:1/validate",
					"twitch.oauth.client.helix-uri=http://localhost:1/helix" })
	@interface Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

	}

}
