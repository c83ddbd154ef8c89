package io.github.twitchoauth.authorization;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.ErrorCode;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.jspecify.annotations.Nullable;

/**
 * Puts outcomes other than success into exceptions that say what to do.
 */
final class Refusals {

	private static final String CONSOLE = "https://dev.twitch.tv/console/apps";

	private static final String SCOPES = "https://dev.twitch.tv/docs/authentication/scopes/";

	private Refusals() {
	}

	static TwitchOAuthException toException(Rejected<?> answer, ClientCredentials client) {
		return switch (answer.code()) {
			case INVALID_CLIENT ->
				configuration(answer, "Twitch does not know the client id '" + client.clientId() + "'",
						"Compare twitch.oauth.client-id with the one shown at " + CONSOLE);
			case MISSING_CLIENT_SECRET -> configuration(answer,
					"The client '" + client.clientId() + "' is registered as confidential and needs its secret",
					"Set twitch.oauth.client-secret, or register a client of type Public at " + CONSOLE);
			case INVALID_CLIENT_SECRET -> configuration(answer, "Twitch does not accept the client secret",
					"Set twitch.oauth.client-secret to the present one from " + CONSOLE);
			case UNAUTHORIZED_CLIENT ->
				configuration(answer, "The client '" + client.clientId() + "' may not use the device code grant",
						"Allow it where the client is registered");
			case INVALID_SCOPE -> configuration(answer, "Twitch does not accept the scopes",
					"Compare twitch.oauth.scopes with " + SCOPES);
			case INVALID_RESPONSE -> new TwitchOAuthException("The authorization server cannot be used: it gave "
					+ answer.message() + ". Check the twitch.oauth.provider properties");
			default -> new TwitchOAuthException("Twitch refused with " + answer.answer());
		};
	}

	static TwitchOAuthException ofDeviceRequest(Rejected<?> answer, AccountSettings settings, String scopesProperty) {
		if (answer.code() != ErrorCode.INVALID_SCOPE) {
			return toException(answer, settings.client());
		}
		List<String> named = settings.scopes().stream().filter((scope) -> isNamed(scope, answer.message())).toList();
		return configuration(answer, "Twitch does not accept "
				+ (named.isEmpty() ? "one of the scopes " + quoted(settings.scopes()) : "scope " + quoted(named)),
				"Correct it in " + scopesProperty + ", or remove it there: the scopes that exist are listed at "
						+ SCOPES);
	}

	// Not as a part of a longer scope.
	private static boolean isNamed(String scope, String words) {
		return Pattern.compile("(?<![\\w:])" + Pattern.quote(scope) + "(?![\\w:])", Pattern.CASE_INSENSITIVE)
			.matcher(words)
			.find();
	}

	private static String quoted(Collection<String> scopes) {
		return scopes.stream().collect(Collectors.joining("', '", "'", "'"));
	}

	static TwitchUnavailableException toException(Undetermined<?> outcome) {
		return new TwitchUnavailableException(
				"Twitch " + outcome.reason() + ". Nothing is lost, and another try may work", outcome.retryAfter(),
				outcome.cause());
	}

	static @Nullable TwitchOAuthException ofRevocation(Outcome<Boolean> outcome, ClientCredentials client) {
		return outcome.fold((done) -> null,
				(answer) -> (answer.code() != ErrorCode.INVALID_TOKEN) ? toException(answer, client) : null,
				Refusals::toException);
	}

	private static ClientConfigurationException configuration(Rejected<?> answer, String problem, String advice) {
		return new ClientConfigurationException(problem + " (it answered " + answer.answer() + "). " + advice);
	}

}
