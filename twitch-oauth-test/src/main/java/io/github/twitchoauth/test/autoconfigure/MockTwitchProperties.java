package io.github.twitchoauth.test.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the stand-in for Twitch.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("twitch.oauth.mock")
public class MockTwitchProperties {

	/**
	 * Whether to start a stand-in for Twitch and log in there.
	 */
	private boolean enabled;

	/**
	 * Port of the stand-in, on the loopback interface; 0 for a free one.
	 */
	private int port;

	/**
	 * Time that the stand-in asks the application to wait between polls.
	 */
	private Duration interval = Duration.ofSeconds(5);

	/**
	 * File in which the stand-in keeps logins, so that they survive a restart. The
	 * application's tokens are in a file next to it. In memory if not set.
	 */
	private @Nullable Path dataFile;

	/**
	 * Login name of the user who approves every code at once, for demonstrations and
	 * continuous integration. Without it, codes wait for a person or a test.
	 */
	private @Nullable String autoApprove;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public Duration getInterval() {
		return this.interval;
	}

	public void setInterval(Duration interval) {
		this.interval = interval;
	}

	public @Nullable Path getDataFile() {
		return this.dataFile;
	}

	public void setDataFile(@Nullable Path dataFile) {
		this.dataFile = dataFile;
	}

	public @Nullable String getAutoApprove() {
		return this.autoApprove;
	}

	public void setAutoApprove(@Nullable String autoApprove) {
		this.autoApprove = autoApprove;
	}

}
