package io.github.twitchoauth.web;

import java.net.URI;

import io.github.twitchoauth.TwitchOAuthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link HelixUri}.
 */
class HelixUriTests {

	private final HelixUri base = new HelixUri(URI.create("https://api.twitch.tv/helix"));

	@ParameterizedTest
	@ValueSource(strings = { "https://api.twitch.tv/helix", "https://api.twitch.tv/helix/",
			"https://api.twitch.tv/helix/users?login=a/../b", "https://api.twitch.tv:443/helix/users",
			"https://api.twitch.tv/helix/chat/messages#x", "https://api.twitch.tv/helix/a..b" })
	void requireCoversWhenTargetIsAtOrBelowTheBaseThenPasses(URI target) {
		assertThatNoException().isThrownBy(() -> this.base.requireCovers(target));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.twitch.tv/helix/users", "https://api.twitch.tv:8443/helix/users",
			"https://api.twitch.tv:80/helix/users", "https://api.twitch.tv@evil.example/helix/users",
			"https://api.twitch.tv:443@evil.example/helix/users", "https://user@api.twitch.tv/helix/users",
			"https://api.twitch.tv./helix/users", "https://API.twitch.tv/helix/users",
			"HTTPS://api.twitch.tv/helix/users", "https://api.twitch.tv.evil.example/helix", "https://twitch.tv/helix",
			"https://evil.example/helix?https://api.twitch.tv/helix", "https://evil.example/helix#@api.twitch.tv",
			"https://api.twitch.tv", "https://api.twitch.tv/", "https://api.twitch.tv/kraken",
			"https://api.twitch.tv/helixx/users", "https://api.twitch.tv/helix/../users",
			"https://api.twitch.tv/helix/./..", "https://api.twitch.tv/helix/%2E%2e/users",
			"https://api.twitch.tv/helix/..%2Fusers", "https://api.twitch.tv/helix/a%2f../users",
			"https://api.twitch.tv/helix/..%5cusers", "https://api.twitch.tv/helix/..;a/users",
			"//api.twitch.tv/helix/users", "/helix/users", "https:///helix/users", "mailto:api.twitch.tv",
			"https://a_b:443/helix/users" })
	void requireCoversWhenTargetIsElsewhereThenFails(URI target) {
		assertThatExceptionOfType(TwitchOAuthException.class).isThrownBy(() -> this.base.requireCovers(target))
			.withMessageContaining("https://api.twitch.tv/helix")
			.withMessageContaining("not sent")
			.withMessageContaining("twitch.oauth.client.helix-uri");
	}

	@Test
	void requireCoversWhenItFailsThenShowsNeitherQueryNorUserInfo() {
		URI target = URI.create("https://name:pa55@evil.example:99/helix/users?code=s3cret#frag");
		assertThatExceptionOfType(TwitchOAuthException.class).isThrownBy(() -> this.base.requireCovers(target))
			.withMessageContaining("'https://***@evil.example:99/helix/users'")
			.withMessageNotContainingAny("pa55", "s3cret", "frag");
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost:8080, http://localhost:8080/anything", "http://localhost/, http://localhost",
			"http://localhost, http://localhost:80/users", "http://[::1]:99/helix/, http://[::1]:99/helix/users" })
	void requireCoversWhenBaseHasNoPathOrASlashAtTheEndThenPasses(URI uri, URI target) {
		assertThatNoException().isThrownBy(() -> new HelixUri(uri).requireCovers(target));
	}

}
