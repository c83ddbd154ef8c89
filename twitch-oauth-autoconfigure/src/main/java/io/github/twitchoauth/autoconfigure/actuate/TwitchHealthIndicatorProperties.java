package io.github.twitchoauth.autoconfigure.actuate;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the health indicator.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("management.health.twitch")
public class TwitchHealthIndicatorProperties {

	/**
	 * Whether health is out of service, instead of unknown, while a configured account is
	 * not logged in.
	 */
	private boolean requireLogin;

	public boolean isRequireLogin() {
		return this.requireLogin;
	}

	public void setRequireLogin(boolean requireLogin) {
		this.requireLogin = requireLogin;
	}

}
