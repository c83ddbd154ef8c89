package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Set;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenIdentifier}: what the hourly validation finds out.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenIdentifierTests extends AbstractTokenManagerTests {

	// No longer: what it leads to is done on a real thread, and must not time out.
	private static final Duration FIRST_VALIDATION = Duration.ofSeconds(61);

	@Test
	void validationWhenUserHasAnotherNameThenReportsAndKeepsIt(CapturedOutput output) {
		loaded();
		this.twitch.login("renamed");
		this.time.advanceTimeBy(FIRST_VALIDATION);
		Awaitility.await().until(() -> "renamed".equals(this.manager.getToken().block(LIMIT).login()));
		assertThat(this.store.find(ACCOUNT).login()).isEqualTo("renamed");
		assertThat(output).contains("The user of account 'default' is called 'renamed' now, not 'twitchdev'");
	}

	@Test
	void validationWhenLoginIsFoundOutThenNothingIsReported(CapturedOutput output) {
		TwitchToken token = with(this.twitch.logIn(), Set.of("user:read:chat"), null);
		this.store.save(ACCOUNT, token);
		this.manager.getToken().block(LIMIT);
		this.time.advanceTimeBy(FIRST_VALIDATION);
		Awaitility.await().until(() -> "twitchdev".equals(this.store.find(ACCOUNT).login()));
		assertThat(output).doesNotContain("is called");
		expectEvents(AuthenticatedEvent.class);
		assertThat(((AuthenticatedEvent) this.events.get(0)).getToken().login()).isEqualTo("twitchdev");
	}

	@Test
	void validationWhenTokenBelongsToAnotherClientThenReportsItAndLeavesItAlone() {
		TwitchToken token = loaded();
		this.twitch.fault("validate",
				FakeTwitch.answers(200, "{\"client_id\":\"other\",\"login\":\"twitchdev\",\"user_id\":\"141981764\","
						+ "\"scopes\":[\"user:read:chat\"],\"expires_in\":14000}"));
		this.time.advanceTimeBy(FIRST_VALIDATION);
		expectEvents(AuthorizationFailedEvent.class, AuthorizationLostEvent.class);
		assertThat(((AuthorizationFailedEvent) this.events.get(0)).getError())
			.isInstanceOf(ClientConfigurationException.class)
			.hasMessageContaining("belongs to the client id 'other'. Log in again with 'abc'");
		assertThat(this.lost).containsExactly(ACCOUNT);
		assertThat(failure(this.manager.refresh(ACCOUNT, token.accessToken())))
			.isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContaining("'other'");
		this.manager.forget(ACCOUNT).block(LIMIT);
		assertThat(this.twitch.requests("refresh")).isEmpty();
		assertThat(this.store.find(ACCOUNT)).extracting(TwitchToken::accessToken, TwitchToken::clientId)
			.containsExactly(token.accessToken(), "other");
	}

	@Test
	void validationWhenTokenWasReplacedMeanwhileThenTheNewerOneStays() {
		loaded();
		TwitchToken newer = this.twitch.logIn();
		this.twitch.login("renamed");
		this.twitch.fault("validate",
				(work) -> Mono.fromSupplier(work).doOnNext((validation) -> adopt(this.manager, ACCOUNT, newer)));
		int updates = this.store.updates();
		this.time.advanceTimeBy(FIRST_VALIDATION);
		Awaitility.await().until(() -> this.store.updates() == updates + 2);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(newer);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(newer);
	}

}
