package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.HelixSettings;
import io.github.twitchoauth.web.TwitchClientHttpRequestInterceptor;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration for what logs HTTP clients in to Twitch.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchOAuthAutoConfiguration.class)
@Lazy
@ConditionalOnBean(HelixSettings.class)
public final class TwitchHelixAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HelixAuthorization twitchHelixAuthorization(TokenManager tokens, TwitchIdClient client, Accounts accounts,
			HelixSettings settings, AuthorizationLifecycle lifecycle) {
		return new HelixAuthorization(tokens, accounts, client, settings, lifecycle, lifecycle.clock());
	}

	@Bean
	@ConditionalOnMissingBean
	TwitchExchangeFilterFunction twitchExchangeFilterFunction(HelixAuthorization authorization) {
		return new TwitchExchangeFilterFunction(authorization);
	}

	@Bean
	@ConditionalOnMissingBean
	TwitchClientHttpRequestInterceptor twitchClientHttpRequestInterceptor(HelixAuthorization authorization) {
		return new TwitchClientHttpRequestInterceptor(authorization);
	}

}
