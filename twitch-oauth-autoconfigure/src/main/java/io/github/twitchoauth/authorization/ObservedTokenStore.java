package io.github.twitchoauth.authorization;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.observation.AuthorizationObservations;
import io.github.twitchoauth.observation.StoreOperation;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.PendingLogin;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.ValidationStorage;
import org.jspecify.annotations.Nullable;

/**
 * A store whose calls are observed.
 */
final class ObservedTokenStore implements TokenStore {

	private static final String ALL_ACCOUNTS = "";

	private final TokenStore store;

	private final AuthorizationObservations observations;

	ObservedTokenStore(TokenStore store, AuthorizationObservations observations) {
		this.store = store;
		this.observations = observations;
	}

	@Override
	public TokenStore forClient(String clientId) {
		TokenStore part = this.store.forClient(clientId);
		// A store that is a mock in a test has no parts.
		return (part != null && part != this.store) ? new ObservedTokenStore(part, this.observations) : this;
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		return this.observations.ofStore(account, StoreOperation.FIND, () -> this.store.find(account));
	}

	@Override
	public AccountPage findAccounts(@Nullable String cursor, int limit) {
		return this.observations.ofStore(ALL_ACCOUNTS, StoreOperation.LIST,
				() -> this.store.findAccounts(cursor, limit));
	}

	@Override
	public void save(String account, TwitchToken token) {
		this.observations.ofStore(account, StoreOperation.UPDATE, () -> {
			this.store.save(account, token);
			return token;
		});
	}

	@Override
	public void remove(String account) {
		this.observations.ofStore(account, StoreOperation.UPDATE, () -> {
			this.store.remove(account);
			return account;
		});
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return this.observations.ofStore(account, StoreOperation.UPDATE, () -> this.store.update(account, change));
	}

	@Override
	public @Nullable TwitchToken updateAtOnce(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return this.observations.ofStore(account, StoreOperation.UPDATE,
				() -> this.store.updateAtOnce(account, change));
	}

	@Override
	public @Nullable PendingLogin findPendingLogin(String account) {
		return this.observations.ofStore(account, StoreOperation.FIND_PENDING_LOGIN,
				() -> this.store.findPendingLogin(account));
	}

	@Override
	public @Nullable PendingLogin updatePendingLogin(String account, UnaryOperator<@Nullable PendingLogin> change) {
		return this.observations.ofStore(account, StoreOperation.SAVE_PENDING_LOGIN,
				() -> this.store.updatePendingLogin(account, change));
	}

	@Override
	public AccountPage findPendingLogins(@Nullable String cursor, int limit) {
		return this.observations.ofStore(ALL_ACCOUNTS, StoreOperation.LIST_PENDING_LOGINS,
				() -> this.store.findPendingLogins(cursor, limit));
	}

	@Override
	public void assertLocked(String account) {
		this.store.assertLocked(account);
	}

	@Override
	public void writeAhead(String account, TwitchToken token) {
		this.observations.ofStore(account, StoreOperation.WRITE_AHEAD, () -> {
			this.store.writeAhead(account, token);
			return token;
		});
	}

	@Override
	public Map<String, Long> findVersions(Collection<String> accounts) {
		return this.observations.ofStore(ALL_ACCOUNTS, StoreOperation.FIND_VERSIONS,
				() -> this.store.findVersions(accounts));
	}

	@Override
	public Optional<LeaseStorage> leases() {
		return this.store.leases();
	}

	@Override
	public Optional<ValidationStorage> validations() {
		return this.store.validations();
	}

	@Override
	public String toString() {
		return this.store.toString();
	}

}
