package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a store that fails over to a server that lags behind, and so has an older
 * token than it had before.
 */
class LostWriteTests extends AbstractTokenManagerTests {

	@Test
	void followWhenTheStoreHasTheFormerTokenThenSavesTheNewerOneAgain() {
		TwitchToken old = refreshed();
		this.store.save(ACCOUNT, old);
		assertThat(account().follow().accessToken()).isEqualTo("at-2");
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
		expectEvents(TokenRefreshedEvent.class);
	}

	@Test
	void followWhenTheTokenCannotBeSavedAgainThenIsSavedLater() {
		TwitchToken old = refreshed();
		this.store.save(ACCOUNT, old);
		this.store.fail(Failure.BEFORE);
		assertThat(account().follow().accessToken()).isEqualTo("at-2");
		assertThat(account().isUnsaved()).isTrue();
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return !account().isUnsaved();
		});
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void followWhenAnotherProcessHasLoggedOutThenTheTokenIsGone() {
		loaded();
		this.store.remove(ACCOUNT);
		assertThat(account().follow()).isNull();
		assertThat(this.store.find(ACCOUNT)).isNull();
	}

	@Test
	void followWhenAnotherProcessHasLoggedInThenTakesThatToken() {
		refreshed();
		TwitchToken other = this.twitch.logIn();
		this.store.save(ACCOUNT, other);
		assertThat(account().follow()).isEqualTo(other);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(other);
	}

	@Test
	void refreshWhenTheStoreHasTheFormerTokenThenPresentsTheNewerOne() {
		TwitchToken old = refreshed();
		this.store.save(ACCOUNT, old);
		this.twitch.expire("at-2");
		assertThat(this.manager.refresh(ACCOUNT, "at-2").block(LIMIT).accessToken()).isEqualTo("at-3");
		assertThat(this.twitch.requests("refresh")).containsExactly("refresh rt-1", "refresh rt-2");
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-3");
	}

	// As a process does that starts just when a failover has lost the newer token.
	@Test
	void followWhenTheNewerTokenComesBackThenTakesIt() {
		TwitchToken old = refreshed();
		TwitchToken newer = account().current();
		TwitchTokenManager second = manager(this.store);
		assertThat(second.getToken().block(LIMIT)).isEqualTo(newer);
		this.store.save(ACCOUNT, old);
		assertThat(second.account(ACCOUNT).follow()).isEqualTo(old);
		assertThat(account().follow()).isEqualTo(newer);
		assertThat(second.account(ACCOUNT).follow()).isEqualTo(newer);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(newer);
	}

	private TwitchToken refreshed() {
		TwitchToken old = loaded();
		pass(Duration.ofSeconds(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		return old;
	}

	private Account account() {
		return this.manager.account(ACCOUNT);
	}

}
