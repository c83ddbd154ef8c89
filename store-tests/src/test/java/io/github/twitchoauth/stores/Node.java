package io.github.twitchoauth.stores;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * One of several applications that share their tokens by nothing but properties, in this
 * JVM or as a main class.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Node implements AutoCloseable {

	private final Queue<TwitchOAuthEvent> events = new ConcurrentLinkedQueue<>();

	private final Queue<String> followers = new ConcurrentLinkedQueue<>();

	private final ConfigurableApplicationContext context;

	Node(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(Node.class).web(WebApplicationType.NONE).run(arguments);
	}

	static Node start(MockTwitch twitch, List<String> store, String... properties) {
		return new SpringApplicationBuilder(Node.class).web(WebApplicationType.NONE)
			.properties(properties(twitch, store).toArray(String[]::new))
			.properties(properties)
			.registerShutdownHook(false)
			.run()
			.getBean(Node.class);
	}

	static List<String> properties(MockTwitch twitch, List<String> store) {
		String url = twitch.getBaseUrl();
		return Stream.concat(store.stream(),
				Stream.of("spring.main.banner-mode=off", "twitch.oauth.client-id=test-client",
						"twitch.oauth.console.enabled=false", "twitch.oauth.scopes=moderator:read:followers",
						"twitch.oauth.client.helix-uri=" + url + "/helix",
						"twitch.oauth.twitch4j.event-sub-uri=" + twitch.eventSub().getUri(),
						"twitch.oauth.provider.device-authorization-uri=" + url + "/oauth2/device",
						"twitch.oauth.provider.token-uri=" + url + "/oauth2/token",
						"twitch.oauth.provider.revocation-uri=" + url + "/oauth2/revoke",
						"twitch.oauth.provider.validation-uri=" + url + "/oauth2/validate"))
			.toList();
	}

	// Tables and keys of its own for each caller.
	static Stream<List<String>> stores() {
		return Stream.concat(Databases.all().map(Node::jdbc), Stream.of(redis()));
	}

	static List<String> redis() {
		return List.of("twitch.oauth.token-store.type=redis", "spring.data.redis.port=" + Redis.shared().port(),
				"twitch.oauth.token-store.redis.key-prefix=" + Redis.newPrefix());
	}

	static List<String> jdbc(Database database) {
		return List.of("twitch.oauth.token-store.type=jdbc",
				"twitch.oauth.token-store.jdbc.table-name=" + database.createTable(),
				"spring.datasource.url=" + database.url(), "spring.datasource.hikari.maximum-pool-size=4");
	}

	@EventListener
	void on(TwitchOAuthEvent event) {
		this.events.add(event);
		boolean restored = event instanceof AuthenticatedEvent authenticated && authenticated.isRestored();
		System.out.println("event " + event.getClass().getSimpleName() + (restored ? " restored" : ""));
	}

	@EventListener
	void on(ChannelFollowEvent event) {
		this.followers.add(event.getUserLogin());
		System.out.println("follower " + event.getUserLogin());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	List<String> followers() {
		return List.copyOf(this.followers);
	}

	<E extends TwitchOAuthEvent> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	<E extends TwitchOAuthEvent> E await(Class<E> type) {
		return Awaitility.await(type.getSimpleName()).until(() -> events(type), (events) -> !events.isEmpty()).get(0);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
