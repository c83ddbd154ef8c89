package io.github.twitchoauth.autoconfigure.actuate;

import java.util.HashSet;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the {@code twitch} endpoint.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("management.endpoint.twitch")
public class TwitchEndpointProperties {

	/**
	 * When to show which users have logged in, and codes that wait for approval.
	 */
	private Show showValues = Show.NEVER;

	/**
	 * Roles of those who may see users and codes when they are shown when authorized.
	 * When empty, all authenticated users are authorized.
	 */
	private final Set<String> roles = new HashSet<>();

	public Show getShowValues() {
		return this.showValues;
	}

	public void setShowValues(Show showValues) {
		this.showValues = showValues;
	}

	public Set<String> getRoles() {
		return this.roles;
	}

}
