package io.github.twitchoauth.stores;

/**
 * Updates in H2.
 */
class H2UpdateTests extends AbstractJdbcUpdateTests {

	H2UpdateTests() {
		super(Databases.h2());
	}

}
