package io.github.twitchoauth.docs.stores;

import java.util.Set;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenStorage;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenMove} and {@link OwnStoreConfiguration}.
 */
class StoreExamplesTests {

	@Test
	void moveWhenThereAreManyAccountsThenMovesThemAll() {
		TokenStore source = new InMemoryTokenStore();
		TokenStore target = new InMemoryTokenStore();
		for (int i = 0; i < 250; i++) {
			new ClientTokenStore(source, "abc").save("user-" + i,
					new TwitchToken("access-" + i, null, Set.of(), null, null, null, "abc"));
		}
		new TokenMove().move(source, target, "abc");
		assertThat(new ClientTokenStore(target, "abc").findAccounts(null, 1000).accounts()).hasSize(250);
		assertThat(new ClientTokenStore(target, "abc").find("user-249").accessToken()).isEqualTo("access-249");
	}

	@Test
	void configurationWhenThereIsAStorageThenItIsUsed() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, WebClientAutoConfiguration.class))
			.withUserConfiguration(OwnStoreConfiguration.class)
			.withBean(TokenStorage.class, () -> Mockito.mock(TokenStorage.class))
			.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false")
			.run((context) -> assertThat(context.getBean(TokenStore.class)).isInstanceOf(StorageBasedTokenStore.class));
	}

}
