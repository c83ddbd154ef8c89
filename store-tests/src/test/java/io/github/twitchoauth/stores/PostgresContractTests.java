package io.github.twitchoauth.stores;

/**
 * The contract on Postgres.
 */
class PostgresContractTests extends AbstractJdbcContractTests {

	PostgresContractTests() {
		super(Databases.postgres());
	}

}
