package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.LeaseGrant;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Updates in a database in trouble, and next to others that use it.
 */
@Timeout(300)
abstract class AbstractJdbcUpdateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final int UPDATES = Boolean.getBoolean("soak") ? 100 : 20;

	private static final int TWITCH_ANSWERS_AFTER_MS = Boolean.getBoolean("soak") ? 5000 : 500;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	final Database database;

	final String table;

	final HikariDataSource pool;

	final StorageBasedTokenStore store;

	private final HikariDataSource otherPool;

	private final StorageBasedTokenStore other;

	AbstractJdbcUpdateTests(Database database) {
		this.database = database;
		this.table = database.createTable();
		this.pool = Database.pool(database.url(), 10);
		this.otherPool = Database.pool(database.url(), 10);
		this.store = open(this.pool);
		this.other = open(this.otherPool);
		this.store.save("bot", token(1));
	}

	final StorageBasedTokenStore open(HikariDataSource pool) {
		return new StorageBasedTokenStore(new JdbcTokenStorage(pool, this.table), new TokenCodec(TokenCipher.none()), 4,
				PATIENCE);
	}

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.pool.close();
		this.otherPool.close();
	}

	@Test
	void assertLockedWhenSessionHasBeenEndedThenFails() {
		assertThatRuntimeException().isThrownBy(() -> this.store.update("bot", (token) -> {
			this.store.assertLocked("bot");
			this.database.killUpdates();
			assertThatRuntimeException().isThrownBy(() -> this.store.assertLocked("bot"));
			return token;
		}));
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(token(1));
	}

	@Test
	void updateWhenOwnerTakesLongerThanPatienceThenIsNotTakenOver() {
		CountDownLatch under = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Future<?> owner = this.executor.submit(() -> this.store.update("bot", (token) -> {
			under.countDown();
			await(end);
			this.store.assertLocked("bot");
			return token(2);
		}));
		await(under);
		Future<TwitchToken> waiting = this.executor.submit(() -> this.other.update("bot", (token) -> token));
		assertThat(waiting).failsWithin(PATIENCE.multipliedBy(2)).withThrowableOfType(TimeoutException.class);
		assertThat(this.otherPool.getHikariPoolMXBean().getActiveConnections()).isLessThanOrEqualTo(1);
		end.countDown();
		assertThat(owner).succeedsWithin(SOON);
		assertThat(waiting).succeedsWithin(SOON).isEqualTo(token(2));
	}

	@Test
	void updateWhenOwnerHasLostItsSessionAndIsPausedThenIsTakenOverAndMarked() {
		assertThatRuntimeException().isThrownBy(() -> this.store.update("bot", (token) -> {
			this.database.killUpdates();
			Future<TwitchToken> taker = this.executor.submit(() -> this.other.update("bot", (found) -> found));
			assertThat(taker).succeedsWithin(SOON).isEqualTo(token(1).withPossiblySpent(true));
			return token(2);
		}));
		assertThat(this.store.find("bot")).isEqualTo(token(1).withPossiblySpent(true));
	}

	@Test
	void updateWhenWithinATransactionThatRollsBackThenIsKept() {
		TransactionTemplate outer = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		outer.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		outer.executeWithoutResult((status) -> {
			JdbcClient.create(this.pool).sql("select count(*) from " + this.table).query(Long.class).single();
			this.store.update("bot", (token) -> token(2));
			this.other.update("bot", (token) -> token(3));
			assertThat(this.store.find("bot")).isEqualTo(token(3));
			status.setRollbackOnly();
		});
		assertThat(this.other.find("bot")).isEqualTo(token(3));
	}

	@Test
	void updateWhenNothingChangesThenVersionStays() {
		this.store.update("bot", (token) -> token);
		assertThat(version()).isEqualTo(1);
		this.store.update("bot", (token) -> token(2));
		assertThat(version()).isEqualTo(2);
	}

	@Test
	void takeLeasesWhenAnotherSessionHasLockedOneThenTakesAndRenewsTheOthers() {
		LeaseStorage leases = this.store.leases().orElseThrow();
		leases.take(List.of("locked", "free"), "me", Duration.ofMillis(1));
		TransactionTemplate paused = new TransactionTemplate(new JdbcTransactionManager(this.otherPool));
		paused.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		paused.executeWithoutResult((status) -> {
			JdbcClient.create(this.otherPool)
				.sql("update " + this.table + "_LEASE set epoch = epoch + 1 where name = 'locked'")
				.update();
			assertThat(this.executor.submit(() -> leases.take(List.of("locked", "free"), "you", SOON)))
				.succeedsWithin(SOON)
				.satisfies((taken) -> assertThat(taken).extracting(LeaseGrant::name).containsExactly("free"));
			assertThat(this.executor.submit(() -> leases.renew(Map.of("free", Duration.ZERO), "you")))
				.succeedsWithin(SOON)
				.isEqualTo(Set.of("free"));
		});
	}

	private long version() {
		return JdbcClient.create(this.pool).sql("select version from " + this.table).query(Long.class).single();
	}

	@Test
	void updateWhenManyAccountsAreSlowAtOnceThenOthersGetConnectionsAtOnce() {
		List<Future<?>> updates = new ArrayList<>();
		IntStream.range(0, UPDATES)
			.forEach((i) -> updates
				.add(this.executor.submit(() -> this.store.update("account-" + i, (token) -> slowly(token(i + 1))))));
		List<Long> times = new ArrayList<>();
		JdbcClient foreign = JdbcClient.create(this.pool);
		while (!updates.stream().allMatch(Future::isDone)) {
			long start = System.nanoTime();
			foreign.sql("select 1").query(Integer.class).single();
			times.add(System.nanoTime() - start);
			pause(5);
		}
		assertThat(updates).allSatisfy((update) -> assertThat(update).succeedsWithin(SOON));
		times.sort(null);
		// The slowest queries of a default build wait for a processor, not for a
		// connection.
		int percent = Boolean.getBoolean("soak") ? 99 : 90;
		assertThat(Duration.ofNanos(times.get(times.size() * percent / 100)))
			.as(times.size() + " foreign queries, p50 " + Duration.ofNanos(times.get(times.size() / 2)))
			.isLessThan(Duration.ofMillis(Boolean.getBoolean("soak") ? 100 : 400));
		System.out.println("Foreign queries: " + times.size() + ", p50 " + times.get(times.size() / 2) / 1000
				+ " us, p99 " + times.get(times.size() * 99 / 100) / 1000 + " us");
	}

	private static TwitchToken slowly(TwitchToken token) {
		pause(TWITCH_ANSWERS_AFTER_MS);
		return token;
	}

	static void pause(int milliseconds) {
		await(new CountDownLatch(1), milliseconds);
	}

	private static void await(CountDownLatch latch) {
		await(latch, SOON.toMillis());
	}

	private static void await(CountDownLatch latch, long milliseconds) {
		try {
			latch.await(milliseconds, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static TwitchToken token(int number) {
		return new TwitchToken("access-" + number, "refresh-" + number, Set.of(), null, null, null);
	}

}
