package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Map;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for tokens that the store does not take.
 */
class UnsavedTokenTests extends AbstractTokenManagerTests {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "BEFORE")
	void refreshWhenSaveFailsThenUsesTheTokenAndSavesItLater(Failure failure) {
		loaded();
		this.store.fail(failure);
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(account().isUnsaved()).isTrue();
		expectSavedAfter(Duration.ofSeconds(1));
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1");
	}

	@Test
	void refreshWhenStoreFailsBeforeThePostThenNothingIsSpent() {
		TwitchToken token = loaded();
		this.store.fail(Failure.BEFORE);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TokenStoreException.class);
		assertThat(this.twitch.requests()).isEmpty();
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void refreshWhenNothingCanBeWrittenAheadThenRefreshesAllTheSame() {
		UnreliableStore full = new UnreliableStore() {

			@Override
			public void writeAhead(String account, TwitchToken token) {
				throw new IllegalStateException("No space left on device");
			}

		};
		full.save(ACCOUNT, this.twitch.logIn());
		assertThat(manager(full).refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(full.find(ACCOUNT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void saveWhenItFailsAgainThenBacksOff() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN, Failure.BEFORE, Failure.NOT_WRITTEN, Failure.BEFORE);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		int updates = this.store.updates();
		for (int seconds = 1; seconds <= 8; seconds *= 2) {
			int before = updates;
			this.time.advanceTimeBy(Duration.ofSeconds(seconds).minusMillis(1));
			assertThat(this.store.updates()).isEqualTo(before);
			this.time.advanceTimeBy(Duration.ofMillis(1));
			Awaitility.await().until(() -> this.store.updates() == before + 1);
			Awaitility.await().until(() -> this.lifecycle.isClosed() || settled());
			updates++;
		}
		expectSaved();
	}

	@Test
	void saveWhenSomebodyElseHasANewerTokenThenTakesThatOne() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		TwitchToken newer = this.twitch.logIn();
		this.store.save(ACCOUNT, newer);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		Awaitility.await().until(() -> !account().isUnsaved());
		assertThat(this.store.find(ACCOUNT)).isEqualTo(newer);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(newer);
		expectEvents(TokenRefreshedEvent.class, TokenRefreshedEvent.class);
		assertThat(((TokenRefreshedEvent) this.events.get(1)).getToken()).isEqualTo(newer);
	}

	@Test
	void saveWhenSomebodyElseHasLoggedOutThenADescriptionDoesNotBringTheTokenBack() {
		TwitchToken token = loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		account()
			.learn(new TwitchToken(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt(),
					token.userId(), "renamed", token.clientId()))
			.block(LIMIT);
		assertThat(account().isUnsaved()).isTrue();
		this.store.remove(ACCOUNT);
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return !account().isUnsaved();
		});
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(account().current()).isNull();
	}

	@Test
	void saveWhenSomebodyElseHasLoggedInSinceALogoutThenThatLoginIsUsedAndValidated() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		assertThat(failure(this.manager.forget(ACCOUNT))).isInstanceOf(TokenStoreException.class);
		TwitchToken newer = this.twitch.logIn();
		this.store.save(ACCOUNT, newer);
		this.manager.account(ACCOUNT).validateAt(null);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		Awaitility.await().until(() -> !account().isUnsaved());
		assertThat(this.store.find(ACCOUNT)).isEqualTo(newer);
		expectEvents(LoggedOutEvent.class, AuthenticatedEvent.class);
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return account().validateAt() != null;
		});
	}

	@Test
	void saveWhenStoreHasComeBackEmptyThenTheTokenIsNotGivenUp() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		this.store.remove(ACCOUNT);
		expectSavedAfter(Duration.ofSeconds(1));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void healthWhenTokenOfAnAccountMadeUpAtRunTimeIsUnsavedThenTells() {
		this.store.save("user-42", this.twitch.logIn());
		this.manager.getToken("user-42").block(LIMIT);
		assertThat(others()).containsExactly(entry(State.LOGGED_IN, 1L));
		this.store.fail(Failure.NOT_WRITTEN);
		this.manager.refresh("user-42", "at-1").block(LIMIT);
		assertThat(others()).containsExactly(entry(State.NOT_SAVED, 1L));
	}

	@Test
	void refreshWhenTheLastOneIsUnsavedThenStartsFromThatOne() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		assertThat(this.manager.refresh(ACCOUNT, "at-2").block(LIMIT).accessToken()).isEqualTo("at-3");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "refresh rt-2");
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-3");
		assertThat(account().isUnsaved()).isFalse();
	}

	@Test
	void closeWhenUnsavedThenTriesALastTime() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		this.lifecycle.close();
		this.manager.close();
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void adoptWhenStoreIsDownAndHoldsAnUnknownTokenThenReplacesItLater() {
		stored();
		TwitchToken token = this.twitch.logIn();
		this.store.fail(Failure.BEFORE);
		adopt(this.manager, ACCOUNT, token);
		expectSavedAfter(Duration.ofSeconds(1));
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
	}

	@ParameterizedTest
	@EnumSource
	void adoptWhenSaveFailsThenUsesTheTokenAndSavesItLater(Failure failure) {
		loaded();
		TwitchToken token = this.twitch.logIn();
		this.store.fail(failure);
		adopt(this.manager, ACCOUNT, token);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
		expectEvents(AuthenticatedEvent.class);
		expectSavedAfter(Duration.ofSeconds(1));
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
	}

	private Account account() {
		return this.manager.account(ACCOUNT);
	}

	private Map<State, Long> others() {
		return application(this.store, settings(Duration.ofMinutes(1), true), accounts()).directory(this.manager)
			.countOthers();
	}

	private boolean settled() {
		return account().exclusively(() -> true);
	}

	private void expectSavedAfter(Duration duration) {
		this.time.advanceTimeBy(duration);
		expectSaved();
	}

	private void expectSaved() {
		Awaitility.await().until(() -> !account().isUnsaved());
		assertThat(this.store.find(ACCOUNT)).isEqualTo(account().current());
	}

}
