package io.github.twitchoauth.stores;

/**
 * Everything happens around MariaDB.
 */
@NeedsMariaDb
class MariaDbStormTests extends AbstractStormTests {

	@Override
	StormStore startStore() {
		return MariaDbStormStore.start();
	}

}
