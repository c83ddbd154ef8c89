package io.github.twitchoauth.benchmarks.accounts;

import java.net.URI;
import java.time.Duration;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.benchmarks.harness.Cpu;
import io.github.twitchoauth.benchmarks.harness.Heap;
import io.github.twitchoauth.benchmarks.harness.Pause;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.server.TwitchControl;
import io.github.twitchoauth.store.InMemoryTokenStore;
import reactor.core.publisher.Flux;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Accounts on the heap, and their validation over sockets.
 */
public final class AccountsRun {

	private static final int WARM_UP = 20_000;

	private static final int MEASURED = 20_000;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final int AT_A_TIME = 4;

	private final int accounts;

	private final URI server;

	private final TwitchControl twitch;

	private AccountsRun(int accounts, URI server) {
		this.accounts = accounts;
		this.server = server;
		this.twitch = new TwitchControl(server);
	}

	public static void main(String[] args) {
		AccountsRun run = new AccountsRun(Integer.parseInt(args[0]), URI.create(args[1]));
		run.measureHeap();
		run.measureValidation();
		System.exit(0);
	}

	private void measureHeap() {
		InMemoryTokenStore store = new InMemoryTokenStore();
		try (ConfigurableApplicationContext context = Application.start(this.server, store)) {
			TokenManager tokens = context.getBean(TokenManager.class);
			StoredAccounts.fill(store, 1);
			StoredAccounts.load(tokens, 1);
			long before = Heap.used();
			StoredAccounts.fill(store, this.accounts);
			StoredAccounts.load(tokens, this.accounts);
			Results.say("heap", (Heap.used() - before) / this.accounts);
		}
	}

	// An hour passes in two seconds, so that tokens are validated without a pause.
	private void measureValidation() {
		InMemoryTokenStore store = new InMemoryTokenStore();
		StoredAccounts.fill(store, this.accounts);
		try (ConfigurableApplicationContext context = Application.start(this.server, store,
				"twitch.oauth.validation.interval=2s")) {
			StoredAccounts.load(context.getBean(TokenManager.class), this.accounts);
			awaitValidations(WARM_UP);
			Results.say("cpu", cpuOfValidations());
		}
		try (ConfigurableApplicationContext context = Application.start(this.server, store)) {
			WebClient bare = context.getBean(WebClient.Builder.class).baseUrl(this.server.toString()).build();
			validate(bare, WARM_UP);
			Duration before = Cpu.used();
			validate(bare, MEASURED);
			Results.say("bare", Cpu.microsSince(before) / MEASURED);
		}
	}

	private double cpuOfValidations() {
		long start = this.twitch.statistics().count("validations");
		Duration before = Cpu.used();
		long end = awaitValidations(MEASURED);
		return Cpu.microsSince(before) / (end - start);
	}

	private long awaitValidations(int more) {
		long start = this.twitch.statistics().count("validations");
		Pause.until(() -> this.twitch.statistics().count("validations") >= start + more, PATIENCE);
		return this.twitch.statistics().count("validations");
	}

	private static void validate(WebClient bare, int times) {
		Flux.range(0, times)
			.flatMap((number) -> bare.get()
				.uri("/oauth2/validate")
				.header("Authorization", "OAuth access-token-of-30-chars-000001")
				.retrieve()
				.bodyToMono(String.class), AT_A_TIME)
			.blockLast(PATIENCE);
	}

}
