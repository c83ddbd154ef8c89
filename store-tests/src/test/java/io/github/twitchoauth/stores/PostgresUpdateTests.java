package io.github.twitchoauth.stores;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Updates in PostgreSQL.
 */
class PostgresUpdateTests extends AbstractJdbcUpdateTests {

	PostgresUpdateTests() {
		super(Databases.postgres());
	}

	@Test
	void updateWhenServerEndsIdleTransactionsThenSparesThisOneOnly() {
		try (HikariDataSource strict = Database.pool(this.database.url(), 1)) {
			strict.setConnectionInitSql("set session idle_in_transaction_session_timeout = '300ms';"
					+ " set session transaction_timeout = '300ms'");
			open(strict).update("bot", (token) -> {
				pause(1000);
				return token(2);
			});
			assertThat(JdbcClient.create(strict)
				.sql("show idle_in_transaction_session_timeout")
				.query(String.class)
				.single()).isEqualTo("300ms");
		}
		assertThat(this.store.find("bot")).isEqualTo(token(2));
	}

	@Test
	void updateWhenCommitFailsThenOthersWaitUntilTheTokenIsKept() {
		JdbcClient jdbc = JdbcClient.create(this.pool);
		jdbc.sql("create function refuse() returns trigger language plpgsql as"
				+ " $$ begin if new.document like '%access-2%' then raise exception 'refused'; end if; return new; end $$")
			.update();
		jdbc.sql("create constraint trigger refuse after update on " + this.table
				+ " deferrable initially deferred for each row execute function refuse()")
			.update();
		assertThatRuntimeException().isThrownBy(() -> this.store.update("bot", (token) -> token(2)));
		assertThat(claims()).isEqualTo(1);
		assertThat(this.store.update("bot", (token) -> token(3))).isEqualTo(token(3));
		assertThat(claims()).isZero();
		jdbc.sql("drop function refuse() cascade").update();
	}

	private int claims() {
		return JdbcClient.create(this.pool).sql("select count(claim) from " + this.table).query(Integer.class).single();
	}

}
