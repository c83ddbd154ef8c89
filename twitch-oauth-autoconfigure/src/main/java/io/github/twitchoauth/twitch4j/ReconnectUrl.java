package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where a reconnect message may lead. Its URL is as good as a password for the session,
 * and whatever answers there is believed. So it must be encrypted unless the configured
 * one is not, name no user, and stay with the owner of the configured host: below the
 * same registrable domain according to the public suffix list, so {@code twitch.tv} for
 * {@code eventsub.wss.twitch.tv}. A host that has none, such as an IP address, leads to
 * itself only, and loopback to loopback only. The port is free.
 */
final class ReconnectUrl {

	private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

	private ReconnectUrl() {
	}

	/**
	 * Return the URI of a reconnect message.
	 * @param url its {@code reconnect_url}
	 * @param configured where EventSub is
	 * @return the URI, or {@code null} if it is not trusted
	 */
	static @Nullable URI trusted(String url, URI configured) {
		try {
			URI target = URI.create(url);
			boolean trusted = StringUtils.hasText(target.getHost()) && target.getRawUserInfo() == null
					&& isSafe(target.getScheme(), configured.getScheme())
					&& isOfSameOwner(target.getHost(), configured.getHost());
			return trusted ? target : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean isSafe(@Nullable String scheme, String configured) {
		return "wss".equalsIgnoreCase(scheme) || configured.equalsIgnoreCase(scheme);
	}

	private static boolean isOfSameOwner(String host, String configured) {
		if (isLoopback(host) || isLoopback(configured)) {
			return isLoopback(host) && isLoopback(configured);
		}
		String domain = registrableDomain(host);
		return host.equalsIgnoreCase(configured) || (domain != null && domain.equals(registrableDomain(configured)));
	}

	private static boolean isLoopback(String host) {
		return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
	}

	private static @Nullable String registrableDomain(String host) {
		HttpUrl url = HttpUrl.parse("https://" + host);
		return (url != null) ? url.topPrivateDomain() : null;
	}

}
