package io.github.twitchoauth.docs.stores;

import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStorage;
import io.github.twitchoauth.store.TokenStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::store[]
@Configuration(proxyBeanMethods = false)
class OwnStoreConfiguration {

	@Bean
	TokenStore tokenStore(TokenStorage storage, TokenCodec codec) {
		return new StorageBasedTokenStore(storage, codec);
	}

}
// end::store[]
