package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TokenSyntax;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the answer of the device authorization endpoint.
 */
final class DeviceCodeReader {

	private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

	private final Clock clock;

	DeviceCodeReader(Clock clock) {
		this.clock = clock;
	}

	Outcome<DeviceCode> read(JsonBody body) {
		String deviceCode = body.text("device_code");
		String userCode = body.printable("user_code");
		if (deviceCode == null || !StringUtils.hasText(userCode)) {
			return new Undetermined<>("answered without device_code or user_code, as if it were no authorization "
					+ "server: if it goes on, check the twitch.oauth.provider properties", null, null);
		}
		if (!TokenSyntax.isValid(deviceCode)) {
			return invalid("a device_code that is not printable ASCII");
		}
		URI verificationUri = verificationUri(body);
		if (verificationUri == null) {
			return invalid("a verification_uri that is no http or https link");
		}
		Duration expiresIn = body.seconds("expires_in");
		if (expiresIn == null) {
			return invalid("an answer without a positive expires_in");
		}
		Duration interval = body.seconds("interval");
		// Counted from the answer, unlike a token's: here, too early is the unsafe side.
		return new Success<>(new DeviceCode(deviceCode, userCode, verificationUri, this.clock.instant().plus(expiresIn),
				(interval != null) ? longer(interval, SHORTEST_INTERVAL) : DEFAULT_INTERVAL));
	}

	private static Outcome<DeviceCode> invalid(String what) {
		return new Rejected<>(200, ErrorCode.INVALID_RESPONSE, what);
	}

	// Google, and an older endpoint of Entra, call the link verification_url.
	private static @Nullable URI verificationUri(JsonBody body) {
		return Stream.of("verification_uri_complete", "verification_uri", "verification_url")
			.map(body::text)
			.filter(Objects::nonNull)
			.map(DeviceCodeReader::webLink)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable URI webLink(String link) {
		try {
			URI uri = new URI(new URI(link).toASCIIString());
			boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
			return (web && StringUtils.hasText(uri.getHost())) ? uri : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static Duration longer(Duration interval, Duration limit) {
		return (interval.compareTo(limit) < 0) ? limit : interval;
	}

}
