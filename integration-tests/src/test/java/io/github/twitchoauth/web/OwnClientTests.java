package io.github.twitchoauth.web;

import java.io.IOException;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.twitchoauth.TwitchOAuthException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Clients that an application builds with the filter or the interceptor.
 */
@ExtendWith(OutputCaptureExtension.class)
class OwnClientTests extends AbstractHelixTests {

	private final WireMockServer foreign = new WireMockServer(
			WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

	@BeforeAll
	void startForeignServer() {
		this.foreign.start();
		this.foreign.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("stolen")));
	}

	@AfterAll
	void stopForeignServer() {
		this.foreign.stop();
	}

	@Test
	void callWhenReactorNettyFollowsRedirectsThenFailsAndNothingFollows() {
		String target = "http://127.0.0.1:" + this.foreign.port() + "/helix/users";
		answers(WireMock.temporaryRedirect(target + "?code=s3cret"));
		WebClient client = WebClient.builder()
			.clientConnector(
					new ReactorClientHttpConnector(reactor.netty.http.client.HttpClient.create().followRedirect(true)))
			.filter(this.application.bean(TwitchExchangeFilterFunction.class))
			.build();
		assertThatExceptionOfType(TwitchOAuthException.class)
			.isThrownBy(() -> client.get()
				.uri(this.twitch.getBaseUrl() + PATH)
				.retrieve()
				.bodyToMono(String.class)
				.block(Duration.ofSeconds(20)))
			.withMessageContaining("redirects to '" + target + "', which was not followed")
			.withMessageNotContaining("s3cret");
		this.foreign.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void callWhenAnInterceptorSeesTheTokenThenTheLogSaysSoOnce(CapturedOutput output) {
		RestClient helix = this.application.bean("twitchRestClient", RestClient.class);
		RestClient first = helix.mutate().requestInterceptor(new Passing()).build();
		RestClient second = helix.mutate().requestInterceptors((all) -> all.add(0, new Passing())).build();
		RestClient third = helix.mutate()
			.requestFactory(new JdkClientHttpRequestFactory())
			.requestInterceptor(this.application.bean(TwitchClientHttpRequestInterceptor.class))
			.build();
		for (RestClient client : List.of(first, second, third, first, second, third)) {
			assertThat(client.get().uri("/users").retrieve().body(String.class)).contains("twitchdev");
		}
		assertThat(output).containsOnlyOnce("OwnClientTests$Passing sees the Twitch token");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_17)
	void callWhenAnAuthenticatorDropsTheTokenThenTheLogSaysSo(CapturedOutput output) {
		HttpClient httpClient = HttpClient.newBuilder().authenticator(new Authenticator() {
		}).build();
		RestClient client = RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory(httpClient))
			.requestInterceptor(this.application.bean(TwitchClientHttpRequestInterceptor.class))
			.build();
		assertThatExceptionOfType(HttpClientErrorException.Unauthorized.class)
			.isThrownBy(() -> client.get().uri(this.twitch.getBaseUrl() + "/helix/users").retrieve().body(String.class))
			.withMessageContaining("has an Authenticator");
		assertThat(output).contains("The token of account 'default' was sent, and did not arrive", "Authenticator");
	}

	private static final class Passing implements ClientHttpRequestInterceptor {

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			return execution.execute(request, body);
		}

	}

}
