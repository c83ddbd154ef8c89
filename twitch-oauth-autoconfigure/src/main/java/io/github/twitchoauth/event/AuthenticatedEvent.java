package io.github.twitchoauth.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * The account is logged in and its token is stored: a listener can call Twitch at once.
 *
 * @since 0.1.0
 */
public class AuthenticatedEvent extends TwitchOAuthEvent {

	private final TwitchToken token;

	private final boolean restored;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param token the token
	 * @param restored whether the token was in the store when the application started
	 */
	public AuthenticatedEvent(Object source, String account, TwitchToken token, boolean restored) {
		super(source, account);
		this.token = token;
		this.restored = restored;
	}

	/**
	 * Return the access token.
	 * @return the access token
	 */
	@JsonIgnore
	public String getAccessToken() {
		return this.token.accessToken();
	}

	/**
	 * Return the refresh token.
	 * @return the refresh token, or {@code null} if the server gave none
	 */
	@JsonIgnore
	public @Nullable String getRefreshToken() {
		return this.token.refreshToken();
	}

	/**
	 * Return both tokens and what is known about them.
	 * @return the token
	 */
	public TwitchToken getToken() {
		return this.token;
	}

	/**
	 * Return whether the token came from the store rather than from a login just now.
	 * @return whether the token was restored
	 */
	public boolean isRestored() {
		return this.restored;
	}

}
