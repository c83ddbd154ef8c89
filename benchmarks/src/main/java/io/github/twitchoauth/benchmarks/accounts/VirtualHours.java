package io.github.twitchoauth.benchmarks.accounts;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.authorization.AuthorizationSettings;
import io.github.twitchoauth.authorization.TwitchTokenManager;
import io.github.twitchoauth.benchmarks.harness.Cpu;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.endpoint.ProviderEndpoints;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import io.github.twitchoauth.store.InMemoryTokenStore;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Validation in virtual time: at how many requests a second it arrives.
 */
public final class VirtualHours {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration LATENCY = Duration.ofMillis(100);

	private static final Set<String> SCOPES = Set.of("user:read:email");

	private static final String ANSWER = """
			{"client_id":"benchmark","login":"twitchdev","scopes":["user:read:email"],"user_id":"141981764","expires_in":14000}""";

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final AtomicInteger requests = new AtomicInteger();

	private final TwitchTokenManager manager;

	private VirtualHours(int accounts) {
		InMemoryTokenStore store = new InMemoryTokenStore();
		StoredAccounts.fill(store, accounts);
		Clock clock = clock();
		AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(clock);
		this.manager = new TwitchTokenManager(accounts(),
				new AuthorizationSettings(REQUEST_TIMEOUT, false, true, Duration.ofHours(1), Duration.ZERO),
				client(clock), store, new EventDispatcher(List.of(), lifecycle), lifecycle);
	}

	public static void main(String[] args) {
		int accounts = Integer.parseInt(args[0]);
		VirtualHours hours = new VirtualHours(accounts);
		StoredAccounts.load(hours.manager, accounts);
		hours.pass("first");
		Duration before = Cpu.used();
		hours.pass("second");
		Results.say("timer", Cpu.microsSince(before) / 1e6);
		System.exit(0);
	}

	private void pass(String hour) {
		int sum = 0;
		int most = 0;
		for (int second = 0; second < 3600; second++) {
			this.requests.set(0);
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			sum += this.requests.get();
			most = Math.max(most, this.requests.get());
		}
		Results.say(hour + ".sum", sum);
		Results.say(hour + ".most", most);
	}

	private Clock clock() {
		Instant start = Instant.now();
		InstantSource source = () -> start.plusMillis(this.time.now(TimeUnit.MILLISECONDS));
		return source.withZone(ZoneOffset.UTC);
	}

	private static Accounts accounts() {
		return new Accounts(new AccountSettings(TokenManager.DEFAULT_ACCOUNT, new ClientCredentials("benchmark", null),
				SCOPES, false, null), List.of());
	}

	private TwitchIdClient client(Clock clock) {
		URI server = URI.create("http://localhost");
		WebClient.Builder builder = WebClient.builder().exchangeFunction((request) -> {
			this.requests.incrementAndGet();
			return Mono.delay(LATENCY).thenReturn(ClientResponse.create(HttpStatus.OK).body(ANSWER).build());
		});
		return new TwitchIdClient(builder, new ProviderEndpoints(server, server, server, server), REQUEST_TIMEOUT,
				clock);
	}

}
