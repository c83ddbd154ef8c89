package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes whose Redis has failed over to a server that had not yet got the latest change.
 */
@Timeout(180)
class LostWriteTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<String> store = Node.redis();

	private Node first;

	private Node second;

	@BeforeEach
	void logIn() {
		Awaitility.setDefaultTimeout(SOON);
		this.twitch.setInterval(Duration.ofMillis(200));
		this.twitch.approveNext("twitchdev");
		this.first = Node.start(this.twitch, this.store);
		this.first.await(AuthenticatedEvent.class);
		this.second = Node.start(this.twitch, this.store);
		this.second.await(AuthenticatedEvent.class);
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		Awaitility.reset();
	}

	@Test
	void refreshWhenItIsLostBeforeOthersHaveSeenItThenIsStoredAgain() {
		Map<Object, Object> before = row();
		TwitchToken fresh = refresh();
		failOver(before);
		expectKept(fresh);
	}

	@Test
	void refreshWhenItIsLostAfterOthersHaveSeenItThenIsStoredAgain() {
		Map<Object, Object> before = row();
		TwitchToken fresh = refresh();
		Awaitility.await().until(() -> token(this.second).equals(fresh));
		failOver(before);
		expectKept(fresh);
	}

	private void expectKept(TwitchToken fresh) {
		TokenStore stored = this.first.bean(TokenStore.class).forClient("test-client");
		Awaitility.await().untilAsserted(() -> assertThat(stored.find("default")).isEqualTo(fresh));
		Awaitility.await().untilAsserted(() -> assertThat(token(this.second)).isEqualTo(fresh));
		TwitchToken next = this.second.bean(TokenManager.class).refresh("default", fresh.accessToken()).block(SOON);
		Awaitility.await().untilAsserted(() -> assertThat(token(this.first)).isEqualTo(next));
		assertThat(this.twitch.getReplays()).isEmpty();
		assertThat(this.first.events(AuthorizationLostEvent.class)).isEmpty();
		this.twitch.assertNoMisuse();
	}

	private TwitchToken refresh() {
		return this.first.bean(TokenManager.class).refresh("default", token(this.first).accessToken()).block(SOON);
	}

	private static TwitchToken token(Node node) {
		return node.bean(TokenManager.class).getToken().block(SOON);
	}

	private Map<Object, Object> row() {
		return redis().opsForHash().entries(key());
	}

	private void failOver(Map<Object, Object> row) {
		redis().delete(key());
		redis().opsForHash().putAll(key(), row);
	}

	private StringRedisTemplate redis() {
		return this.first.bean(StringRedisTemplate.class);
	}

	private String key() {
		String prefix = this.store.get(2).substring(this.store.get(2).indexOf('=') + 1);
		return prefix + ":token:{" + new TokenKey("test-client", "default").id() + "}";
	}

}
