package io.github.twitchoauth;

import reactor.core.publisher.Mono;

/**
 * Keeps tokens alive. Every path to a token goes through here, so that a refresh token,
 * which works only once, is presented once: across threads, and across processes that
 * share a store.
 * <p>
 * Every method returns a cold {@link Mono}. Methods without an account speak of the
 * default account.
 *
 * @since 0.1.0
 * @see <a href= "https://dev.twitch.tv/docs/authentication/refresh-tokens/">Twitch:
 * refreshing access tokens</a>
 */
public interface TokenManager {

	/**
	 * Name of the account that the top-level properties describe.
	 */
	String DEFAULT_ACCOUNT = "default";

	/**
	 * Return the default account's token.
	 * @return see {@link #getToken(String)}
	 */
	Mono<TwitchToken> getToken();

	/**
	 * Return an account's current token, refreshed first if it has expired or is about to
	 * ({@code twitch.oauth.refresh.ahead-of-expiry}).
	 * @param account the account
	 * @return the token, or one of these errors: {@link AuthorizationRequiredException}
	 * if a person must log in, {@link TwitchUnavailableException} if the token has
	 * expired and it cannot be told whether it can be refreshed, after two request
	 * time-outs at most (nothing is lost, and an answer that comes later is taken: try
	 * again), {@link ClientConfigurationException}, {@link TokenStoreException}
	 */
	Mono<TwitchToken> getToken(String account);

	/**
	 * Replace a token that Twitch has refused. Joins a refresh that is under way. If the
	 * token has changed since, the present one is returned and nothing is refreshed.
	 * @param account the account
	 * @param failedAccessToken the access token that was refused
	 * @return the token to use from now on, or one of the errors of
	 * {@link #getToken(String)}
	 */
	Mono<TwitchToken> refresh(String account, String failedAccessToken);

	/**
	 * Log the default account out.
	 * @return see {@link #revoke(String)}
	 */
	Mono<Void> revoke();

	/**
	 * Log an account out: revoke its token at Twitch and forget access and refresh token.
	 * Publishes a {@link io.github.twitchoauth.event.LoggedOutEvent LoggedOutEvent};
	 * nobody is asked to log in again. Completes also if the token was dead already or
	 * there is none, and if the server refuses to revoke it or has no revocation
	 * endpoint: a warning in the log says then what lives on. Nodes that share a database
	 * or Redis hear of it within seconds; processes that share a file notice when Twitch
	 * refuses the token. One that could not save a newer token yet goes on with that one.
	 * @param account the account
	 * @return completion, or {@link TwitchUnavailableException} if it cannot be told
	 * whether the token is dead now. Then nothing is forgotten: try again, or
	 * {@link #forget(String)}
	 */
	Mono<Void> revoke(String account);

	/**
	 * Forget an account's tokens without asking Twitch. They may stay alive there until
	 * they expire. A token that was issued to another client stays in the store.
	 * Otherwise the same as {@link #revoke(String)}.
	 * @param account the account
	 * @return completion
	 */
	Mono<Void> forget(String account);

}
