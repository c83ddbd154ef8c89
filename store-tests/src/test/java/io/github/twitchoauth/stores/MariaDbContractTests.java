package io.github.twitchoauth.stores;

/**
 * The contract on MariaDb.
 */
@NeedsMariaDb
class MariaDbContractTests extends AbstractJdbcContractTests {

	MariaDbContractTests() {
		super(Databases.mariaDb());
	}

}
