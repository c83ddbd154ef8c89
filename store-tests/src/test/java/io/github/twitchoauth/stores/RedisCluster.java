package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis Cluster of masters without replicas, which runs for as long as this JVM.
 *
 * @param masters its servers
 */
record RedisCluster(List<Redis> masters) {

	static RedisCluster start(int size) {
		RedisCluster cluster = new RedisCluster(IntStream.range(0, size).mapToObj((i) -> startMaster()).toList());
		int first = cluster.masters.get(0).port();
		for (int i = 0; i < size; i++) {
			int[] slots = IntStream.range(SlotHash.SLOT_COUNT * i / size, SlotHash.SLOT_COUNT * (i + 1) / size)
				.toArray();
			onMaster(cluster.masters.get(i), (commands) -> {
				commands.clusterMeet("127.0.0.1", first);
				commands.clusterAddSlots(slots);
			});
		}
		cluster.masters.forEach((master) -> onMaster(master, RedisCluster::awaitReadiness));
		return cluster;
	}

	private static Redis startMaster() {
		return Redis.start("save \"\"", "cluster-enabled yes",
				"cluster-config-file nodes-" + System.nanoTime() + ".conf",
				"dir " + System.getProperty("java.io.tmpdir"));
	}

	private static void awaitReadiness(RedisCommands<String, String> commands) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(commands.clusterInfo()).contains("cluster_state:ok",
					"cluster_slots_ok:" + SlotHash.SLOT_COUNT));
	}

	static void onMaster(Redis master, Consumer<RedisCommands<String, String>> action) {
		RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", master.port()));
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			action.accept(connection.sync());
		}
		finally {
			client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
		}
	}

	LettuceConnectionFactory connect() {
		RedisClusterConfiguration configuration = new RedisClusterConfiguration(
				this.masters.stream().map((master) -> "127.0.0.1:" + master.port()).toList());
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

}
