package io.github.twitchoauth.autoconfigure.page;

import io.github.twitchoauth.page.LoginPage;
import io.github.twitchoauth.page.PageSettings;
import io.github.twitchoauth.page.ServletLoginPage;
import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The login page in an application on servlets.
 */
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, DispatcherServletPath.class })
final class ServletPageConfiguration {

	@Bean
	PageLocation twitchLoginPageLocation(PageSettings settings, ServletContext application,
			ObjectProvider<DispatcherServletPath> servlet) {
		String prefix = servlet.stream().findFirst().map(DispatcherServletPath::getPrefix).orElse("");
		return new PageLocation(application.getContextPath() + prefix + settings.path());
	}

	@Bean
	RouterFunction<ServerResponse> twitchLoginPageRouter(LoginPage page) {
		return new ServletLoginPage(page).router();
	}

}
