package io.github.twitchoauth.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.redis.RedisTokenStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store whose accounts lie on several masters of a Redis Cluster.
 */
@Timeout(60)
class RedisClusterTests {

	private final RedisCluster cluster = RedisCluster.start(3);

	private final LettuceConnectionFactory connection = this.cluster.connect();

	private final StorageBasedTokenStore store = new StorageBasedTokenStore(
			new RedisTokenStorage(this.connection, "twitch"), new TokenCodec(TokenCipher.none()));

	@AfterEach
	void close() {
		this.connection.destroy();
	}

	@Test
	void findAccountsWhenTheyLieOnSeveralMastersThenListsEachOnce() {
		List<String> names = IntStream.range(0, 50).mapToObj((i) -> "account-" + i).toList();
		names.forEach((name) -> this.store.save(name, token()));
		this.cluster.masters()
			.forEach((master) -> RedisCluster.onMaster(master,
					(commands) -> assertThat(commands.keys("twitch:token:*")).hasSizeBetween(5, 40)));
		List<String> listed = new ArrayList<>();
		AccountPage page = this.store.findAccounts(null, 20);
		listed.addAll(page.accounts());
		while (page.next() != null) {
			page = this.store.findAccounts(page.next(), 20);
			listed.addAll(page.accounts());
		}
		assertThat(listed).containsExactlyInAnyOrderElementsOf(names);
	}

	@Test
	void findVersionsWhenAccountsLieOnSeveralMastersThenReturnsEach() {
		List<String> names = IntStream.range(0, 50).mapToObj((i) -> "account-" + i).toList();
		names.forEach((name) -> this.store.save(name, token()));
		assertThat(this.store.findVersions(names)).containsOnlyKeys(names).containsEntry("account-7", 1L);
	}

	private static TwitchToken token() {
		return new TwitchToken("access", "refresh", Set.of(), null, null, null);
	}

}
