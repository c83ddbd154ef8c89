package io.github.twitchoauth.tokens;

import java.io.IOException;
import java.nio.file.Files;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.test.Endpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications with different client ids share a token file, for the same account.
 */
class TwoClientsTests extends AbstractTokenTests {

	private static final String ONE = "twitch.oauth.client-id=one";

	private static final String OTHER = "twitch.oauth.client-id=other";

	private TwitchToken token;

	@BeforeEach
	void logInWithOne() {
		start(ONE);
		this.token = logIn();
	}

	@Test
	void startWhenFileHoldsAnotherClientsTokenThenBothLiveSideBySide() {
		logInWithOther();
		assertThat(this.application.storedToken("default")).isEqualTo(this.token);
		this.twitch.expireAccessTokens();
		assertThat(whoAmI()).isEqualTo("the_other");
		start(AUTO_START, ONE);
		assertRestored("twitchdev");
		start(AUTO_START, OTHER);
		assertRestored("the_other");
		assertRefreshes(2, 2, 0);
	}

	@Test
	void callWhenFileHoldsAnotherClientsTokenOnlyThenIsNotMade() {
		start(OTHER);
		assertFails(userName(), AuthorizationRequiredException.class);
		this.application.tokens().revoke().block(PATIENCE);
		this.application.tokens().forget("default").block(PATIENCE);
		assertThat(this.application.storedToken("default")).isEqualTo(this.token);
		assertThat(this.twitch.getRequestCount(Endpoint.REVOKE)).isZero();
		start(AUTO_START, ONE);
		assertRestored("twitchdev");
	}

	@Test
	void logoutWhenBothAreLoggedInThenEndsOneOnly() {
		logInWithOther();
		start(ONE);
		this.application.tokens().revoke().block(PATIENCE);
		start(AUTO_START, OTHER);
		assertRestored("the_other");
		assertThat(fileContent()).doesNotContain("\"one\"").contains("default@other");
		start(ONE);
		assertFails(userName(), AuthorizationRequiredException.class);
		this.token = logIn();
		assertThat(this.application.storedToken("default")).isEqualTo(this.token);
		start(AUTO_START, OTHER);
		assertRestored("the_other");
	}

	@Test
	void startWhenFileIsOfAnOlderVersionThenTokenIsAdoptedByItsClient() throws IOException {
		forgetClientIds();
		start(AUTO_START, ONE);
		assertRestored("twitchdev");
		assertThat(this.application.storedToken("default")).isEqualTo(this.token);
		assertRefreshes(0, 0, 0);
	}

	@Test
	void startWhenFileIsOfAnOlderVersionThenAnotherClientLeavesTheTokenAlone() throws IOException {
		forgetClientIds();
		logInWithOther();
		start(AUTO_START, ONE);
		assertRestored("twitchdev");
		assertRefreshes(0, 0, 0);
	}

	@Test
	void startWhenTokenOfAnOlderVersionHasExpiredThenAnotherClientDoesNotDeleteIt() throws IOException {
		Files.writeString(file(),
				fileContent().replaceAll("\"expiresAt\" : \"[^\"]*\"", "\"expiresAt\" : \"2020-01-01T00:00:00Z\""));
		forgetClientIds();
		logInWithOther();
		start(AUTO_START, ONE);
		assertRestored("twitchdev");
		start(AUTO_START, OTHER);
		assertRestored("the_other");
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	private void logInWithOther() {
		start(AUTO_START, OTHER);
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "the_other");
		assertThat(awaitAuthenticated().isRestored()).isFalse();
		assertThat(whoAmI()).isEqualTo("the_other");
	}

	private void assertRestored(String login) {
		AuthenticatedEvent event = this.application.await(AuthenticatedEvent.class, 1).get(0);
		assertThat(event.isRestored()).isTrue();
		assertThat(whoAmI()).isEqualTo(login);
		assertNobodyWasAsked();
	}

	private void forgetClientIds() throws IOException {
		String content = fileContent();
		String older = content.replaceAll(",\\s*\"clientId\" : \"[^\"]*\"", "");
		assertThat(older).isNotEqualTo(content);
		Files.writeString(file(), older);
	}

}
