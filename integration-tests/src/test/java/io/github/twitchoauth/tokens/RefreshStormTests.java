package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers, one dead token: one refresh.
 */
class RefreshStormTests extends AbstractTokenTests {

	private static final int CALLS = 1_000;

	private static final int THREADS = 250;

	private final ShiftedClock clock = new ShiftedClock();

	private TwitchToken expired;

	@BeforeEach
	void logInAndExpire() {
		start(this.clock, "twitch.oauth.request-timeout=20s");
		this.expired = logIn();
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).respond(Fault.delay(Duration.ofMillis(300)));
	}

	@Test
	void getTokenWhenThousandCallersMeetExpiredTokenThenRefreshesOnce() {
		this.clock.advance(Duration.ofHours(5));
		assertOneRefresh(storm(this.application.tokens().getToken()));
	}

	@Test
	void refreshWhenThousandCallersReportDeadTokenThenRefreshesOnce() {
		assertOneRefresh(storm(this.application.tokens().refresh("default", this.expired.accessToken())));
	}

	@Test
	void callsWhenTokenIsDeadThenWebClientRefreshesOnceAndAllSucceed() {
		assertThat(storm(userName())).hasSize(CALLS).containsOnly("twitchdev");
		assertRefreshes(1, 1, 0);
	}

	@Test
	void callsWhenTokenIsDeadThenRestClientOnPlatformThreadsRefreshesOnceAndAllSucceed() throws Exception {
		RestClient restClient = this.application.restClient();
		List<String> logins = onPlatformThreads(
				() -> restClient.get().uri("/users").retrieve().body(Users.class).data().get(0).login());
		assertThat(logins).hasSize(CALLS).containsOnly("twitchdev");
		assertRefreshes(1, 1, 0);
	}

	@Test
	void getTokenWhenPlatformThreadsBlockThenRefreshesOnceAndAllSucceed() throws Exception {
		this.clock.advance(Duration.ofHours(5));
		assertOneRefresh(onPlatformThreads(this::getToken));
	}

	private static <T> List<T> storm(Mono<T> call) {
		return Flux.range(0, CALLS)
			.flatMap((number) -> call.subscribeOn(Schedulers.boundedElastic()), CALLS)
			.collectList()
			.block(PATIENCE);
	}

	private static <T> List<T> onPlatformThreads(Callable<T> call) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<T>> futures = executor.invokeAll(IntStream.range(0, CALLS).mapToObj((number) -> call).toList());
			return futures.stream().map(RefreshStormTests::get).toList();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static <T> T get(Future<T> future) {
		try {
			return future.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertOneRefresh(List<TwitchToken> tokens) {
		assertThat(tokens).hasSize(CALLS);
		TwitchToken token = tokens.get(0);
		assertThat(token.accessToken()).isNotEqualTo(this.expired.accessToken());
		assertThat(tokens).containsOnly(token);
		assertThat(this.application.await(TokenRefreshedEvent.class, 1)).hasSize(1);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertRefreshes(1, 1, 0);
	}

}
