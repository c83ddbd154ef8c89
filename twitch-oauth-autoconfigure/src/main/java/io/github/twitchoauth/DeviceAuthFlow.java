package io.github.twitchoauth;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * OAuth 2.0 device authorization grant (RFC 8628) against Twitch: obtains a code, shows
 * it to a person through events, and waits until that person has approved it.
 * <p>
 * Every method returns a cold {@link Mono}: nothing happens before subscription, and
 * cancelling it stops polling at once. No thread is held while waiting. Blocking callers
 * may use {@link Mono#block()}, also from an event listener.
 * <p>
 * The bean speaks for the default account; {@link #forAccount(String)} gives the same
 * flow for another one.
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 * @see <a href=
 * "https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#device-code-grant-flow">Twitch:
 * device code grant flow</a>
 */
public interface DeviceAuthFlow {

	/**
	 * Ask for a device code with the account's scopes and publish a
	 * {@link io.github.twitchoauth.event.DeviceCodeEvent DeviceCodeEvent}.
	 * @return the code, or one of these errors: {@link ClientConfigurationException} if
	 * the client id is unknown, {@link TwitchUnavailableException} if no usable answer
	 * came (nothing is lost: subscribe again)
	 */
	Mono<DeviceCode> getDeviceCode();

	/**
	 * Poll until the person has decided, find out who that was, keep the token, and
	 * publish an {@link io.github.twitchoauth.event.AuthenticatedEvent
	 * AuthenticatedEvent}. Transient faults don't end the login: polling goes on, more
	 * slowly, until the code expires.
	 * @param code a code from {@link #getDeviceCode()}
	 * @return the token, already stored and usable, or one of these errors:
	 * {@link AuthorizationDeniedException}, {@link DeviceCodeExpiredException},
	 * {@link UnexpectedAccountException}, {@link ClientConfigurationException}
	 */
	Mono<TwitchToken> pollForAuthorization(DeviceCode code);

	/**
	 * Same as {@link #pollForAuthorization(DeviceCode)} for a code that was obtained or
	 * stored elsewhere.
	 * @param deviceCode the device code
	 * @param expiresIn how long the code is valid from the time of subscription
	 * @param interval the time to wait between two polls
	 * @return the token, or an error
	 */
	Mono<TwitchToken> pollForAuthorization(String deviceCode, Duration expiresIn, Duration interval);

	/**
	 * {@link #getDeviceCode()} and {@link #pollForAuthorization(DeviceCode)} in one.
	 * Always asks a person, also when a usable token is stored.
	 * <p>
	 * There is at most one such login of an account under way, with one code: further
	 * subscriptions join it, and so does auto-start. It goes on until the last subscriber
	 * has cancelled, and ends with the account's new token if that was obtained by
	 * {@link #pollForAuthorization(DeviceCode)} meanwhile. With
	 * {@code twitch.oauth.renew-expired-code} a code that nobody approved is replaced by
	 * a new one, until somebody decides or the subscription is cancelled.
	 * @return the token, or an error
	 */
	Mono<TwitchToken> authorize();

	/**
	 * Revoke an access token (RFC 7009). Completes when the token is dead, also if it
	 * already was.
	 * @param token the token to revoke
	 * @return completion, or one of these errors: {@link ClientConfigurationException},
	 * {@link TwitchUnavailableException} (the token may still be alive)
	 */
	Mono<Void> revokeToken(String token);

	/**
	 * Return the same flow for another account: one configured under
	 * {@code twitch.oauth.accounts}, or one made up at run time (for example one per end
	 * user), which inherits client and scopes from the default account.
	 * @param account the account's name; not a Twitch login, any name will do that has at
	 * most 500 characters and no control characters
	 * @return the flow for that account
	 */
	DeviceAuthFlow forAccount(String account);

}
