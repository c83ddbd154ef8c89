package io.github.twitchoauth.autoconfigure.page;

import io.github.twitchoauth.page.LoginPage;
import io.github.twitchoauth.page.PageSettings;
import io.github.twitchoauth.page.ReactiveLoginPage;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The login page in an application on WebFlux.
 */
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
final class ReactivePageConfiguration {

	@Bean
	PageLocation twitchLoginPageLocation(PageSettings settings, Environment environment) {
		return new PageLocation(environment.getProperty("spring.webflux.base-path", "") + settings.path());
	}

	@Bean
	RouterFunction<ServerResponse> twitchLoginPageRouter(LoginPage page) {
		return new ReactiveLoginPage(page).router();
	}

}
