package io.github.twitchoauth.stores;

/**
 * The contract on H2.
 */
class H2ContractTests extends AbstractJdbcContractTests {

	H2ContractTests() {
		super(Databases.h2());
	}

}
