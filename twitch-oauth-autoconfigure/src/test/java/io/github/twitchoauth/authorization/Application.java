package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import io.github.twitchoauth.store.TokenStore;

/**
 * What the auto-configuration would put together.
 *
 * @param accounts the accounts
 * @param settings the settings
 * @param client the wire
 * @param store where tokens are kept
 * @param events hands out events
 * @param lifecycle ends with the application
 */
record Application(Accounts accounts, AuthorizationSettings settings, TwitchIdClient client, TokenStore store,
		EventDispatcher events, AuthorizationLifecycle lifecycle) {

	Application(Accounts accounts, AuthorizationSettings settings, TwitchIdClient client, TokenStore store,
			Consumer<TwitchOAuthEvent> listener, AuthorizationLifecycle lifecycle) {
		this(accounts, settings, client, store, new EventDispatcher(List.of(listener), lifecycle), lifecycle);
	}

	TwitchTokenManager manager() {
		return new TwitchTokenManager(this.accounts, this.settings, this.client, this.store, this.events,
				this.lifecycle);
	}

	TwitchDeviceAuthFlow flow(TwitchTokenManager manager) {
		return flow(manager, Leases.ofOneProcess());
	}

	TwitchDeviceAuthFlow flow(TwitchTokenManager manager, Leases leases) {
		return new TwitchDeviceAuthFlow(this.accounts, leases, this.client, manager, this.events, this.lifecycle);
	}

	TwitchDeviceAuthFlow flow() {
		return flow(manager());
	}

	AccountDirectory directory(TwitchTokenManager manager) {
		return new AccountDirectory(this.accounts, manager, flow(manager), this.events, this.lifecycle);
	}

	AutoStart autoStart(TwitchTokenManager manager, DeviceAuthFlow flow) {
		return new AutoStart(this.accounts, manager, flow, this.lifecycle);
	}

	Clock clock() {
		return this.lifecycle.clock();
	}

}
