package io.github.twitchoauth.stores;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes validate all accounts of a store within the interval, which is a shorter one than
 * an hour.
 */
@Tag("long")
@Timeout(3600)
class HourlyValidationTests {

	private static final boolean SOAK = Boolean.getBoolean("soak");

	private static final int ACCOUNTS = SOAK ? 1_000_000 : 100;

	private static final int NODES = SOAK ? 4 : 2;

	private static final Duration INTERVAL = SOAK ? Duration.ofMinutes(20) : Duration.ofSeconds(20);

	private static final Duration REQUEST = Duration.ofSeconds(SOAK ? 3 : 1);

	// As long as a validation may take, so that with requests of 10 seconds another node
	// takes over within a minute.
	private static final Duration HOLD = REQUEST.multipliedBy(4).plusSeconds(1);

	// A default build shares the machine with other tests, so it holds no time to
	// account.
	private static final Duration LONGEST = SOAK ? INTERVAL : INTERVAL.multipliedBy(4);

	private static final Duration TAKEOVER = SOAK ? HOLD.plusSeconds(5) : LONGEST;

	private static final double MOST_TWICE = SOAK ? 0.001 : 0.2;

	private static final Duration FILLING = SOAK ? Duration.ofMinutes(2) : Duration.ofSeconds(1);

	private static final Duration OUTAGE = HOLD.multipliedBy(4);

	private static final double NEEDED_PER_SECOND = ACCOUNTS / (INTERVAL.toSeconds() * 0.8);

	@AutoClose
	private final ValidationServer server = new ValidationServer(ACCOUNTS, INTERVAL.dividedBy(4));

	private final List<ValidatingNode> nodes = new ArrayList<>();

	private final Database database = Databases.postgres();

	private final String table = this.database.createTable();

	private final JdbcClient jdbc = JdbcClient.create(this.database.direct());

	@BeforeEach
	void start() {
		List<String> properties = List.of("twitch.oauth.token-store.type=jdbc",
				"twitch.oauth.token-store.jdbc.table-name=" + this.table,
				"spring.datasource.url=" + this.database.url(), "spring.datasource.hikari.maximum-pool-size=4",
				"twitch.oauth.request-timeout=" + REQUEST.toSeconds() + "s",
				"twitch.oauth.validation.interval=" + INTERVAL.toSeconds() + "s");
		save("at-0");
		for (int i = 0; i < NODES; i++) {
			this.nodes.add(ValidatingNode.start(this.server.uri(), properties));
		}
		this.jdbc.sql("update " + this.table + " set validate_at = 0").update();
		await(LONGEST).until(() -> this.server.answered() > 0);
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(ValidatingNode::close);
	}

	@Test
	void validationWhenANodeDiesAndTwitchRefusesThenAllAreValidatedInTimeAndHardlyOneTwice() {
		fill();
		this.server.begin();
		await(LONGEST).until(() -> this.server.answered() > ACCOUNTS / 3);
		killOne();
		await(LONGEST.multipliedBy(2)).until(() -> this.server.answered() > ACCOUNTS * 5L / 4);
		report("validated", this.server.answered(), "twice", this.server.tooSoon(), "longest time without",
				this.server.longestTime());
		assertThat(this.server.longestTime()).isLessThan(LONGEST);
		assertThat((double) this.server.tooSoon() / this.server.answered()).isLessThanOrEqualTo(MOST_TWICE);
		assertThat(this.server.refused()).isZero();
		catchUp();
	}

	private void killOne() {
		ValidatingNode node = this.nodes.remove(0);
		node.kill();
		Instant killed = Instant.now();
		List<String> taken = this.jdbc
			.sql("select id from " + this.table + " where taken_until > extract(epoch from clock_timestamp()) * 1000")
			.query(String.class)
			.list();
		long time = killed.toEpochMilli();
		await(LONGEST).until(() -> this.jdbc
			.sql("select count(*) from " + this.table + " where id in (:ids) and validate_at < :time")
			.param("ids", taken.isEmpty() ? List.of("") : taken)
			.param("time", time)
			.query(Long.class)
			.single() == 0);
		Duration takeover = Duration.between(killed, Instant.now());
		report("taken when a node was killed", taken.size(), "all validated after", takeover);
		assertThat(takeover).isLessThan(TAKEOVER);
	}

	// After an outage, there is more to do than Twitch bears.
	private void catchUp() {
		this.server.bear(0);
		this.jdbc.sql("update " + this.table + " set validate_at = validate_at - :outage where taken_until is null")
			.param("outage", OUTAGE.toMillis())
			.update();
		await(LONGEST).until(() -> this.server.refused() > 0 && overdue().compareTo(OUTAGE) > 0);
		this.server.bear(NEEDED_PER_SECOND * 1.5);
		long answered = this.server.answered();
		long refused = this.server.refused();
		Instant start = Instant.now();
		await(LONGEST).until(() -> overdue().compareTo(HOLD) < 0);
		answered = this.server.answered() - answered;
		refused = this.server.refused() - refused;
		report("caught up after", Duration.between(start, Instant.now()), "answered", answered, "refused", refused);
		assertThat(refused).isLessThan(answered / (SOAK ? 4 : 2));
	}

	private Duration overdue() {
		return Duration.ofMillis(this.jdbc.sql(
				"select greatest(0, cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - min(validate_at)) from "
						+ this.table)
			.query(Long.class)
			.single());
	}

	private void save(String accessToken) {
		new StorageBasedTokenStore(new JdbcTokenStorage(this.database.direct(), this.table),
				new TokenCodec(TokenCipher.none()))
			.forClient("test-client")
			.save("user-0", new TwitchToken(accessToken, "rt-0", Set.of(), Instant.now().plus(Duration.ofDays(30)), "1",
					"twitchdev", "test-client"));
	}

	// As if each had been validated once, at any time within the last interval.
	private void fill() {
		long begin = Instant.now().plus(FILLING).toEpochMilli();
		this.jdbc
			.sql("insert into " + this.table + " (id, client_id, account, document, version, validate_at)"
					+ " select encode(sha256(convert_to('test-client' || chr(10) || 'user-' || n, 'UTF8')), 'hex'),"
					+ " client_id, 'user-' || n, replace(document, 'at-0', 'at-' || n), 1,"
					+ " :begin + cast(random() * :longest as bigint) from " + this.table
					+ " cross join generate_series(1, :last) as n")
			.param("begin", begin)
			.param("longest", (long) (INTERVAL.toMillis() * 0.8))
			.param("last", ACCOUNTS - 1)
			.update();
		this.jdbc.sql("analyze " + this.table).update();
		await(FILLING.plusSeconds(30)).until(() -> Instant.now().toEpochMilli() >= begin);
	}

	private ConditionFactory await(Duration longest) {
		return Awaitility.await()
			.atMost(longest)
			.pollInterval(Duration.ofMillis(SOAK ? 1000 : 100))
			.failFast("a node has ended", () -> !this.nodes.stream().allMatch(ValidatingNode::isAlive));
	}

	private static void report(Object... words) {
		System.out.println(List.of(words));
	}

}
