package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AccountDirectory} with a store that cannot be read.
 */
class AccountDirectoryOutageTests extends AbstractDeviceCodeTests {

	private final TokenStore down = mock(TokenStore.class);

	private AccountDirectory directory;

	private TwitchDeviceAuthFlow flow;

	@BeforeEach
	void setUpDirectory() {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, null), List.of());
		Application application = new Application(accounts, new AuthorizationSettings(Duration.ofSeconds(10), false,
				true, Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.down, this.events::add,
				this.lifecycle);
		TwitchTokenManager manager = application.manager();
		this.flow = application.flow(manager);
		this.directory = new AccountDirectory(accounts, manager, this.flow, application.events(), this.lifecycle);
		given(this.down.find(anyString())).willThrow(new IllegalStateException("down"));
		given(this.down.findAccounts(any(), anyInt())).willThrow(new IllegalStateException("down"));
		this.server.code(1800, 5);
	}

	@Test
	void getAllThenThoseInMemoryComeBeforeTheFailure() {
		this.flow.forAccount("viewer").authorize().toFuture();
		List<String> seen = new ArrayList<>();
		assertThatExceptionOfType(TokenStoreException.class)
			.isThrownBy(() -> this.directory.getAll().map(AccountStatus::account).doOnNext(seen::add).blockLast(LIMIT));
		assertThat(seen).containsExactly("default", "viewer");
	}

	@Test
	void getStatusThenFailsUnlessTheAccountIsKnownAnyway() {
		assertThatExceptionOfType(TokenStoreException.class)
			.isThrownBy(() -> this.directory.getStatus("default").block(LIMIT));
		assertThatExceptionOfType(TokenStoreException.class)
			.isThrownBy(() -> this.directory.getStatus("viewer").block(LIMIT));
		this.flow.authorize().toFuture();
		assertThat(this.directory.getStatus("default").block(LIMIT).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
	}

	@Test
	void watchThenTellsOfEachChange() {
		List<State> seen = new CopyOnWriteArrayList<>();
		this.directory.watch("default").map(AccountStatus::state).subscribe(seen::add);
		this.flow.authorize().toFuture();
		Awaitility.await().pollDelay(Duration.ZERO).untilAsserted(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			assertThat(seen).containsExactly(State.LOGGED_OUT, State.WAITING_FOR_APPROVAL);
		});
	}

	@Test
	void logOutWhenTheTokenCannotBeReadThenForgetsIt() {
		assertThat(this.directory.logOut("default").block(LIMIT).state()).isEqualTo(State.LOGGED_OUT);
		then(this.down).should().remove("default");
	}

	@Test
	void logOutWhenTheTokenCannotBeRemovedEitherThenFails() {
		willThrow(new IllegalStateException("down")).given(this.down).remove(anyString());
		assertThatExceptionOfType(TokenStoreException.class)
			.isThrownBy(() -> this.directory.logOut("default").block(LIMIT));
	}

	@Test
	void getAllWhenStoreWorksThenReadsEachTokenOnce() {
		willReturn(new AccountPage(List.of("viewer"), null)).given(this.down).findAccounts(null, 100);
		willReturn(new TwitchToken("at", "rt", Set.of(), null, "1", "dev", "abc")).given(this.down).find("viewer");
		assertThat(this.directory.getAll().map(AccountStatus::account).collectList().block(LIMIT))
			.containsExactly("default", "viewer");
		then(this.down).should().find("viewer");
	}

	@Test
	void getAllWhenOnlyTheFirstPageCanBeReadThenFailsAfterIt() {
		willReturn(new AccountPage(List.of(), "more")).given(this.down).findAccounts(null, 100);
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.directory.getAll().blockLast(LIMIT));
		then(this.down).should().findAccounts("more", 100);
	}

}
