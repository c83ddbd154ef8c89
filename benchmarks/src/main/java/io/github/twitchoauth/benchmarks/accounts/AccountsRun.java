package io.github.twitchoauth.benchmarks.accounts;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.benchmarks.harness.Cpu;
import io.github.twitchoauth.benchmarks.harness.Heap;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.store.InMemoryTokenStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Accounts on the heap, and their validation over sockets.
 */
public final class AccountsRun {

	private static final int WARM_UP = 20_000;

	private static final int MEASURED = 20_000;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final int AT_A_TIME = 4;

	private static final String TOKEN = "access-token-of-30-chars-000001";

	private final int accounts;

	private final URI server;

	private AccountsRun(int accounts, URI server) {
		this.accounts = accounts;
		this.server = server;
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

	// What the manager adds to a request is in the virtual hour, as requests are paced.
	private void measureValidation() {
		try (ConfigurableApplicationContext context = Application.start(this.server, new InMemoryTokenStore())) {
			TwitchIdClient client = context.getBean(TwitchIdClient.class);
			Results.say("cpu", cpu(() -> client.validate(TOKEN)));
		}
	}

	private static double cpu(Supplier<Mono<?>> validation) {
		repeat(validation, WARM_UP);
		Duration before = Cpu.used();
		repeat(validation, MEASURED);
		return Cpu.microsSince(before) / MEASURED;
	}

	private static void repeat(Supplier<Mono<?>> validation, int times) {
		Flux.range(0, times).flatMap((number) -> validation.get(), AT_A_TIME).blockLast(PATIENCE);
	}

}
