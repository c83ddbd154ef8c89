package io.github.twitchoauth.account;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * The configured accounts. Any other name is an account made up at run time, which shares
 * the default account's client and scopes.
 */
public final class Accounts {

	private static final int LONGEST_NAME = 500;

	private final Map<String, AccountSettings> configured = new LinkedHashMap<>();

	private final AccountSettings defaultAccount;

	public Accounts(AccountSettings defaultAccount, List<AccountSettings> further) {
		this.defaultAccount = defaultAccount;
		this.configured.put(defaultAccount.account(), defaultAccount);
		for (AccountSettings settings : further) {
			this.configured.put(settings.account(), settings);
		}
	}

	public AccountSettings defaultAccount() {
		return this.defaultAccount;
	}

	/**
	 * Return an account's settings.
	 * @param account the account, configured or made up
	 * @return its settings
	 */
	public AccountSettings get(String account) {
		Assert.hasText(account, "'account' must not be empty");
		AccountSettings settings = this.configured.get(account);
		return (settings != null) ? settings : this.defaultAccount.forRuntimeAccount(requireStorable(account));
	}

	// The name is checked before a person approves a login that no database could store.
	private static String requireStorable(String account) {
		Assert.isTrue(account.length() <= LONGEST_NAME,
				() -> "An account's name has at most " + LONGEST_NAME + " characters, not " + account.length());
		// This is a loop and not a stream, because each call to Helix comes through here.
		for (int i = 0; i < account.length(); i = account.offsetByCodePoints(i, 1)) {
			Assert.isTrue(!isUnfit(account.codePointAt(i)),
					"An account's name has no control characters and no halves of characters");
		}
		return account;
	}

	private static boolean isUnfit(int codePoint) {
		return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
	}

	/**
	 * Return where the scopes of an account are configured, for use in a sentence.
	 * @param account the account, configured or made up
	 * @return for example {@code twitch.oauth.scopes}
	 */
	public String scopesProperty(String account) {
		AccountSettings settings = this.configured.get(account);
		if (settings == null || settings == this.defaultAccount) {
			return "twitch.oauth.scopes";
		}
		boolean mayInherit = settings.scopes().equals(this.defaultAccount.scopes());
		return "twitch.oauth.accounts." + account + ".scopes"
				+ (mayInherit ? ", or twitch.oauth.scopes if it inherits them" : "");
	}

	/**
	 * Return the names of the configured accounts.
	 * @return the names, the default account's first
	 */
	public Set<String> names() {
		return this.configured.keySet();
	}

	/**
	 * Return the clients that accounts log in with.
	 * @return the clients, the default account's first
	 */
	public Collection<ClientCredentials> clients() {
		Map<String, ClientCredentials> clients = new LinkedHashMap<>();
		this.configured.values()
			.forEach((account) -> clients.putIfAbsent(account.client().clientId(), account.client()));
		return clients.values();
	}

	/**
	 * Return whether any account is logged in when the application starts.
	 * @return whether there is one
	 */
	public boolean isAnyAutoStarted() {
		for (AccountSettings settings : this.configured.values()) {
			if (settings.autoStart()) {
				return true;
			}
		}
		return false;
	}

	public List<AccountSettings> autoStarted() {
		return this.configured.values().stream().filter(AccountSettings::autoStart).toList();
	}

}
