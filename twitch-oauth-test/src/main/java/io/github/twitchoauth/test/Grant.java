package io.github.twitchoauth.test;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one login gave one application: its tokens, live and spent. Guarded by
 * {@link Grants}.
 */
final class Grant {

	private static final int MAX_ACCESS_TOKENS = 50;

	private static final int MAX_SPENT_TOKENS = 1_000;

	private final MockUser user;

	private final String clientId;

	private final Set<String> scopes;

	private final Map<String, Instant> accessTokens = new LinkedHashMap<>();

	private final Set<String> spentRefreshTokens = new LinkedHashSet<>();

	private String refreshToken = RandomText.refreshToken();

	private Status status = Status.ALIVE;

	Grant(MockUser user, String clientId, Set<String> scopes) {
		this.user = user;
		this.clientId = clientId;
		this.scopes = scopes;
	}

	Grant(MockUser user, GrantFile.Entry entry) {
		this(user, entry.clientId(), entry.scopes());
		this.accessTokens.putAll(entry.accessTokens());
		this.refreshToken = entry.refreshToken();
		this.spentRefreshTokens.addAll(entry.spentRefreshTokens());
		this.status = entry.status();
	}

	GrantFile.Entry toEntry() {
		return new GrantFile.Entry(this.user.displayName(), this.clientId, this.scopes, this.accessTokens,
				this.refreshToken, this.spentRefreshTokens, this.status);
	}

	Set<String> refreshTokens() {
		Set<String> tokens = new LinkedHashSet<>(this.spentRefreshTokens);
		tokens.add(this.refreshToken);
		return tokens;
	}

	MockUser user() {
		return this.user;
	}

	String clientId() {
		return this.clientId;
	}

	Set<String> scopes() {
		return this.scopes;
	}

	Status status() {
		return this.status;
	}

	String refreshToken() {
		return this.refreshToken;
	}

	Set<String> accessTokens() {
		return this.accessTokens.keySet();
	}

	@Nullable Instant expiresAt(String accessToken) {
		return this.accessTokens.get(accessToken);
	}

	boolean isSpent(String refreshToken) {
		return this.spentRefreshTokens.contains(refreshToken);
	}

	/**
	 * Adds an access token.
	 * @param accessToken the access token
	 * @param expiresAt when it expires
	 * @return the access token that had to go for it, or {@code null}
	 */
	@Nullable String add(String accessToken, Instant expiresAt) {
		this.accessTokens.put(accessToken, expiresAt);
		return (this.accessTokens.size() > MAX_ACCESS_TOKENS) ? removeFirst(this.accessTokens.keySet()) : null;
	}

	/**
	 * Puts a new refresh token in place of the one that is spent now.
	 * @return a token spent so long ago that it is forgotten, or {@code null}
	 */
	@Nullable String rotate() {
		this.spentRefreshTokens.add(this.refreshToken);
		this.refreshToken = RandomText.refreshToken();
		return (this.spentRefreshTokens.size() > MAX_SPENT_TOKENS) ? removeFirst(this.spentRefreshTokens) : null;
	}

	private static String removeFirst(Set<String> tokens) {
		Iterator<String> iterator = tokens.iterator();
		String first = iterator.next();
		iterator.remove();
		return first;
	}

	void removeAccessTokens() {
		this.accessTokens.clear();
	}

	void die(Status status) {
		this.status = status;
		this.accessTokens.clear();
	}

	@Override
	public String toString() {
		return "Grant[login=" + this.user.login() + ", clientId=" + this.clientId + ", status=" + this.status + "]";
	}

	/**
	 * Whether the grant works, and why not.
	 */
	enum Status {

		ALIVE, DISCONNECTED, REPLAYED

	}

}
