package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link TwitchIdClient} that reuses connections.
 */
class ConnectionPoolTests extends AbstractTwitchIdClientTests {

	private ConnectionProvider connections = oneConnection(-1, PATIENCE);

	@AfterEach
	void closeConnections() {
		this.connections.disposeLater().block(PATIENCE);
	}

	@Test
	void callWhenItWaitsLongForAConnectionThenTheTimeoutBeginsWithTheExchange() {
		answer(WireMock.okJson("{\"client_id\":\"a\"}").withFixedDelay(400));
		TwitchIdClient pooled = client(server.baseUrl(), this.connections, Duration.ofMillis(900));
		List<Outcome<TokenValidation>> outcomes = Flux.range(0, 5)
			.flatMap((number) -> pooled.validate(TOKEN))
			.collectList()
			.block(PATIENCE);
		assertThat(outcomes).hasSize(5).hasOnlyElementsOfType(Success.class);
	}

	@Test
	void callWhenNoConnectionGetsFreeThenSaysThatNothingWasSent() {
		assertSaysThatNothingWasSent(oneConnection(-1, Duration.ofMillis(100)));
		assertSaysThatNothingWasSent(oneConnection(0, PATIENCE));
	}

	private void assertSaysThatNothingWasSent(ConnectionProvider connections) {
		this.connections = connections;
		answer(WireMock.okJson("{\"client_id\":\"a\"}").withFixedDelay(1000));
		TwitchIdClient pooled = client(server.baseUrl(), this.connections, PATIENCE);
		Outcome<TokenValidation> outcome = Flux
			.merge(Mono.defer(() -> pooled.validate(TOKEN)), Mono.defer(() -> pooled.validate(TOKEN)))
			.blockFirst(PATIENCE);
		assertThat(outcome).isInstanceOfSatisfying(Undetermined.class, (unknown) -> {
			assertThat(unknown.reason()).contains("was not asked").contains("wait for a connection");
			assertThat(unknown.mayHaveActed()).isFalse();
		});
	}

	@Test
	void callsWhenServerBreaksReusedConnectionsThenOnlyTheHarmlessAreRepeatedAndARefreshReusesNone() throws Exception {
		try (OneAnswerServer oneAnswer = new OneAnswerServer("{\"client_id\":\"a\",\"access_token\":\"a\"}")) {
			TwitchIdClient pooled = client(oneAnswer.getBaseUrl(), this.connections, PATIENCE);
			for (int i = 0; i < 3; i++) {
				assertThat(await(pooled.validate(TOKEN))).isInstanceOf(Success.class);
				assertThat(await(pooled.revoke(PUBLIC_CLIENT, TOKEN))).isInstanceOf(Success.class);
				assertThat(await(pooled.refresh(PUBLIC_CLIENT, REFRESH_TOKEN))).isInstanceOf(Success.class);
			}
			assertThat(oneAnswer.broken("/oauth2/token")).isZero();
			assertThat(oneAnswer.broken("/oauth2/validate") + oneAnswer.broken("/oauth2/revoke")).isPositive();
		}
	}

	private static TwitchIdClient client(String baseUrl, ConnectionProvider connections, Duration requestTimeout) {
		return new TwitchIdClient(builder(connections), builder(ConnectionProvider.newConnection()), endpoints(baseUrl),
				requestTimeout, AnswerFixture.CLOCK);
	}

	private static ConnectionProvider oneConnection(int pending, Duration pendingTimeout) {
		return ConnectionProvider.builder("test")
			.maxConnections(1)
			.pendingAcquireMaxCount(pending)
			.pendingAcquireTimeout(pendingTimeout)
			.build();
	}

	private static WebClient.Builder builder(ConnectionProvider connections) {
		return WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections).disableRetry(true)));
	}

}
