package io.github.twitchoauth.docs.slice;

import java.util.Set;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchRestClientAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
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

// tag::test[]
@RestClientTest(properties = { "twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false" })
@ImportAutoConfiguration({ TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
		TwitchWebClientAutoConfiguration.class, TwitchRestClientAutoConfiguration.class })
class UsersTests {

	@MockitoBean
	private TokenManager tokens;

	@Autowired
	private MockRestServiceServer server;

	@Autowired
	@Qualifier("twitch")
	private RestClient helix;

	@Test
	void callWhenThereIsATokenThenSendsIt() {
		BDDMockito.given(this.tokens.getToken("default"))
			.willReturn(Mono.just(new TwitchToken("access", null, Set.of(), null, "1", "me")));
		this.server.expect(MockRestRequestMatchers.requestTo("https://api.twitch.tv/helix/users"))
			.andExpect(MockRestRequestMatchers.header("Authorization", "Bearer access"))
			.andRespond(MockRestResponseCreators.withSuccess("{}", MediaType.APPLICATION_JSON));

		assertThat(this.helix.get().uri("/users").retrieve().body(String.class)).isEqualTo("{}");
	}

	@SpringBootConfiguration
	static class Application {

	}

}
// end::test[]
