package io.github.twitchoauth.test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.twitchoauth.test.Grant.Status;
import org.jspecify.annotations.Nullable;

/**
 * All grants, found by their tokens.
 */
final class Grants {

	private final MockTwitchSettings settings;

	private final Map<String, Grant> byAccessToken = new HashMap<>();

	private final Map<String, Grant> byRefreshToken = new HashMap<>();

	private final Consumer<Grant> deathListener;

	private final GrantFile file;

	private long refreshCount;

	Grants(MockTwitchSettings settings, Consumer<Grant> deathListener) {
		this(settings, new MockUsers(), new GrantFile(null), deathListener);
	}

	Grants(MockTwitchSettings settings, MockUsers users, GrantFile file, Consumer<Grant> deathListener) {
		this.settings = settings;
		this.file = file;
		this.deathListener = deathListener;
		file.read().forEach((entry) -> restore(new Grant(users.register(entry.user()), entry)));
	}

	private void restore(Grant grant) {
		grant.refreshTokens().forEach((token) -> this.byRefreshToken.put(token, grant));
		grant.accessTokens().forEach((token) -> this.byAccessToken.put(token, grant));
	}

	private void save() {
		this.file.write(this.byRefreshToken.values().stream().distinct().map(Grant::toEntry));
	}

	synchronized IssuedToken create(MockUser user, String clientId, Set<String> scopes) {
		Grant grant = new Grant(user, clientId, scopes);
		this.byRefreshToken.put(grant.refreshToken(), grant);
		IssuedToken token = issue(grant);
		save();
		return token;
	}

	private IssuedToken issue(Grant grant) {
		String accessToken = RandomText.accessToken();
		Instant expiresAt = this.settings.clock().instant().plus(this.settings.tokenExpiresIn());
		this.byAccessToken.put(accessToken, grant);
		String dropped = grant.add(accessToken, expiresAt);
		if (dropped != null) {
			this.byAccessToken.remove(dropped);
		}
		return new IssuedToken(accessToken, grant.refreshToken(), this.settings.tokenExpiresIn(), grant.scopes());
	}

	/**
	 * Exchanges a refresh token. A spent one of a living grant kills the connection
	 * between the user and the client: all grants of both.
	 * @param clientId the client that presents the token
	 * @param refreshToken the token
	 * @return what came of it
	 */
	synchronized Refresh refresh(String clientId, String refreshToken) {
		Grant grant = this.byRefreshToken.get(refreshToken);
		if (grant == null || !grant.clientId().equals(clientId)) {
			return new Refresh(null, null, Status.ALIVE);
		}
		if (grant.isSpent(refreshToken)) {
			killConnection(grant);
			return new Refresh(null, grant.user(), grant.status());
		}
		if (grant.status() != Status.ALIVE) {
			return new Refresh(null, null, grant.status());
		}
		this.refreshCount++;
		if (this.settings.isPublic(clientId)) {
			spend(grant);
		}
		IssuedToken token = issue(grant);
		save();
		return new Refresh(token, null, Status.ALIVE);
	}

	private void spend(Grant grant) {
		removeAccessTokens(grant);
		String forgotten = grant.rotate();
		if (forgotten != null) {
			this.byRefreshToken.remove(forgotten);
		}
		this.byRefreshToken.put(grant.refreshToken(), grant);
	}

	private void removeAccessTokens(Grant grant) {
		this.byAccessToken.keySet().removeAll(List.copyOf(grant.accessTokens()));
		grant.removeAccessTokens();
	}

	private void killConnection(Grant grant) {
		if (grant.status() == Status.ALIVE) {
			kill(Status.REPLAYED,
					(other) -> other.clientId().equals(grant.clientId()) && other.user().equals(grant.user()));
		}
	}

	private void kill(Status status, Predicate<Grant> which) {
		alive().filter(which).toList().forEach((grant) -> {
			removeAccessTokens(grant);
			grant.die(status);
			this.deathListener.accept(grant);
		});
		save();
	}

	private Stream<Grant> alive() {
		return this.byRefreshToken.values().stream().distinct().filter((grant) -> grant.status() == Status.ALIVE);
	}

	synchronized @Nullable LiveToken find(@Nullable String accessToken) {
		Grant grant = this.byAccessToken.get(accessToken);
		Instant expiresAt = (grant != null && accessToken != null) ? grant.expiresAt(accessToken) : null;
		if (grant == null || expiresAt == null || !this.settings.clock().instant().isBefore(expiresAt)) {
			return null;
		}
		return new LiveToken(grant.user(), grant.clientId(), grant.scopes(), expiresAt);
	}

	synchronized boolean isConnected(String userId, String clientId) {
		return alive().anyMatch((grant) -> grant.user().id().equals(userId) && grant.clientId().equals(clientId));
	}

	synchronized boolean revoke(String clientId, String accessToken) {
		LiveToken token = find(accessToken);
		if (token == null || !token.clientId().equals(clientId)) {
			return false;
		}
		Grant grant = this.byAccessToken.remove(accessToken);
		boolean revoked = grant != null && grant.accessTokens().remove(accessToken);
		save();
		return revoked;
	}

	synchronized void expireAccessTokens() {
		alive().toList().forEach(this::removeAccessTokens);
		save();
	}

	synchronized void disconnect(MockUser user) {
		kill(Status.DISCONNECTED, (grant) -> grant.user().equals(user));
	}

	synchronized long refreshCount() {
		return this.refreshCount;
	}

	synchronized void clear() {
		this.byAccessToken.clear();
		this.byRefreshToken.clear();
		this.refreshCount = 0;
		save();
	}

	/**
	 * What came of a refresh.
	 *
	 * @param token the new tokens, or {@code null} if there are none
	 * @param replayedBy the user whose spent token was presented, or {@code null}
	 * @param status what has become of the grant
	 */
	record Refresh(@Nullable IssuedToken token, @Nullable MockUser replayedBy, Status status) {

	}

	/**
	 * What a valid access token stands for.
	 *
	 * @param user the user
	 * @param clientId the client that the token was issued to
	 * @param scopes the scopes granted
	 * @param expiresAt when the token expires
	 */
	record LiveToken(MockUser user, String clientId, Set<String> scopes, Instant expiresAt) {

	}

}
