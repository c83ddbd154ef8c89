package io.github.twitchoauth.stores;

/**
 * Everything happens around Redis.
 */
class RedisStormTests extends AbstractStormTests {

	@Override
	StormStore startStore() {
		return RedisStormStore.start();
	}

}
