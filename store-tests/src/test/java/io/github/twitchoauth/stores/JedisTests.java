package io.github.twitchoauth.stores;

import java.util.ArrayList;
import java.util.List;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes that reach Redis with Jedis instead of Lettuce.
 */
class JedisTests extends AbstractSmokeTests {

	@Override
	List<String> store() {
		List<String> properties = new ArrayList<>(Node.redis());
		properties.add("spring.data.redis.client-type=jedis");
		return properties;
	}

	@Override
	void verify(Node node) {
		assertThat(node.bean(RedisConnectionFactory.class)).isInstanceOf(JedisConnectionFactory.class);
	}

}
