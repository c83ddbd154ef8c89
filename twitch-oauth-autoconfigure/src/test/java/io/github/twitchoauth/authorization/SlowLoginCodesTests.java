package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.BlockingThreads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pending logins in a store that takes its time.
 */
class SlowLoginCodesTests extends AbstractDeviceCodeTests {

	private final KeepingStore keeping = new KeepingStore();

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private AuthorizationLifecycle slow;

	@AfterEach
	void close() {
		this.keeping.silence.countDown();
		this.slow.close();
	}

	@Test
	void authorizeWhenTheStoreIsSilentThenAsksForACode() {
		this.keeping.silence = new CountDownLatch(1);
		this.server.code(1800, 5);
		start(BlockingThreads.create("store-")).authorize().onErrorComplete().subscribe();
		Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return !this.server.received("/device").isEmpty();
		});
	}

	@Test
	void authorizeWhenTheCanceledCodeIsNotForgottenYetThenAsksForANewOneAndKeepsThat() {
		this.server.code(1800, 5).code(900, 5);
		TwitchDeviceAuthFlow flow = start(this.tasks::add);
		Disposable canceled = flow.authorize().subscribe();
		runTasks();
		assertThat(this.keeping.code).isNotNull();
		canceled.dispose();
		flow.authorize().onErrorComplete().subscribe();
		this.tasks.removeLast().run();
		runTasks();
		assertThat(this.server.received("/device")).hasSize(2);
		assertThat(this.keeping.code.expiresAt()).isEqualTo(this.lifecycle.clock().instant().plusSeconds(900));
	}

	private void runTasks() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	private TwitchDeviceAuthFlow start(Executor store) {
		this.slow = new AuthorizationLifecycle(BlockingThreads.create("event-"), store,
				BlockingThreads.create("request-"), new ScriptedServer.VirtualClock(), Blocking.REAL);
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, null), List.of());
		return new Application(accounts, new AuthorizationSettings(Duration.ofSeconds(10), false, true,
				Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.keeping, this.events::add,
				this.slow)
			.flow();
	}

}
