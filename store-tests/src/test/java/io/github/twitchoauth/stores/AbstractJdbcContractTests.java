package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import io.github.twitchoauth.test.store.StoreLocation;
import io.github.twitchoauth.test.store.TokenStoreContract;
import io.github.twitchoauth.test.store.TokenStoreOpener;
import org.junit.jupiter.api.AfterEach;

/**
 * {@link TokenStoreContract} of {@link JdbcTokenStorage}.
 */
abstract class AbstractJdbcContractTests extends TokenStoreContract {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

	private final List<HikariDataSource> pools = new ArrayList<>();

	private final Database database;

	private final String table;

	AbstractJdbcContractTests(Database database) {
		this.database = database;
		this.table = database.createTable();
	}

	@Override
	protected TokenStore openStore() {
		HikariDataSource pool = Database.pool(this.database.url(), 10);
		this.pools.add(pool);
		return open(pool, this.table);
	}

	@Override
	protected StoreLocation otherProcess() {
		return new StoreLocation(Opener.class, this.database.url() + " " + this.table);
	}

	@Override
	protected Duration recoveryTime() {
		return PATIENCE.multipliedBy(2).minusMillis(100);
	}

	@Override
	protected Runnable breakUpdate() {
		this.database.killUpdates();
		return () -> {
		};
	}

	@AfterEach
	void closePools() {
		this.pools.forEach(HikariDataSource::close);
	}

	private static TokenStore open(HikariDataSource pool, String table) {
		return new StorageBasedTokenStore(new JdbcTokenStorage(pool, table),
				new TokenCodec(TokenCipher.ofBase64(List.of(KEY))), 4, PATIENCE);
	}

	static final class Opener implements TokenStoreOpener {

		@Override
		public TokenStore open(String location) {
			String[] words = location.split(" ");
			return AbstractJdbcContractTests.open(Database.pool(words[0], 10), words[1]);
		}

	}

}
