package io.github.twitchoauth.web;

import java.net.URI;
import java.util.regex.Pattern;

import io.github.twitchoauth.TwitchOAuthException;
import org.jspecify.annotations.Nullable;

/**
 * The only place that tokens are sent to: everything at and below one URI. Scheme, host
 * and port must be those of that URI to the letter, because HTTP clients and resolvers
 * differ in what they make of another spelling. The path counts as well, because behind a
 * gateway the neighbouring paths may belong to another application.
 */
final class HelixUri {

	// Some servers decode a dot segment before they resolve it, so encoded ones count
	// too.
	private static final Pattern DOT_SEGMENT = Pattern
		.compile("(?:/|\\\\|%2F|%5C)(?:\\.|%2E){1,2}(?:/|\\\\|%2F|%5C|;|%3B|$)", Pattern.CASE_INSENSITIVE);

	private final URI uri;

	private final String path;

	HelixUri(URI uri) {
		this.uri = uri;
		this.path = withoutSlashAtTheEnd(uri.getRawPath());
	}

	URI uri() {
		return this.uri;
	}

	void requireCovers(URI target) {
		if (!covers(target)) {
			throw new TwitchOAuthException("A Twitch token is sent to " + this.uri + " only, so the request to "
					+ describe(target) + " was not sent. Use a path relative to the base URL, or a client without "
					+ "Twitch login; to connect elsewhere, set twitch.oauth.client.helix-uri");
		}
	}

	private boolean covers(URI target) {
		return target.getRawUserInfo() == null && this.uri.getScheme().equals(target.getScheme())
				&& this.uri.getHost().equals(target.getHost()) && port(this.uri) == port(target)
				&& coversPath(withoutSlashAtTheEnd(target.getRawPath()));
	}

	private boolean coversPath(String targetPath) {
		return targetPath.startsWith(this.path)
				&& (targetPath.length() == this.path.length() || targetPath.charAt(this.path.length()) == '/')
				&& !hasDotSegment(targetPath);
	}

	private static boolean hasDotSegment(String path) {
		return (path.indexOf('.') >= 0 || path.indexOf('%') >= 0) && DOT_SEGMENT.matcher(path).find();
	}

	private static int port(URI uri) {
		if (uri.getPort() != -1) {
			return uri.getPort();
		}
		return "https".equals(uri.getScheme()) ? 443 : 80;
	}

	private static String withoutSlashAtTheEnd(@Nullable String path) {
		if (path == null) {
			return "";
		}
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	// The query and the user information may hold secrets, so neither is shown.
	static String describe(URI target) {
		String port = (target.getPort() != -1) ? ":" + target.getPort() : "";
		String userInfo = (target.getRawUserInfo() != null) ? "***@" : "";
		String host = (target.getHost() != null) ? target.getHost() : "an unknown host";
		return "'" + target.getScheme() + "://" + userInfo + host + port
				+ ((target.getRawPath() != null) ? target.getRawPath() : "") + "'";
	}

}
