package io.github.twitchoauth.autoconfigure.web;

import java.util.Set;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An example for {@code @RestClientTest}.
 */
@RestClientTest(properties = { "twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false" })
@ImportAutoConfiguration({ TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
		TwitchWebClientAutoConfiguration.class, TwitchRestClientAutoConfiguration.class })
class RestClientSliceTests {

	@Autowired
	private MockRestServiceServer server;

	@MockitoBean
	private TokenManager tokens;

	@Autowired
	@Qualifier("twitch")
	private RestClient helix;

	@Test
	void callWhenBoundToTheMockServerThenIsLoggedIn() {
		BDDMockito.given(this.tokens.getToken("default"))
			.willReturn(Mono.just(new TwitchToken("access", null, Set.of(), null, "1", "me")));
		this.server.expect(MockRestRequestMatchers.requestTo("https://api.twitch.tv/helix/users"))
			.andExpect(MockRestRequestMatchers.header("Authorization", "Bearer access"))
			.andRespond(MockRestResponseCreators.withSuccess("fine", MediaType.TEXT_PLAIN));
		assertThat(this.helix.get().uri("/users").retrieve().body(String.class)).isEqualTo("fine");
	}

	@SpringBootConfiguration
	static class Application {

	}

}
