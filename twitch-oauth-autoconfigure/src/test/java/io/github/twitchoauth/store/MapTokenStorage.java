package io.github.twitchoauth.store;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * {@link TokenStorage} in memory, which fails when told to.
 */
public final class MapTokenStorage implements TokenStorage {

	public final Map<String, String> documents = new ConcurrentHashMap<>();

	public final Map<String, String> claims = new ConcurrentHashMap<>();

	volatile boolean locked;

	volatile boolean losesClaims;

	public volatile boolean refusesReplacing;

	volatile boolean refusesReleasing;

	@Override
	public @Nullable String read(TokenKey key) {
		return this.documents.get(key.id());
	}

	@Override
	public AccountPage findAccounts(String clientId, @Nullable String cursor, int limit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public synchronized @Nullable String claim(TokenKey key, String claim, @Nullable String expected) {
		if (!this.locked && Objects.equals(this.claims.get(key.id()), expected)) {
			this.claims.put(key.id(), claim);
		}
		return this.locked ? null : this.claims.get(key.id());
	}

	@Override
	public boolean replace(TokenKey key, String claim, Change change) {
		if (this.losesClaims || !hasClaim(key, claim)) {
			return false;
		}
		String document = change.apply(this.documents.get(key.id()), () -> hasClaim(key, claim));
		if (this.refusesReplacing) {
			throw new IllegalStateException("replace");
		}
		if (document != null) {
			this.documents.put(key.id(), document);
		}
		else {
			this.documents.remove(key.id());
		}
		this.claims.remove(key.id());
		return true;
	}

	boolean hasClaim(TokenKey key, String claim) {
		return claim.equals(this.claims.get(key.id()));
	}

	@Override
	public void release(TokenKey key, String claim) {
		if (this.refusesReleasing) {
			throw new IllegalStateException("release");
		}
		this.claims.remove(key.id(), claim);
	}

}
