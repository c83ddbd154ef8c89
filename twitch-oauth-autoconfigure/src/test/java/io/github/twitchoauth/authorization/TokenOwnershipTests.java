package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenOwnership}: another client's token, another user's, and the same
 * user's by another name.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenOwnershipTests extends AbstractTokenManagerTests {

	private static final FakeTwitch.Fault DOWN = FakeTwitch.answers(503, "");

	private static final FakeTwitch.Fault OTHERS = FakeTwitch.answers(200,
			"{\"client_id\":\"other\",\"login\":\"twitchdev\",\"user_id\":\"141981764\","
					+ "\"scopes\":[\"user:read:chat\"],\"expires_in\":14000}");

	@Test
	void getTokenWhenStoredTokenDoesNotSayWhoseItIsThenAsksFirstAndKeepsTheAnswer() {
		TwitchToken token = unlabelled();
		TwitchToken adopted = this.manager.getToken().block(LIMIT);
		assertThat(adopted.accessToken()).isEqualTo(token.accessToken());
		assertThat(adopted.clientId()).isEqualTo("abc");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(adopted);
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
		expectEvents(AuthenticatedEvent.class);
	}

	@Test
	void getTokenWhenItCannotBeToldWhoseTokenItIsThenServesIt() {
		TwitchToken token = unlabelled();
		this.twitch.fault("validate", DOWN);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
		this.time.advanceTimeBy(Duration.ofSeconds(61));
		Awaitility.await().until(() -> "abc".equals(this.store.find(ACCOUNT).clientId()));
	}

	@Test
	void getTokenWhenAccountIsMadeUpThenIsNotKeptWaiting() {
		TwitchToken token = unlabelled("user-42");
		assertThat(this.manager.getToken("user-42").block(LIMIT)).isEqualTo(token);
		assertThat(this.twitch.requests()).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(61));
		Awaitility.await().until(() -> "abc".equals(this.store.find("user-42").clientId()));
	}

	@Test
	void anyMethodWhenTokenTurnsOutToBeAnotherClientsThenLeavesItAlone() {
		TwitchToken token = unlabelled();
		this.twitch.fault("validate", OTHERS);
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContainingAll("belongs to the client id 'other'", "'abc'");
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(failure()).isInstanceOf(ClientConfigurationException.class);
		assertThat(this.lost).containsExactly(ACCOUNT);
		assertThat(failure(this.manager.refresh(ACCOUNT, token.accessToken())))
			.isInstanceOf(AuthorizationRequiredException.class);
		this.manager.revoke().block(LIMIT);
		this.manager.forget(ACCOUNT).block(LIMIT);
		TwitchToken own = this.twitch.logIn();
		adopt(this.manager, ACCOUNT, own);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(own);
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
		assertThat(this.store.find(ACCOUNT)).extracting(TwitchToken::refreshToken, TwitchToken::clientId)
			.containsExactly("rt-1", "other");
		assertThat(this.store.find(ACCOUNT + "@abc")).isEqualTo(own);
	}

	@Test
	void restoreWhenTokenIsAnotherClientsThenNothingIsPresented() {
		TwitchToken token = labelled(this.twitch.logIn(), "other");
		this.store.save(ACCOUNT, token);
		this.clock.jump(Duration.ofHours(5));
		assertThat(restore(null)).isNull();
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests()).isEmpty();
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
	}

	@Test
	void restoreWhenExpiredTokenThatDoesNotSayWhoseItIsIsRefusedThenItStays(CapturedOutput output) {
		TwitchToken token = unlabelled();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.disconnect();
		assertThat(restore(null)).isNull();
		assertThat(this.lost).containsExactly(ACCOUNT);
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests("refresh")).containsOnly("refresh rt-1");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
		assertThat(output).contains("may be another application's", "'default@abc'");
		TwitchToken own = this.twitch.logIn();
		adopt(this.manager, ACCOUNT, own);
		assertThat(restore(null)).isEqualTo(own);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
	}

	@Test
	void restoreWhenExpiredTokenThatDoesNotSayWhoseItIsIsRefreshedThenIsOurs() {
		unlabelled();
		this.clock.jump(Duration.ofHours(5));
		assertThat(restore(null)).extracting(TwitchToken::accessToken, TwitchToken::clientId)
			.containsExactly("at-2", "abc");
		assertThat(this.store.find(ACCOUNT).clientId()).isEqualTo("abc");
	}

	@Test
	void refreshWhenTokenThatDoesNotSayWhoseItIsBelongsToAnotherClientThenIsNotPresented() {
		TwitchToken token = unlabelled("user-4711");
		this.twitch.fault("validate", FakeTwitch.answers(200,
				"{\"client_id\":\"other\",\"login\":\"twitchdev\",\"user_id\":\"141981764\",\"expires_in\":14000}"));
		assertThat(this.manager.getToken("user-4711").block(LIMIT)).isEqualTo(token);
		assertThat(failure(this.manager.refresh("user-4711", token.accessToken())))
			.isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests("refresh")).isEmpty();
		assertThat(this.store.find("user-4711").clientId()).isEqualTo("other");
	}

	@Test
	void refreshWhenItCannotBeToldWhoseTokenItIsThenIsNotPresented() {
		TwitchToken token = unlabelled("user-4711");
		assertThat(this.manager.getToken("user-4711").block(LIMIT)).isEqualTo(token);
		this.twitch.fault("validate",
				FakeTwitch.answers(401, "{\"status\":401,\"message\":\"upstream auth backend unavailable\"}"));
		assertThat(failure(this.manager.refresh("user-4711", token.accessToken())))
			.isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.twitch.requests("refresh")).isEmpty();
	}

	@Test
	void revokeWhenTheStoredTokenIsSomebodyElsesThenLogsOutAndForgetsWhy() {
		loadedExpecting("twitchdev");
		this.twitch.user("bob", "2");
		stored();
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).hasMessageContaining("'bob'");
		this.manager.revoke().block(LIMIT);
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageNotContaining("bob");
		expectEvents(AuthorizationFailedEvent.class, AuthorizationLostEvent.class, LoggedOutEvent.class);
	}

	@Test
	void refreshWhenAnotherProcessHasStoredSomebodyElsesTokenThenAsksAPerson() {
		loadedExpecting("twitchdev");
		this.twitch.user("bob", "2");
		TwitchToken bobs = stored();
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContainingAll("'bob'", "'twitchdev'");
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContainingAll("'bob'", "'twitchdev'");
		expectEvents(AuthorizationFailedEvent.class, AuthorizationLostEvent.class);
		assertThat(failure()).isInstanceOf(UnexpectedAccountException.class);
		assertThat(this.lost).containsExactly(ACCOUNT);
		assertThat(this.twitch.requests("refresh")).isEmpty();
		assertThat(this.store.find(ACCOUNT)).isEqualTo(bobs);
		this.twitch.user("twitchdev", "141981764");
		TwitchToken own = this.twitch.logIn();
		adopt(this.manager, ACCOUNT, own);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(own);
	}

	@Test
	void refreshWhenAnotherProcessHasStoredATokenOfNobodyKnowsWhomThenAsksWhoseItIs() {
		loadedExpecting("twitchdev");
		this.store.save(ACCOUNT, with(this.twitch.logIn(), FakeTwitch.SCOPES, null));
		this.twitch.fault("validate", DOWN);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchOAuthException.class)
			.isNotInstanceOf(AuthorizationRequiredException.class);
		this.twitch.user("bob", "2");
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.lost).containsExactly(ACCOUNT);
	}

	@Test
	void saveWhenAnotherProcessHasStoredSomebodyElsesTokenMeanwhileThenIsNotServed() {
		loadedExpecting("twitchdev");
		this.store.fail(UnreliableStore.Failure.NOT_WRITTEN);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		this.twitch.user("bob", "2");
		stored();
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return !this.lost.isEmpty();
		});
		assertThat(failure(this.manager.getToken())).hasMessageContaining("'bob'");
	}

	@Test
	void restoreWhenUserHasBeenRenamedThenGoesOnAlsoNextTime(CapturedOutput output) {
		stored();
		this.twitch.login("renamed");
		for (int start = 0; start < 2; start++) {
			TwitchToken token = restore("twitchdev");
			assertThat(token).extracting(TwitchToken::login, TwitchToken::formerLogin)
				.containsExactly("renamed", "twitchdev");
			assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token).isEqualTo(this.store.find(ACCOUNT));
		}
		assertThat(output).contains("Set twitch.oauth.expected-login=renamed");
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		assertThat(restore("twitchdev").login()).isEqualTo("renamed");
		assertThat(restore("renamed").formerLogin()).isNull();
		assertThat(this.lost).isEmpty();
	}

	@Test
	void validationWhenUserHasBeenRenamedThenGoesOn(CapturedOutput output) {
		loadedExpecting("twitchdev");
		this.twitch.login("renamed");
		this.time.advanceTimeBy(Duration.ofSeconds(61));
		Awaitility.await().until(() -> "renamed".equals(this.manager.getToken().block(LIMIT).login()));
		assertThat(output).contains("Set twitch.oauth.expected-login=renamed");
		assertThat(this.events).isEmpty();
	}

	@Test
	void restoreWhenRenamedUserIsExpectedByTheNewNameThenGoesOn() {
		stored();
		this.twitch.login("renamed");
		assertThat(restore("renamed").login()).isEqualTo("renamed");
		expectEvents(AuthenticatedEvent.class);
	}

	@Test
	void verifyWhenUserOfTheStoredTokenApprovesByAnotherNameThenAccepts() {
		stored();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.login("renamed");
		TwitchToken token = this.twitch.logIn();
		TwitchToken verified = expecting("twitchdev").manager()
			.logIn(ACCOUNT,
					new TokenResponse(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt()))
			.block(LIMIT);
		assertThat(verified).extracting(TwitchToken::login, TwitchToken::formerLogin)
			.containsExactly("renamed", "twitchdev");
	}

	@Test
	void verifyWhenTheServerIsInTroubleThenWaitsUntilItTells() {
		TwitchToken token = this.twitch.logIn();
		this.twitch.fault("validate",
				FakeTwitch.answers(401, "{\"status\":401,\"message\":\"upstream auth backend unavailable\"}"));
		TwitchToken verified = await(expecting("twitchdev").manager()
			.logIn(ACCOUNT,
					new TokenResponse(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt())));
		assertThat(verified.login()).isEqualTo("twitchdev");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(verified);
	}

	@Test
	void logInWhenTwoAccountsAreApprovedByOneUserThenWarnsNamingThem(CapturedOutput output) {
		ClientCredentials client = new ClientCredentials("abc", null);
		Accounts accounts = new Accounts(new AccountSettings(ACCOUNT, client, FakeTwitch.SCOPES, true, null),
				List.of(new AccountSettings("bot", client, FakeTwitch.SCOPES, true, null)));
		this.manager = application(this.store, settings(Duration.ofMinutes(1), true), accounts).manager();
		adopt(this.manager, ACCOUNT, this.twitch.logIn());
		assertThat(output).doesNotContain("both approved");
		adopt(this.manager, "bot", this.twitch.logIn());
		assertThat(output).contains("'default' and 'bot' were both approved by 'twitchdev'", "private window");
		adopt(this.manager, "user-1", this.twitch.logIn());
		adopt(this.manager, "user-2", this.twitch.logIn());
		assertThat(output).doesNotContain("'user-1' and 'user-2'");
	}

	private void loadedExpecting(String login) {
		this.manager = expecting(login).manager();
		this.manager.onLoss((settings) -> this.lost.add(settings.account()));
		loaded();
	}

	private TwitchToken restore(String expectedLogin) {
		this.manager = expecting(expectedLogin).manager();
		this.manager.onLoss((settings) -> this.lost.add(settings.account()));
		return this.manager.restore(ACCOUNT).block(LIMIT);
	}

	private TwitchToken unlabelled() {
		return unlabelled(ACCOUNT);
	}

	private TwitchToken unlabelled(String account) {
		TwitchToken token = labelled(this.twitch.logIn(), null);
		this.store.save(account, token);
		return token;
	}

	private static TwitchToken labelled(TwitchToken token, String clientId) {
		return new TwitchToken(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt(),
				token.userId(), token.login(), clientId);
	}

	private TwitchOAuthException failure() {
		return ((AuthorizationFailedEvent) this.events.get(0)).getError();
	}

}
