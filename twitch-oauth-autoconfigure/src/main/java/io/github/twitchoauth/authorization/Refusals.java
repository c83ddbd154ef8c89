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
import io.github.twitchoauth.endpoint.ProviderEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * Puts outcomes other than success into exceptions that say what to do.
 */
final class Refusals {

	private static final String CONSOLE = "https://dev.twitch.tv/console/apps";

	private static final String SCOPES = "https://dev.twitch.tv/docs/authentication/scopes/";

	private static final String HOW_IT_IS_SENT = "twitch.oauth.provider.client-authentication says how it is sent";

	private Refusals() {
	}

	static TwitchOAuthException toException(Rejected<?> answer, ClientCredentials client) {
		String server = answer.server();
		return switch (answer.code()) {
			case INVALID_CLIENT -> unknownClient(answer, client);
			case MISSING_CLIENT_SECRET -> configuration(answer,
					"The client '" + client.clientId() + "' is registered as confidential and needs its secret",
					"Set twitch.oauth.client-secret" + (isTwitch(answer)
							? ", or register a client of type Public at " + CONSOLE : ". " + HOW_IT_IS_SENT));
			case INVALID_CLIENT_SECRET -> configuration(answer, server + " does not accept the client secret",
					"Set twitch.oauth.client-secret to the present one"
							+ (isTwitch(answer) ? " from " + CONSOLE : ". " + HOW_IT_IS_SENT));
			case UNAUTHORIZED_CLIENT -> configuration(answer,
					"The client '" + client.clientId() + "' may not use the device code grant",
					"Allow it where the client is registered"
							+ (isTwitch(answer) ? "" : ", and check twitch.oauth.client-secret. " + HOW_IT_IS_SENT));
			case INVALID_SCOPE -> configuration(answer, server + " does not accept the scopes",
					"Compare twitch.oauth.scopes with " + knownScopes(answer));
			case INVALID_RESPONSE -> new TwitchOAuthException(server + " cannot be used: it gave " + answer.message()
					+ ". Check the twitch.oauth.provider properties");
			case UNSUPPORTED_TOKEN_TYPE ->
				new TwitchOAuthException(server + " does not revoke tokens of this type (it answered " + answer.answer()
						+ "). They end with the refresh token, or when they expire");
			default -> new TwitchOAuthException(server + " refused with " + answer.answer());
		};
	}

	private static TwitchOAuthException unknownClient(Rejected<?> answer, ClientCredentials client) {
		String problem = answer.server() + " does not know the client id '" + client.clientId() + "'";
		return isTwitch(answer)
				? configuration(answer, problem, "Compare twitch.oauth.client-id with the one shown at " + CONSOLE)
				: configuration(answer, problem + ", or does not accept its secret",
						"Compare twitch.oauth.client-id and twitch.oauth.client-secret with what is registered there. "
								+ HOW_IT_IS_SENT);
	}

	private static boolean isTwitch(Rejected<?> answer) {
		return answer.server().equals(ProviderEndpoints.TWITCH.serverName());
	}

	private static String knownScopes(Rejected<?> answer) {
		return isTwitch(answer) ? SCOPES : "those that the client may ask for there";
	}

	static TwitchOAuthException ofDeviceRequest(Rejected<?> answer, AccountSettings settings, String scopesProperty) {
		if (answer.code() != ErrorCode.INVALID_SCOPE) {
			return toException(answer, settings.client());
		}
		List<String> named = settings.scopes().stream().filter((scope) -> isNamed(scope, answer.message())).toList();
		return configuration(answer, answer.server() + " does not accept "
				+ (named.isEmpty() ? "one of the scopes " + quoted(settings.scopes()) : "scope " + quoted(named)),
				"Correct it in " + scopesProperty + ", or remove it there"
						+ (isTwitch(answer) ? ": the scopes that exist are listed at " + SCOPES : ""));
	}

	// A scope that is part of a longer one does not count as named.
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
				outcome.server() + " " + outcome.reason() + ". Nothing is lost, and another try may work",
				outcome.retryAfter(), outcome.cause());
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
