package io.github.twitchoauth.stores;

/**
 * The contract on MariaDb.
 */
class MariaDbContractTests extends AbstractJdbcContractTests {

	MariaDbContractTests() {
		super(Databases.mariaDb());
	}

}
