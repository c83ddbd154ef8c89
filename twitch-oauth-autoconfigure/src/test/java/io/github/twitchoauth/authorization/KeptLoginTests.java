package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what may happen to a token between its being kept and its being known whose
 * it is.
 */
class KeptLoginTests extends AbstractTokenManagerTests {

	private final Sinks.Empty<Void> answer = Sinks.empty();

	@Test
	void loginWhenTokenIsRefreshedMeanwhileThenTheNewerOneStays() {
		CompletableFuture<TwitchToken> login = logInSlowly();
		assertThat(this.store.find(ACCOUNT).login()).isNull();
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		this.answer.tryEmitEmpty();
		TwitchToken token = await(login);
		assertThat(token.accessToken()).isEqualTo("at-2");
		assertThat(token.login()).isEqualTo("twitchdev");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
		expectEvents(TokenRefreshedEvent.class, AuthenticatedEvent.class);
		assertThat(this.manager.refresh(ACCOUNT, "at-2").block(LIMIT).accessToken()).isEqualTo("at-3");
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	@Test
	void loginWhenLoggedOutMeanwhileThenStaysLoggedOut() {
		CompletableFuture<TwitchToken> login = logInSlowly();
		this.manager.revoke().block(LIMIT);
		this.answer.tryEmitEmpty();
		assertThatExceptionOfType(AuthorizationRequiredException.class).isThrownBy(() -> await(login))
			.withMessageContaining("logged account 'default' out");
		assertThat(this.store.find(ACCOUNT)).isNull();
		expectEvents(LoggedOutEvent.class, AuthorizationFailedEvent.class);
	}

	@Test
	void loginWhenLoggedOutWhileItIsUnknownWhoApprovedThenIsNotKept() {
		this.manager = expecting("twitchdev").manager();
		this.twitch.logIn();
		this.twitch.fault("validate", FakeTwitch.answers(503, ""));
		CompletableFuture<TwitchToken> login = this.manager
			.logIn(ACCOUNT, new TokenResponse("at-1", "rt-1", FakeTwitch.SCOPES, null))
			.toFuture();
		Awaitility.await().until(() -> !this.twitch.requests("validate").isEmpty());
		this.manager.revoke().block(LIMIT);
		assertThatExceptionOfType(AuthorizationRequiredException.class).isThrownBy(() -> await(login))
			.withMessageContaining("logged account 'default' out");
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(this.twitch.isAlive("at-1")).isFalse();
	}

	@Test
	void loginWhenOutageOutlastsTheAccessTokenThenRefreshes() {
		CompletableFuture<TwitchToken> login = logIn(FakeTwitch.answers(503, ""), FakeTwitch.answers(429, ""));
		this.twitch.expire("at-1");
		TwitchToken token = await(login);
		assertThat(token.accessToken()).isEqualTo("at-2");
		assertThat(token.login()).isEqualTo("twitchdev");
		assertThat(this.twitch.requests("refresh")).hasSize(2).contains("refresh rt-1");
		expectEvents(TokenRefreshedEvent.class, AuthenticatedEvent.class);
	}

	@Test
	void loginWhenTokensAreNeverValidThenFailsAfterOneRefresh() {
		FakeTwitch.Fault invalid = FakeTwitch.answers(401, "{\"status\":401,\"message\":\"invalid access token\"}");
		CompletableFuture<TwitchToken> login = logIn(invalid, invalid, invalid);
		assertThatExceptionOfType(AuthorizationRequiredException.class).isThrownBy(() -> await(login))
			.withMessageContaining("is not valid");
		assertThat(this.twitch.requests("refresh")).hasSize(2);
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
		assertThat(this.manager.account(ACCOUNT).validateAt()).isNotNull();
	}

	@Test
	void loginWhenStoreIsDownMeanwhileThenSucceedsAndIsSavedLater() {
		CompletableFuture<TwitchToken> login = logInSlowly();
		this.store.fail(Failure.BEFORE, Failure.BEFORE);
		this.answer.tryEmitEmpty();
		TwitchToken token = login.join();
		assertThat(token.login()).isEqualTo("twitchdev");
		expectEvents(AuthenticatedEvent.class);
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return token.equals(this.store.find(ACCOUNT));
		});
	}

	@Test
	void describeWhenStoreIsDownAndAnotherProcessLogsOutThenStaysLoggedOut() {
		TwitchToken token = loaded();
		Account account = this.manager.account(ACCOUNT);
		this.store.fail(Failure.BEFORE);
		account.learn(with(token, token.scopes(), "renamed")).block(LIMIT);
		assertThat(account.isUnsaved()).isTrue();
		assertThat(account.state()).isEqualTo(State.LOGGED_IN);
		this.store.remove(ACCOUNT);
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return !account.isUnsaved();
		});
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(account.current()).isNull();
	}

	// Twitch has found the token valid, and its answer is on its way.
	private CompletableFuture<TwitchToken> logInSlowly() {
		AtomicBoolean valid = new AtomicBoolean();
		CompletableFuture<TwitchToken> login = logIn((work) -> Mono.fromSupplier(work)
			.doOnNext((response) -> valid.set(true))
			.delayUntil((response) -> this.answer.asMono()));
		Awaitility.await().untilTrue(valid);
		return login;
	}

	private CompletableFuture<TwitchToken> logIn(FakeTwitch.Fault... validations) {
		this.twitch.logIn();
		this.twitch.fault("refresh", FakeTwitch.answers(200, FakeTwitch.tokenBody(1, Duration.ofHours(4))));
		this.twitch.fault("validate", validations);
		CompletableFuture<TwitchToken> login = application(this.store, Duration.ofMinutes(1), true).flow(this.manager)
			.pollForAuthorization("dc", Duration.ofMinutes(30), Duration.ofSeconds(5))
			.toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		Awaitility.await().until(() -> !this.twitch.requests("validate").isEmpty());
		return login;
	}

}
