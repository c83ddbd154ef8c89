package io.github.twitchoauth.test.autoconfigure;

import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.StringUtils;

/**
 * A client id for applications that have none where they run against the stand-in.
 */
final class MockClientId {

	private static final String PROPERTY = "twitch.oauth.client-id";

	private MockClientId() {
	}

	static void addIfMissing(ConfigurableEnvironment environment) {
		if (!isPresent(environment)) {
			environment.getPropertySources()
				.addFirst(new MapPropertySource("mockTwitch", Map.of(PROPERTY, "mock-client-id")));
		}
	}

	private static boolean isPresent(ConfigurableEnvironment environment) {
		try {
			return StringUtils.hasText(environment.getProperty(PROPERTY));
		}
		catch (PlaceholderResolutionException ex) {
			// ${TWITCH_CLIENT_ID} on a machine that does not have it
			return false;
		}
	}

}
