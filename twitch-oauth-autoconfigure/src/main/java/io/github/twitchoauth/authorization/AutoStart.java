package io.github.twitchoauth.authorization;

import java.util.HashSet;
import java.util.Set;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.OutageRetry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Logs accounts in by itself, from the store or by asking a person, and again when an
 * authorization is lost. Keeps the application alive from then on.
 */
public final class AutoStart {

	private static final Log logger = LogFactory.getLog(AutoStart.class);

	private final Accounts accounts;

	private final AuthorizationLifecycle lifecycle;

	private final TwitchTokenManager tokenManager;

	private final DeviceAuthFlow flow;

	private final Set<String> underWay = new HashSet<>();

	private final Set<String> lostMeanwhile = new HashSet<>();

	/**
	 * Create an auto start.
	 * @param accounts who the accounts are
	 * @param tokenManager restores tokens
	 * @param flow asks a person to log in
	 * @param lifecycle ends with the application
	 */
	public AutoStart(Accounts accounts, TwitchTokenManager tokenManager, DeviceAuthFlow flow,
			AuthorizationLifecycle lifecycle) {
		this.accounts = accounts;
		this.lifecycle = lifecycle;
		this.tokenManager = tokenManager;
		this.flow = flow;
	}

	/**
	 * Log in every account that is to be logged in at start.
	 */
	public void start() {
		this.tokenManager.onLoss((settings) -> {
			if (settings.autoStart()) {
				logIn(settings.account(), Mono.empty());
			}
		});
		for (AccountSettings settings : this.accounts.autoStarted()) {
			this.lifecycle.keepAlive().acquire();
			logIn(settings.account(), this.tokenManager.restore(settings.account()));
		}
	}

	private void logIn(String account, Mono<TwitchToken> restored) {
		if (begin(account)) {
			Mono<TwitchToken> login = patient(account, restored).switchIfEmpty(Mono.defer(() -> askPerson(account)));
			this.lifecycle.cancelOnClose(login)
				.doFinally((signal) -> end(account, signal == SignalType.ON_COMPLETE))
				.subscribe(null, (error) -> failed(account, error));
		}
	}

	private Mono<TwitchToken> askPerson(String account) {
		synchronized (this) {
			this.lostMeanwhile.remove(account);
		}
		return patient(account, Mono.fromCallable(() -> loggedInMeanwhile(account))
			.switchIfEmpty(this.flow.forAccount(account).authorize()));
	}

	// The application may have logged in with a code of its own while this login waited
	// out an outage.
	private @Nullable TwitchToken loggedInMeanwhile(String account) {
		Account known = this.tokenManager.account(account);
		return known.isAuthorized() ? known.current() : null;
	}

	private synchronized boolean begin(String account) {
		boolean begun = this.underWay.add(account);
		if (!begun) {
			this.lostMeanwhile.add(account);
		}
		return begun;
	}

	// A login that was lost again before this method runs is repeated. A loss that was
	// reported while the person was being asked concerns the older login.
	private void end(String account, boolean succeeded) {
		boolean lost;
		synchronized (this) {
			this.underWay.remove(account);
			lost = this.lostMeanwhile.remove(account);
		}
		if (lost && succeeded && this.tokenManager.account(account).current() == null) {
			logIn(account, Mono.empty());
		}
	}

	private Mono<TwitchToken> patient(String account, Mono<TwitchToken> login) {
		return login.retryWhen(new OutageRetry((error) -> logger
			.warn("Login of account '" + account + "' has to wait, trying again: " + error.getMessage())));
	}

	// Of all other errors an event has told already.
	private void failed(String account, Throwable error) {
		if (!(error instanceof TwitchOAuthException) && !this.lifecycle.isClosed()) {
			logger.error("The login of account '" + account + "' failed: " + error);
		}
	}

}
