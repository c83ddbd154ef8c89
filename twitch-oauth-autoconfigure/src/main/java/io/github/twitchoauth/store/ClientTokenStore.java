package io.github.twitchoauth.store;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One client's view of a store that others may share. A token of another client is as
 * good as not there: it is neither returned nor replaced nor removed.
 * <p>
 * An account's token is kept under the account's name. Where another client's token is
 * kept under that name already, it is kept as {@code account@client-id}, and stays there
 * until it is removed. A token that does not say which client it belongs to is taken for
 * this client's, until it is {@linkplain #disown disowned}. A store that keeps clients
 * {@linkplain TokenStore#forClient apart} by itself has only this client's tokens to
 * offer. The login that somebody has yet to approve for an account is always kept as
 * {@code account@client-id}.
 *
 * @since 0.1.0
 */
public final class ClientTokenStore implements TokenStore {

	private static final Log logger = LogFactory.getLog(ClientTokenStore.class);

	private static final int LONGEST_NAME = 500;

	private static final int TRIES = 5;

	private final TokenStore store;

	private final String clientId;

	private final String suffix;

	// The tokens under the names of these accounts do not name their client, and have
	// turned out to be another client's.
	private final Set<String> disowned = ConcurrentHashMap.newKeySet();

	// The tokens of these accounts were found under their second name. The lock of the
	// first name belongs to another client and need not be waited for.
	private final Set<String> elsewhere = ConcurrentHashMap.newKeySet();

	/**
	 * Create a client's view of a store.
	 * @param store the store
	 * @param clientId the client
	 */
	public ClientTokenStore(TokenStore store, String clientId) {
		Assert.notNull(store, "'store' must not be null");
		Assert.hasText(clientId, "'clientId' must not be empty");
		// A mocked store returns null here.
		this.store = Objects.requireNonNullElse(store.forClient(clientId), store);
		this.clientId = clientId;
		this.suffix = "@" + clientId;
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		return locate(account, this.store.find(account)).token();
	}

	/**
	 * List this client's accounts that have a token. A token that cannot be read is left
	 * out, because it cannot be told whose it is.
	 */
	@Override
	public AccountPage findAccounts(@Nullable String cursor, int limit) {
		return findTokens(cursor, limit).names();
	}

	/**
	 * Do as {@link #findAccounts} does, and return the tokens, too.
	 * @param cursor the end of the page before, or {@code null}
	 * @param limit how many at most
	 * @return the accounts with their tokens
	 */
	public TokenPage findTokens(@Nullable String cursor, int limit) {
		AccountPage names = this.store.findAccounts(cursor, limit);
		Map<String, TwitchToken> tokens = new LinkedHashMap<>();
		names.accounts().forEach((name) -> addKeptAs(name, tokens));
		return new TokenPage(tokens, names.next());
	}

	private String accountOf(String name) {
		return name.endsWith(this.suffix) ? name.substring(0, name.length() - this.suffix.length()) : name;
	}

	private void addKeptAs(String name, Map<String, TwitchToken> tokens) {
		String account = accountOf(name);
		try {
			Slot slot = account.isEmpty() ? new Slot("", null) : locate(account, this.store.find(account));
			if (slot.token() != null && slot.name().equals(name)) {
				tokens.put(account, slot.token());
			}
		}
		catch (TokenStoreException ex) {
			logger.debug("Account '" + account + "' is not listed: " + ex.getMessage());
		}
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return update(account, new Attempt(account, change, this.store::update));
	}

	@Override
	public @Nullable TwitchToken updateAtOnce(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return update(account, new Attempt(account, change, this.store::updateAtOnce));
	}

	private @Nullable TwitchToken update(String account, Attempt attempt) {
		for (int i = 0; i < TRIES; i++) {
			attempt.make();
			if (attempt.made) {
				return attempt.next;
			}
		}
		throw new TokenStoreException(
				"The token of account '" + account + "' is being replaced by another client again and again");
	}

	@Override
	public @Nullable PendingLogin findPendingLogin(String account) {
		return this.store.findPendingLogin(ownName(account));
	}

	@Override
	public @Nullable PendingLogin updatePendingLogin(String account, UnaryOperator<@Nullable PendingLogin> change) {
		return this.store.updatePendingLogin(ownName(account), change);
	}

	/**
	 * List this client's accounts for which a login is kept. Those whose names are too
	 * long for the client's to be added are left out.
	 */
	@Override
	public AccountPage findPendingLogins(@Nullable String cursor, int limit) {
		AccountPage names = this.store.findPendingLogins(cursor, limit);
		return new AccountPage(names.accounts()
			.stream()
			.filter((name) -> name.endsWith(this.suffix))
			.map(this::accountOf)
			.filter((account) -> !account.isEmpty())
			.toList(), names.next());
	}

	@Override
	public void assertLocked(String account) {
		this.store.assertLocked(nameInUpdate(account));
	}

	@Override
	public void writeAhead(String account, TwitchToken token) {
		this.store.writeAhead(nameInUpdate(account), token);
	}

	@Override
	public Map<String, Long> findVersions(Collection<String> accounts) {
		Map<String, String> accountsByName = accounts.stream()
			.collect(Collectors.toMap(this::nameInUpdate, Function.identity()));
		return this.store.findVersions(accountsByName.keySet())
			.entrySet()
			.stream()
			.filter((version) -> accountsByName.containsKey(version.getKey()))
			.collect(Collectors.toMap((version) -> accountsByName.get(version.getKey()), Map.Entry::getValue));
	}

	@Override
	public Optional<LeaseStorage> leases() {
		return this.store.leases();
	}

	@Override
	public Optional<ValidationStorage> validations() {
		return this.store.validations()
			.map((times) -> new NamedValidations(times, this::nameInUpdate, this::accountOf));
	}

	private String nameInUpdate(String account) {
		return this.elsewhere.contains(account) ? ownName(account) : account;
	}

	/**
	 * Forget an account's token. One that cannot be read is removed as well, because it
	 * cannot be told whose it is.
	 */
	@Override
	public void remove(String account) {
		// The two names are treated separately, because the token under the other name
		// may be another client's.
		List<String> names = List.of(account, ownName(account));
		List<String> unreadable = names.stream().filter((name) -> !isReadable(name)).toList();
		unreadable.forEach(this.store::remove);
		if (unreadable.size() < names.size()) {
			updateAtOnce(account, (present) -> null);
		}
	}

	/**
	 * Regard what does not say whose it is as another client's from now on. It stays in
	 * the store. Does not touch the store, so it may be called while the token is
	 * updated.
	 * @param account the account
	 */
	public void disown(String account) {
		if (this.disowned.add(account)) {
			logger.warn("The stored token of account '" + account + "' was refused, and it does not say which client it"
					+ " was issued to. It may be another application's, so it stays in the store. The next login of '"
					+ this.clientId + "' is kept as '" + ownName(account)
					+ "'. If no other application uses the store, remove the token");
		}
	}

	private boolean isReadable(String name) {
		try {
			this.store.find(name);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private Slot locate(String account, @Nullable TwitchToken plain) {
		boolean usable = !account.endsWith(this.suffix);
		if (usable && plain != null && this.clientId.equals(plain.clientId())) {
			return new Slot(account, plain);
		}
		String ownName = ownName(account);
		TwitchToken own = this.store.find(ownName);
		if (own != null && !isForeign(own)) {
			this.elsewhere.add(account);
			return new Slot(ownName, own);
		}
		return (usable && (plain == null || !(isForeign(plain) || isDisowned(account, plain))))
				? new Slot(account, plain) : new Slot(ownName, null);
	}

	private boolean isForeign(TwitchToken token) {
		return token.clientId() != null && !this.clientId.equals(token.clientId());
	}

	private boolean isDisowned(String account, TwitchToken token) {
		return token.clientId() == null && this.disowned.contains(account);
	}

	// The second name of one account never is the first name of another one, because a
	// name that looks like a second name is given a second name too.
	private String ownName(String account) {
		String name = account + this.suffix;
		return (name.length() <= LONGEST_NAME) ? name
				: HexFormat.of().formatHex(Sha256.hash(name.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public String toString() {
		return "ClientTokenStore[" + this.store + " of " + this.clientId + "]";
	}

	private record Slot(String name, @Nullable TwitchToken token) {

	}

	/**
	 * Updates the store.
	 */
	private interface Update {

		@Nullable TwitchToken make(String name, UnaryOperator<@Nullable TwitchToken> change);

	}

	/**
	 * A change that is made as soon as it is known where.
	 */
	private final class Attempt {

		private final String account;

		private final UnaryOperator<@Nullable TwitchToken> change;

		private final Update update;

		private @Nullable TwitchToken next;

		private boolean made;

		Attempt(String account, UnaryOperator<@Nullable TwitchToken> change, Update update) {
			this.account = account;
			this.change = change;
			this.update = update;
		}

		void make() {
			if (ClientTokenStore.this.elsewhere.contains(this.account)) {
				this.update.make(ownName(this.account), this::changeThere);
			}
			else {
				this.update.make(this.account, this::changeHere);
			}
		}

		private @Nullable TwitchToken changeThere(@Nullable TwitchToken own) {
			if (own != null && !isForeign(own)) {
				return change(own);
			}
			ClientTokenStore.this.elsewhere.remove(this.account);
			return own;
		}

		private @Nullable TwitchToken changeHere(@Nullable TwitchToken plain) {
			Slot slot = locate(this.account, plain);
			if (slot.name().equals(this.account)) {
				return changePlain(plain);
			}
			if (slot.token() == null) {
				// This runs under the lock of the first name, so that no other process of
				// this client starts to use that name meanwhile.
				this.update.make(slot.name(), (own) -> (own != null) ? own : change(null));
				ClientTokenStore.this.elsewhere.add(this.account);
			}
			return plain;
		}

		// The change may find out that the token is not this client's.
		private @Nullable TwitchToken changePlain(@Nullable TwitchToken plain) {
			change(plain);
			if (this.next != null) {
				// The store may lose the client id of the token, so the result is
				// remembered here.
				keep(isForeign(this.next));
				return this.next;
			}
			if (plain == null || plain.clientId() != null) {
				return null;
			}
			if (isDisowned(this.account, plain)) {
				return plain;
			}
			logger.warn("The token of account '" + this.account
					+ "' that is removed now did not say which client it was issued to");
			return null;
		}

		private void keep(boolean foreign) {
			if (foreign) {
				ClientTokenStore.this.disowned.add(this.account);
			}
			else {
				ClientTokenStore.this.disowned.remove(this.account);
			}
		}

		private @Nullable TwitchToken change(@Nullable TwitchToken present) {
			this.next = this.change.apply(present);
			this.made = true;
			return this.next;
		}

	}

}
