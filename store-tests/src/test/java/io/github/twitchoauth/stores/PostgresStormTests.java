package io.github.twitchoauth.stores;

/**
 * Everything happens around PostgreSQL.
 */
class PostgresStormTests extends AbstractStormTests {

	@Override
	StormStore startStore() {
		return PostgresStormStore.start();
	}

}
