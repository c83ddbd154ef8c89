package io.github.twitchoauth.page;

import io.github.twitchoauth.PageAccess;

import org.springframework.util.Assert;

/**
 * Settings of the login page.
 *
 * @param path where the page is, for example {@code /twitch}
 * @param access who may see it
 * @param application the application's name, for people
 * @param server name of the server to log in to
 */
public record PageSettings(String path, PageAccess access, String application, String server) {

	/**
	 * Create settings.
	 * @param path where the page is, for example {@code /twitch}
	 * @param access who may see it
	 * @param application the application's name, for people
	 * @param server name of the server to log in to
	 */
	public PageSettings {
		Assert.isTrue(path.startsWith("/") && !path.endsWith("/"), "'path' must start and not end with a slash");
		Assert.notNull(access, "'access' must not be null");
		Assert.hasText(application, "'application' must not be empty");
		Assert.hasText(server, "'server' must not be empty");
	}

}
