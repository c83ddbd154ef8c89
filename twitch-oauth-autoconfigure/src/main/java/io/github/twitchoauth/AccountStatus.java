package io.github.twitchoauth;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How an account is doing at one moment. Never holds a secret.
 *
 * @param account the account
 * @param state what it is in
 * @param login the user's login name, or {@code null} if there is no token, or if it is
 * not known yet
 * @param userId the user's id, or {@code null} like the login name
 * @param scopes the scopes that were granted, empty without a token
 * @param missingScopes the configured scopes that were not granted, empty without a token
 * @param expiresAt when the access token expires, which is no end of the login; or
 * {@code null} if there is no token or that is not known
 * @param since since when listeners have known of the state, or {@code null} if nothing
 * has happened since the application started
 * @param error what went wrong in the end, in words, or {@code null} if all is well
 * @param pendingLogin the login that waits for a person, or {@code null} if none does.
 * There can be one beside a token, to be granted further scopes for example
 * @since 0.1.0
 */
public record AccountStatus(String account, State state, @Nullable String login, @Nullable String userId,
		Set<String> scopes, Set<String> missingScopes, @Nullable Instant expiresAt, @Nullable Instant since,
		@Nullable String error, @Nullable PendingLogin pendingLogin) {

	/**
	 * Create a status.
	 * @param account the account
	 * @param state what it is in
	 * @param login the user's login name, or {@code null} if there is no token, or if it
	 * is not known yet
	 * @param userId the user's id, or {@code null} like the login name
	 * @param scopes the scopes that were granted, empty without a token
	 * @param missingScopes the configured scopes that were not granted, empty without a
	 * token
	 * @param expiresAt when the access token expires, which is no end of the login
	 * @param since since when listeners have known of the state, or {@code null} if
	 * nothing has happened since the application started
	 * @param error what went wrong in the end, in words, or {@code null} if all is well
	 * @param pendingLogin the login that waits for a person, or {@code null} if none does
	 */
	public AccountStatus {
		scopes = Set.copyOf(scopes);
		missingScopes = Set.copyOf(missingScopes);
	}

	/**
	 * The states of an account.
	 */
	public enum State {

		/**
		 * There is no token, because nobody has logged in yet, or because the account was
		 * logged out on purpose.
		 */
		LOGGED_OUT,

		/**
		 * There is no token, and a code waits for a person's approval.
		 */
		WAITING_FOR_APPROVAL,

		/**
		 * There is a token, and it is stored. Right after an approval its user is not
		 * known yet, until Twitch has said who approved.
		 */
		LOGGED_IN,

		/**
		 * There is a token, but it cannot be refreshed for now. It is tried again.
		 */
		REFRESH_FAILING,

		/**
		 * There is no token that can be used: the login was lost, denied or not approved
		 * in time. The error says why.
		 */
		LOGIN_REQUIRED,

		/**
		 * The account cannot be logged in or refreshed until somebody sets the client's
		 * properties right.
		 */
		MISCONFIGURED,

		/**
		 * There is a token, but it could not be stored yet: it is lost if the process
		 * ends.
		 */
		NOT_SAVED

	}

	/**
	 * A login that waits for a person.
	 *
	 * @param userCode the code that the person compares or types
	 * @param verificationUri the link to open
	 * @param expiresAt when the code expires
	 * @param scopes the scopes that are asked for
	 * @param expectedLogin the login name of the only user who may approve, or
	 * {@code null} if anybody may
	 */
	public record PendingLogin(String userCode, URI verificationUri, Instant expiresAt, Set<String> scopes,
			@Nullable String expectedLogin) {

		/**
		 * Create a pending login.
		 * @param userCode the code that the person compares or types
		 * @param verificationUri the link to open
		 * @param expiresAt when the code expires
		 * @param scopes the scopes that are asked for
		 * @param expectedLogin the login name of the only user who may approve, or
		 * {@code null} if anybody may
		 */
		public PendingLogin {
			scopes = Set.copyOf(scopes);
		}

	}

}
