package io.github.twitchoauth.stores;

import org.junit.jupiter.api.Tag;

/**
 * The contract on MariaDb.
 */
@NeedsMariaDb
@Tag("long")
class MariaDbContractTests extends AbstractJdbcContractTests {

	MariaDbContractTests() {
		super(Databases.mariaDb());
	}

}
