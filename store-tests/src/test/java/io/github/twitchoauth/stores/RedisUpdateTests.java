package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.UnusableTokenStoreException;
import io.github.twitchoauth.store.redis.RedisTokenStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.AdditionalAnswers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

/**
 * Updates in Redis in trouble.
 */
@Timeout(60)
class RedisUpdateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Duration SOON = Duration.ofSeconds(30);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final String prefix = Redis.newPrefix();

	private final LettuceConnectionFactory connection = Redis.shared().connect();

	private final StringRedisTemplate redis = new StringRedisTemplate(this.connection);

	private final RedisTokenStorage storage = storage(this.connection);

	private final StorageBasedTokenStore store = open(this.storage);

	private final StorageBasedTokenStore other = open(this.storage);

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.connection.destroy();
	}

	@Test
	void updateWhenOwnerTakesLongerThanPatienceThenIsNotTakenOver() {
		this.store.save("bot", token(1));
		this.store.update("bot", (token) -> {
			Future<?> waiting = this.executor.submit(() -> this.other.update("bot", (found) -> found));
			assertThat(waiting).failsWithin(PATIENCE.multipliedBy(2)).withThrowableOfType(TimeoutException.class);
			this.store.assertLocked("bot");
			return token(2);
		});
		assertThat(this.other.find("bot")).isEqualTo(token(2));
	}

	@Test
	void updateWhenTakenOverMeanwhileThenDoesNotReplaceTheToken() {
		this.store.save("bot", token(1));
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.store.update("bot", (token) -> {
			this.redis.opsForHash().put(name(), "claim", "somebody/1");
			assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.store.assertLocked("bot"));
			return token(2);
		}));
		assertThat(this.store.find("bot")).isEqualTo(token(1));
	}

	@Test
	void updateWhenNothingChangesThenVersionStays() {
		this.store.save("bot", token(1));
		this.store.update("bot", (token) -> token);
		assertThat(this.redis.opsForHash().entries(name())).containsEntry("version", "1")
			.containsEntry("account", "bot")
			.doesNotContainKeys("claim", "beat");
		assertThat(this.redis.getExpire(name())).isEqualTo(-1);
	}

	@Test
	void versionsWhenThereAreManyThenRedisIsAskedOnce() {
		List<TokenKey> keys = IntStream.range(0, 100).mapToObj((i) -> new TokenKey("", "account-" + i)).toList();
		this.store.save("account-7", token(1));
		AtomicInteger asked = new AtomicInteger();
		RedisConnectionFactory counted = Mockito.mock(RedisConnectionFactory.class,
				AdditionalAnswers.delegatesTo(this.connection));
		BDDMockito.willAnswer((call) -> {
			asked.incrementAndGet();
			return this.connection.getConnection();
		}).given(counted).getConnection();
		assertThat(storage(counted).versions(keys)).containsExactly(Map.entry(keys.get(7), 1L));
		assertThat(asked).hasValue(1);
	}

	@Test
	void replaceWhenAnswerGotLostThenTheSecondTrySucceeds() {
		TokenKey key = new TokenKey("", "bot");
		this.storage.claim(key, "me/1", null);
		assertThat(this.storage.replace(key, "me/1", (document, claimed) -> {
			// The first try of the driver, whose answer it does not get.
			replaceByScript(key);
			return "{}";
		})).isTrue();
		assertThat(this.storage.read(key)).isEqualTo("{}");
	}

	private void replaceByScript(TokenKey key) {
		this.redis.opsForHash().put(name(), "document", "{}");
		this.redis.opsForHash().put(name(), "replacedBy", "me/1");
		this.redis.opsForHash().delete(name(), "claim", "beat");
		assertThat(key.account()).isEqualTo("bot");
	}

	@Test
	void verifyWhenTokensMayBeEvictedThenFails() {
		Redis server = Redis.shared();
		assertThatNoException().isThrownBy(this.storage::verify);
		server.set("maxmemory-policy", "allkeys-lru");
		try {
			assertThatExceptionOfType(UnusableTokenStoreException.class).isThrownBy(this.storage::verify)
				.withMessageContaining("maxmemory-policy");
		}
		finally {
			server.set("maxmemory-policy", "noeviction");
		}
	}

	@Test
	void updateWhenThereIsAReplicaThenIsAwaitedThere() {
		Redis primary = Redis.start("save \"\"");
		Redis replica = Redis.start("save \"\"", "replicaof 127.0.0.1 " + primary.port());
		LettuceConnectionFactory connection = primary.connect();
		LettuceConnectionFactory replicaConnection = replica.connect();
		try {
			await().atMost(SOON).until(() -> info(connection, "replication").contains("connected_slaves=1"));
			open(storage(connection)).save("bot", token(1));
			assertThat(info(connection, "commandstats")).contains("cmdstat_wait=calls=2");
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(open(storage(replicaConnection)).find("bot")).isEqualTo(token(1)));
		}
		finally {
			connection.destroy();
			replicaConnection.destroy();
		}
	}

	@Test
	void updateWhenNoReplicaHasTheClaimThenTheTokenIsLeftAsItIs() throws Exception {
		Redis primary = Redis.start("save \"\"");
		Redis replica = Redis.start("save \"\"", "replicaof 127.0.0.1 " + primary.port());
		LettuceConnectionFactory connection = primary.connect();
		LettuceConnectionFactory replicaConnection = replica.connect();
		String replicaProcess = field(info(replicaConnection, "server"), "process_id");
		try {
			await().atMost(SOON).until(() -> info(connection, "replication").contains("connected_slaves=1"));
			StorageBasedTokenStore store = open(storage(connection));
			store.save("bot", token(1));
			signal("STOP", replicaProcess);
			assertThatExceptionOfType(TokenStoreException.class)
				.isThrownBy(() -> store.update("bot", (token) -> fail("The token is used")))
				.withMessageContaining("replica");
			signal("CONT", replicaProcess);
			assertThat(store.update("bot", (token) -> token)).isEqualTo(token(1));
		}
		finally {
			signal("CONT", replicaProcess);
			connection.destroy();
			replicaConnection.destroy();
		}
	}

	@Test
	void updateWhenNoReplicaHasATakeoverThenTheTokenIsMarkedByTheNext() throws Exception {
		Redis primary = Redis.start("save \"\"");
		Redis replica = Redis.start("save \"\"", "replicaof 127.0.0.1 " + primary.port());
		LettuceConnectionFactory connection = primary.connect();
		LettuceConnectionFactory replicaConnection = replica.connect();
		String replicaProcess = field(info(replicaConnection, "server"), "process_id");
		try {
			await().atMost(SOON).until(() -> info(connection, "replication").contains("connected_slaves=1"));
			StorageBasedTokenStore store = open(storage(connection));
			store.save("bot", token(1));
			new StringRedisTemplate(connection).opsForHash().putAll(name(), Map.of("claim", "dead/1", "beat", "0"));
			signal("STOP", replicaProcess);
			assertThatExceptionOfType(TokenStoreException.class)
				.isThrownBy(() -> store.update("bot", (token) -> fail("The token is used")))
				.withMessageContaining("replica");
			signal("CONT", replicaProcess);
			TwitchToken next = open(storage(connection)).update("bot", (token) -> token);
			assertThat(next).isEqualTo(token(1).withPossiblySpent(true));
		}
		finally {
			signal("CONT", replicaProcess);
			connection.destroy();
			replicaConnection.destroy();
		}
	}

	private static void signal(String name, String process) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor()).isZero();
	}

	private static String field(String info, String name) {
		Matcher field = Pattern.compile(name + "=(\\w+)").matcher(info);
		assertThat(field.find()).isTrue();
		return field.group(1);
	}

	private static String info(LettuceConnectionFactory factory, String section) {
		try (RedisConnection connection = factory.getConnection()) {
			return String.valueOf(connection.serverCommands().info(section));
		}
	}

	private String name() {
		return this.prefix + ":token:{" + new TokenKey("", "bot").id() + "}";
	}

	private RedisTokenStorage storage(RedisConnectionFactory connection) {
		return new RedisTokenStorage(connection, this.prefix, Duration.ofMillis(300));
	}

	private static StorageBasedTokenStore open(RedisTokenStorage storage) {
		return new StorageBasedTokenStore(storage, new TokenCodec(TokenCipher.none()), 4, PATIENCE);
	}

	private static TwitchToken token(int number) {
		return new TwitchToken("access-" + number, "refresh-" + number, Set.of(), null, null, null);
	}

}
