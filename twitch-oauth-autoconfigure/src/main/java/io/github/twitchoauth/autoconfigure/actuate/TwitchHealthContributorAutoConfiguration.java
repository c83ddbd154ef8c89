package io.github.twitchoauth.autoconfigure.actuate;

import io.github.twitchoauth.actuate.TwitchHealthIndicator;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link TwitchHealthIndicator}. Its properties are bound also
 * when it is off, so that a misspelt one is told.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchOAuthAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(AccountDirectory.class)
@EnableConfigurationProperties(TwitchHealthIndicatorProperties.class)
public final class TwitchHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnEnabledHealthIndicator("twitch")
	@ConditionalOnMissingBean(name = { "twitchHealthIndicator", "twitchHealthContributor" })
	TwitchHealthIndicator twitchHealthContributor(AccountDirectory accounts,
			TwitchHealthIndicatorProperties properties) {
		return new TwitchHealthIndicator(accounts, properties.isRequireLogin());
	}

}
