package io.github.twitchoauth.autoconfigure.page;

import java.util.List;
import java.util.regex.Pattern;

import io.github.twitchoauth.PageAccess;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.page.PageSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Turns properties into settings, and refuses what cannot work.
 */
final class PagePropertiesMapper {

	private static final Log logger = LogFactory.getLog(PagePropertiesMapper.class);

	private static final String PREFIX = "twitch.oauth.page.";

	// With one of them, Tomcat applies headers whatever the strategy is.
	private static final List<String> TOMCAT_HEADERS = List.of("server.tomcat.remoteip.remote-ip-header",
			"server.tomcat.remoteip.protocol-header");

	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

	private final PageProperties properties;

	private final Environment environment;

	private final boolean transformsForwardingHeaders;

	PagePropertiesMapper(PageProperties properties, Environment environment, boolean transformsForwardingHeaders) {
		this.properties = properties;
		this.environment = environment;
		this.transformsForwardingHeaders = transformsForwardingHeaders;
	}

	PageSettings settings(String server) {
		String name = this.environment.getProperty("spring.application.name");
		return new PageSettings(path(), access(), StringUtils.hasText(name) ? name : "this application", server);
	}

	private String path() {
		String path = this.properties.getPath();
		if (!PATH.matcher(path).matches()) {
			throw new InvalidTwitchPropertyException(PREFIX + "path", "is '" + path + "', which cannot be a page",
					"Set it to a path such as /twitch, of letters, digits, dots and dashes, without a slash at the end.");
		}
		return path;
	}

	private PageAccess access() {
		PageAccess access = this.properties.getAccess();
		if (access == PageAccess.LOCAL && appliesForwardingHeaders()) {
			throw new InvalidTwitchPropertyException(PREFIX + "access",
					"is local, but behind a proxy it cannot be told who is local, and this application applies the "
							+ "headers of one",
					"Set it to authenticated or any, or set server.forward-headers-strategy=none and remove "
							+ String.join(" and ", TOMCAT_HEADERS) + ".");
		}
		return access;
	}

	// A server that applies them hides that there is a proxy.
	private boolean appliesForwardingHeaders() {
		if (TOMCAT_HEADERS.stream().anyMatch((header) -> StringUtils.hasText(this.environment.getProperty(header)))) {
			return true;
		}
		String strategy = this.environment.getProperty("server.forward-headers-strategy");
		CloudPlatform platform = CloudPlatform.getActive(this.environment);
		boolean applied = (strategy != null) ? !"none".equalsIgnoreCase(strategy)
				: platform != null && platform.isUsingForwardHeaders();
		return applied || this.transformsForwardingHeaders;
	}

	void warnOfStrangers(Accounts accounts) {
		List<String> open = accounts.names()
			.stream()
			.map(accounts::get)
			.filter((settings) -> settings.expectedLogin() == null)
			.map(AccountSettings::expectedLoginProperty)
			.toList();
		if (this.properties.getAccess() != PageAccess.LOCAL && !open.isEmpty()) {
			logger.warn("Whoever may see the login page can log in an account of their own. Set "
					+ String.join(", ", open) + ", or " + PREFIX + "access=local");
		}
	}

}
