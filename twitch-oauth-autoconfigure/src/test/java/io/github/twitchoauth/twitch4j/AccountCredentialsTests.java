package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountCredentials}.
 */
class AccountCredentialsTests {

	private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

	private final AccountCredentials credentials = new AccountCredentials(Clock.fixed(NOW, ZoneOffset.UTC));

	private static TwitchToken token(String accessToken) {
		return new TwitchToken(accessToken, "secret-refresh", Set.of("user:read:chat"), NOW.plus(Duration.ofHours(4)),
				"42", "twitchdev");
	}

	@Test
	void getWhenEventsComeThenFollowsThem() {
		OAuth2Credential credential = this.credentials.get("bot");
		assertThat(credential.getAccessToken()).isEmpty();
		this.credentials.accept(new AuthenticatedEvent(this, "bot", token("secret-1"), false));
		assertThat(credential.getAccessToken()).isEqualTo("secret-1");
		assertThat(credential.getUserId()).isEqualTo("42");
		assertThat(credential.getUserName()).isEqualTo("twitchdev");
		assertThat(credential.getScopes()).containsExactly("user:read:chat");
		assertThat(credential.getExpiresIn()).isEqualTo(4 * 3600);
		this.credentials.accept(new TokenRefreshedEvent(this, "bot", token("secret-2")));
		assertThat(credential.getAccessToken()).isEqualTo("secret-2");
		assertThat(this.credentials.get("bot")).isSameAs(credential);
		assertThat(this.credentials.get("other").getAccessToken()).isEmpty();
		this.credentials.accept(new AuthorizationLostEvent(this, "bot", new AuthorizationRequiredException("dead")));
		assertThat(credential.getAccessToken()).isEmpty();
		this.credentials.accept(new AuthenticatedEvent(this, "bot", token("secret-3"), false));
		this.credentials.accept(new LoggedOutEvent(this, "bot"));
		assertThat(credential.getAccessToken()).isEmpty();
	}

	@Test
	void accountOfWhenTokenHasBeenReplacedThenStillKnowsIt() {
		this.credentials.accept(new AuthenticatedEvent(this, "bot", token("secret-1"), false));
		this.credentials.accept(new TokenRefreshedEvent(this, "bot", token("secret-2")));
		assertThat(this.credentials.accountOf("secret-1")).isEqualTo("bot");
		assertThat(this.credentials.accountOf("secret-2")).isEqualTo("bot");
		assertThat(this.credentials.accountOf("secret-3")).isNull();
	}

	@Test
	void accountOfWhenAccountIsOnlyValidatedHereThenIsUnknown() {
		this.credentials.accept(new TokenRefreshedEvent(this, "stored", token("secret-1")));
		assertThat(this.credentials.accountOf("secret-1")).isNull();
	}

	@Test
	void accountOfWhenThousandsHaveLoggedInThenStillKnowsEachCurrentToken() {
		for (int i = 0; i < 3_000; i++) {
			this.credentials.accept(new AuthenticatedEvent(this, "user-" + i, token("secret-" + i), false));
		}
		assertThat(this.credentials.accountOf("secret-0")).isEqualTo("user-0");
		assertThat(this.credentials.accountOf("secret-2999")).isEqualTo("user-2999");
	}

	@Test
	void credentialWhenPrintedOrUpdatedByTwitch4jThenTellsNoSecretAndStays() {
		this.credentials.accept(new AuthenticatedEvent(this, "bot", token("secret-1"), false));
		OAuth2Credential credential = this.credentials.get("bot");
		assertThat(credential.toString()).contains("twitchdev").doesNotContain("secret");
		assertThat(JsonMapper.shared().writeValueAsString(credential)).doesNotContain("secret");
		assertThat(credential.getRefreshToken()).isNull();
		credential.updateCredential(new OAuth2Credential("twitch", "other"));
		assertThat(credential.getAccessToken()).isEqualTo("secret-1");
	}

}
