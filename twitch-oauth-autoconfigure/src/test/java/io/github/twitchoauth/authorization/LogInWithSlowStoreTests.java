package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AccountDirectory#logIn} with a store that fails, or that answers when
 * the login is over.
 */
class LogInWithSlowStoreTests extends AbstractDeviceCodeTests {

	private final TokenStore slow = mock(TokenStore.class);

	private TwitchTokenManager manager;

	private TwitchDeviceAuthFlow flow;

	private AccountDirectory directory;

	@BeforeEach
	void setUpDirectory() {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, null), List.of());
		Application application = new Application(accounts, new AuthorizationSettings(Duration.ofSeconds(10), false,
				true, Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.slow, this.events::add,
				this.lifecycle);
		this.manager = application.manager();
		this.flow = application.flow(this.manager);
		this.directory = new AccountDirectory(accounts, this.manager, this.flow, application.events(), this.lifecycle);
		this.server.code(1800, 5);
	}

	@Test
	void logInWhenTheStoreFailsThenReturnsTheCode() {
		given(this.slow.find(anyString())).willThrow(new IllegalStateException("down"));
		assertThat(logIn().pendingLogin().userCode()).isEqualTo("ABCDEFGH");
	}

	@Test
	void logInWhenTheLoginUnderWayEndsMeanwhileThenSaysSo() {
		this.flow.authorize().onErrorComplete().subscribe();
		given(this.slow.find(anyString())).willAnswer((invocation) -> {
			this.manager.cancelLogin("default");
			return null;
		});
		assertThat(logIn().pendingLogin()).isNull();
	}

	private AccountStatus logIn() {
		CompletableFuture<AccountStatus> login = this.directory.logIn("default").toFuture();
		Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return login.isDone();
		});
		return login.join();
	}

}
