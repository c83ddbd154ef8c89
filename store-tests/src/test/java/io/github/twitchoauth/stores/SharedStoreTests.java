package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications that share their tokens by nothing but properties.
 */
class SharedStoreTests {

	private static final Duration SOON = Duration.ofMinutes(1);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	@AfterEach
	void stop() {
		this.applications.forEach(ConfigurableApplicationContext::close);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void refreshWhenTokenExpiresOnTwoNodesThenIsMadeOnceAndBothGoOn(List<String> store) {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		ConfigurableApplicationContext first = start(store);
		assertThat(first.getBean(TokenStore.class)).isInstanceOf(StorageBasedTokenStore.class);
		TwitchToken old = first.getBean(DeviceAuthFlow.class).authorize().block(SOON);
		ConfigurableApplicationContext second = start(store);
		assertThat(token(second)).isEqualTo(old);
		this.twitch.expireAccessTokens();
		List<TwitchToken> tokens = Flux.fromIterable(this.applications)
			.repeat(3)
			.flatMap(
					(node) -> node.getBean(TokenManager.class).refresh(TokenManager.DEFAULT_ACCOUNT, old.accessToken()))
			.collectList()
			.block(SOON);
		assertThat(tokens).hasSize(8).doesNotContain(old).containsOnly(token(first));
		assertThat(token(second)).isEqualTo(token(first));
		assertThat(this.twitch.getRefreshCount()).isOne();
		assertThat(this.twitch.getReplays()).isEmpty();
		this.twitch.assertNoMisuse();
	}

	static Stream<List<String>> stores() {
		return Stream.concat(Databases.all().map(SharedStoreTests::jdbc), Stream
			.of(List.of("twitch.oauth.token-store.type=redis", "spring.data.redis.port=" + Redis.shared().port())));
	}

	private static List<String> jdbc(Database database) {
		return List.of("twitch.oauth.token-store.type=jdbc", "twitch.oauth.token-store.jdbc.initialize-schema=always",
				"spring.datasource.url=" + database.url());
	}

	private static TwitchToken token(ConfigurableApplicationContext node) {
		return node.getBean(TokenManager.class).getToken().block(SOON);
	}

	private ConfigurableApplicationContext start(List<String> store) {
		String url = this.twitch.getBaseUrl();
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "twitch.oauth.client-id=test-client",
					"twitch.oauth.auto-start=false", "twitch.oauth.console.enabled=false",
					"twitch.oauth.provider.device-authorization-uri=" + url + "/oauth2/device",
					"twitch.oauth.provider.token-uri=" + url + "/oauth2/token",
					"twitch.oauth.provider.revocation-uri=" + url + "/oauth2/revoke",
					"twitch.oauth.provider.validation-uri=" + url + "/oauth2/validate")
			.properties(store.toArray(String[]::new))
			.registerShutdownHook(false)
			.run();
		this.applications.add(application);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
