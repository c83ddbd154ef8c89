package io.github.twitchoauth.autoconfigure.page;

import java.time.Clock;

import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.console.QrEncoder;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.page.AuthorizationRequiredAdvice;
import io.github.twitchoauth.page.LoginPage;
import io.github.twitchoauth.page.LoginPageRuntimeHints;
import io.github.twitchoauth.page.PageSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * The login page, in applications with a web server. It is imported by an
 * auto-configuration without these conditions, so that an application without a page does
 * not look for the classes of one.
 */
@ConditionalOnBooleanProperty("twitch.oauth.page.enabled")
@ConditionalOnWebApplication
@ConditionalOnBean({ TwitchAccounts.class, Accounts.class })
@Import({ ServletPageConfiguration.class, ReactivePageConfiguration.class, PageAnnouncementConfiguration.class })
@ImportRuntimeHints(LoginPageRuntimeHints.class)
final class LoginPageConfiguration {

	@Bean
	PageSettings twitchLoginPageSettings(PageProperties properties, Environment environment, Accounts accounts,
			TwitchIdClient client, ObjectProvider<ForwardedHeaderTransformer> transformer) {
		PagePropertiesMapper mapper = new PagePropertiesMapper(properties, environment,
				transformer.stream().findAny().isPresent());
		mapper.warnOfStrangers(accounts);
		return mapper.settings(client.serverName());
	}

	@Bean
	@ConditionalOnMissingBean
	LoginPage twitchLoginPage(TwitchAccounts accounts, Accounts configured, PageSettings settings,
			ObjectProvider<QrEncoder> qrEncoder, ObjectProvider<Clock> clock) {
		return new LoginPage(accounts, configured.names(), settings, qrEncoder.getIfAvailable(),
				clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean
	AuthorizationRequiredAdvice twitchAuthorizationRequiredAdvice(PageLocation location, PageSettings settings) {
		return new AuthorizationRequiredAdvice(location.path(), settings.server());
	}

}
