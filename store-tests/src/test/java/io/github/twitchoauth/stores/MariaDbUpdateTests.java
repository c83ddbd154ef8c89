package io.github.twitchoauth.stores;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Updates in MariaDB.
 */
@NeedsMariaDb
@Tag("long")
class MariaDbUpdateTests extends AbstractJdbcUpdateTests {

	MariaDbUpdateTests() {
		super(Databases.mariaDb());
	}

	@Test
	void updateWhenServerEndsIdleTransactionsThenSparesThisOneOnly() {
		try (HikariDataSource strict = Database.pool(this.database.url(), 1)) {
			strict.setConnectionInitSql(
					"set session idle_transaction_timeout = 1, session idle_write_transaction_timeout = 1");
			open(strict).update("bot", (token) -> {
				pause(2500);
				return token(2);
			});
			assertThat(timeouts(strict)).isEqualTo(2);
		}
		assertThat(this.store.find("bot")).isEqualTo(token(2));
	}

	@Test
	void updateWhenItFailsThenTheSessionIsLeftAsItWas() {
		try (HikariDataSource strict = Database.pool(this.database.url(), 1)) {
			strict.setConnectionInitSql(
					"set session idle_transaction_timeout = 1, session idle_write_transaction_timeout = 1");
			assertThatIllegalStateException().isThrownBy(() -> open(strict).update("bot", (token) -> {
				throw new IllegalStateException("Twitch is down");
			}));
			assertThat(timeouts(strict)).isEqualTo(2);
		}
	}

	private static int timeouts(HikariDataSource pool) {
		return JdbcClient.create(pool)
			.sql("select @@idle_transaction_timeout + @@idle_write_transaction_timeout")
			.query(Integer.class)
			.single();
	}

}
