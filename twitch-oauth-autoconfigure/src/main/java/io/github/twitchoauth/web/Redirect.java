package io.github.twitchoauth.web;

import java.net.URI;

import io.github.twitchoauth.TwitchOAuthException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * A redirect. It is not followed, because the token must not go to another place, and not
 * passed on, because it would look like an empty result to the caller.
 *
 * @param status the HTTP status
 * @param location where it points to, as the server wrote it
 */
record Redirect(HttpStatusCode status, String location) {

	static @Nullable Redirect of(HttpStatusCode status, HttpHeaders headers) {
		String location = headers.getFirst(HttpHeaders.LOCATION);
		return (status.is3xxRedirection() && location != null) ? new Redirect(status, location) : null;
	}

	// The HTTP client is about to follow the redirect by itself.
	static TwitchOAuthException followed(String target) {
		return exception("The answer", target(URI.create(""), target));
	}

	TwitchOAuthException exception(URI request) {
		return exception("The answer " + this.status.value(), target(request, this.location));
	}

	private static TwitchOAuthException exception(String answer, String target) {
		return new TwitchOAuthException(answer + " redirects to " + target
				+ ", which was not followed, because a Twitch token must not go along. Call that place directly: below "
				+ "the base URL with this client, elsewhere with one without Twitch login. If the API has moved, set "
				+ "twitch.oauth.client.helix-uri");
	}

	private static String target(URI request, String location) {
		try {
			return HelixUri.describe(request.resolve(location));
		}
		catch (IllegalArgumentException ex) {
			return "an unreadable place";
		}
	}

}
