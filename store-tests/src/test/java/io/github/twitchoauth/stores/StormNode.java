package io.github.twitchoauth.stores;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.TokenStorage;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.ValidationStorage;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import io.github.twitchoauth.store.redis.RedisTokenStorage;
import io.github.twitchoauth.web.TwitchAccount;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A node of a {@link Storm}: it uses many accounts, all by itself and when it is told to,
 * and says how that went and what it has stored.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
// No more than it needs, because it is started very often.
@ImportAutoConfiguration({ TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
		TwitchWebClientAutoConfiguration.class, WebClientAutoConfiguration.class, CodecsAutoConfiguration.class,
		JacksonAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class, DataSourceAutoConfiguration.class,
		DataRedisAutoConfiguration.class })
@EnableConfigurationProperties(StormNode.Settings.class)
public class StormNode {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(StormNode.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Bean
	Clock clock(Settings settings) {
		return Clock.offset(Clock.systemUTC(), settings.clockShift());
	}

	@Bean
	TokenStore tokenStore(Settings settings, ObjectProvider<DataSource> dataSource,
			ObjectProvider<RedisConnectionFactory> redis, TokenCodec codec) {
		TokenStorage storage = (settings.table() != null)
				? new JdbcTokenStorage(dataSource.getObject(), settings.table())
				: new RedisTokenStorage(redis.getObject(), "storm", settings.patience().dividedBy(12));
		return new StorageBasedTokenStore(new ToldStorage(storage), codec, 4, settings.patience());
	}

	@Bean
	ApplicationRunner commands(Settings settings, @Qualifier("twitch") WebClient webClient) {
		return (arguments) -> {
			if (settings.accounts() > 0) {
				Flux.interval(Duration.ofMillis(250))
					.onBackpressureDrop()
					.subscribe((tick) -> use(webClient, ThreadLocalRandom.current().nextInt(settings.accounts())));
				// Keeps the process alive until the one that has started it ends.
				new Thread(() -> obey(webClient), "commands").start();
				print("ready");
			}
		};
	}

	private static void obey(WebClient webClient) {
		Scanner commands = new Scanner(System.in);
		while (commands.hasNextInt()) {
			use(webClient, commands.nextInt());
		}
	}

	private static void use(WebClient webClient, int account) {
		webClient.get()
			.uri("/users")
			.attributes(TwitchAccount.account(Storm.account(account)))
			.retrieve()
			.bodyToMono(JsonNode.class)
			.subscribe((answer) -> print("used " + account + " " + answer.at("/data/0/login").asString()),
					(error) -> print("failed " + account + " " + error.getClass().getSimpleName()));
	}

	@EventListener
	void on(AuthorizationLostEvent event) {
		print("lost " + event.getAccount());
	}

	// Lines must not be torn by others.
	private static void print(String line) {
		System.out.print(line + "\n");
		System.out.flush();
	}

	/**
	 * Settings of the node.
	 *
	 * @param accounts how many accounts it uses, 0 for none
	 * @param patience how long a claim must be unchanged before it is taken over
	 * @param clockShift how wrong its clock is
	 * @param table the table with the tokens, or {@code null} for Redis
	 */
	@ConfigurationProperties("storm")
	public record Settings(int accounts, Duration patience, Duration clockShift, String table) {

	}

	/**
	 * Tells which tokens are stored.
	 *
	 * @param storage where they are stored
	 */
	private record ToldStorage(TokenStorage storage) implements TokenStorage {

		@Override
		public boolean replace(TokenKey key, String claim, Change change) {
			String[] next = new String[1];
			boolean replaced = this.storage.replace(key, claim, (document, claimed) -> {
				next[0] = change.apply(document, claimed);
				return next[0];
			});
			String refreshToken = (next[0] != null)
					? JsonMapper.shared().readTree(next[0]).path("refreshToken").asString("") : "";
			if (replaced && !refreshToken.isEmpty()) {
				print("kept " + AnswerJournal.digest(refreshToken));
			}
			return replaced;
		}

		@Override
		public String read(TokenKey key) {
			return this.storage.read(key);
		}

		@Override
		public AccountPage findAccounts(String clientId, String cursor, int limit) {
			return this.storage.findAccounts(clientId, cursor, limit);
		}

		@Override
		public String claim(TokenKey key, String claim, String expected) {
			return this.storage.claim(key, claim, expected);
		}

		@Override
		public void release(TokenKey key, String claim) {
			this.storage.release(key, claim);
		}

		@Override
		public Map<TokenKey, Long> versions(Collection<TokenKey> keys) {
			return this.storage.versions(keys);
		}

		@Override
		public Optional<LeaseStorage> leases() {
			return this.storage.leases();
		}

		@Override
		public Optional<ValidationStorage> validations() {
			return this.storage.validations();
		}

	}

}
