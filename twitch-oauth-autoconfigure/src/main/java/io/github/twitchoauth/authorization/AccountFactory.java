package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.PendingLogin;
import io.github.twitchoauth.store.TokenStore;

/**
 * Creates accounts, configured ones and those made up at run time.
 */
final class AccountFactory {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

	private static final int LOOKS = 4;

	private final Accounts configured;

	private final AuthorizationSettings settings;

	private final TwitchIdClient client;

	private final TokenStore store;

	private final EventDispatcher events;

	private final AuthorizationLifecycle lifecycle;

	private final ApprovedUsers users;

	private final Map<String, ClientTokenStore> stores = new ConcurrentHashMap<>();

	AccountFactory(Accounts configured, AuthorizationSettings settings, TwitchIdClient client, TokenStore store,
			EventDispatcher events, AuthorizationLifecycle lifecycle) {
		this.configured = configured;
		this.settings = settings;
		this.client = client;
		this.store = new ObservedTokenStore(store, settings.observations());
		this.events = events;
		this.lifecycle = lifecycle;
		this.users = new ApprovedUsers(configured.names());
	}

	/**
	 * Create an account.
	 * @param name its name
	 * @param source the source of its events
	 * @param loss called when a person has to log in
	 * @return the account
	 */
	Account create(String name, Object source, LossListener loss) {
		AccountSettings account = this.configured.get(name);
		TokenValidator validator = new TokenValidator(this.client,
				new TokenOwnership(account, this.client.namesScopesAsAskedFor()), this.settings,
				this.configured.names().contains(name));
		AuthorizationEventPublisher publisher = new AuthorizationEventPublisher(name, source, this.events, this.users,
				() -> loss.onLoss(account), () -> isTakenForDead(account));
		return new Account(account, store(account.client()), validator, publisher, this.lifecycle);
	}

	// A process that finds a token dead asks a person, which takes it a moment; one that
	// logs out does not.
	private boolean isTakenForDead(AccountSettings account) {
		ClientTokenStore store = store(account.client());
		boolean dead = store.leases().isEmpty();
		for (int i = 0; !dead && i < LOOKS; i++) {
			this.lifecycle.pause(BETWEEN_LOOKS);
			dead = isLoginPending(store, account.account());
		}
		return dead;
	}

	// A code that has expired may have been left behind.
	private boolean isLoginPending(ClientTokenStore store, String account) {
		try {
			PendingLogin login = store.findPendingLogin(account);
			return login != null && login.code().expiresAt().isAfter(this.lifecycle.clock().instant());
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	ClientTokenStore store(ClientCredentials client) {
		return this.stores.computeIfAbsent(client.clientId(), (id) -> new ClientTokenStore(this.store, id));
	}

}
