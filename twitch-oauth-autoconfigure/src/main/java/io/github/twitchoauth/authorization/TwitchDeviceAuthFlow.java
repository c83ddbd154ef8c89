package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.cluster.Lease;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.cluster.Tenure;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Deadline;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.util.Assert;

/**
 * The {@link DeviceAuthFlow} of one account.
 */
public final class TwitchDeviceAuthFlow implements DeviceAuthFlow {

	private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(1);

	private final TwitchIdClient client;

	private final EventDispatcher events;

	private final AuthorizationLifecycle lifecycle;

	private final TwitchTokenManager tokenManager;

	private final Accounts accounts;

	private final Leases leases;

	private final CodeExpiries expiries;

	private final PendingLogins logins;

	private final DeviceCodePoller poller;

	private final AccountSettings account;

	/**
	 * Create the default account's flow.
	 * @param accounts who the accounts are
	 * @param leases decide which process polls
	 * @param client the wire
	 * @param tokenManager takes the tokens
	 * @param events hands out events
	 * @param lifecycle ends with the application
	 */
	public TwitchDeviceAuthFlow(Accounts accounts, Leases leases, TwitchIdClient client,
			TwitchTokenManager tokenManager, EventDispatcher events, AuthorizationLifecycle lifecycle) {
		this.accounts = accounts;
		this.leases = leases;
		this.client = client;
		this.tokenManager = tokenManager;
		this.events = events;
		this.lifecycle = lifecycle;
		this.expiries = new CodeExpiries(lifecycle.clock());
		this.poller = new DeviceCodePoller(client, tokenManager.settings().requestTimeout(), lifecycle);
		this.logins = new PendingLogins(tokenManager.settings().observations());
		this.account = accounts.defaultAccount();
	}

	private TwitchDeviceAuthFlow(TwitchDeviceAuthFlow other, AccountSettings account) {
		this.accounts = other.accounts;
		this.leases = other.leases;
		this.client = other.client;
		this.tokenManager = other.tokenManager;
		this.events = other.events;
		this.lifecycle = other.lifecycle;
		this.expiries = other.expiries;
		this.poller = other.poller;
		this.logins = other.logins;
		this.account = account;
	}

	@Override
	public Mono<DeviceCode> getDeviceCode() {
		return attempt(requestCode().doOnNext(this::show));
	}

	@Override
	public Mono<TwitchToken> pollForAuthorization(DeviceCode code) {
		Assert.notNull(code, "'code' must not be null");
		return attempt(beside(Mono.defer(() -> awaitApproval(code, alwaysHeld(), this.poller.answers()))));
	}

	@Override
	public Mono<TwitchToken> pollForAuthorization(String deviceCode, Duration expiresIn, Duration interval) {
		Assert.hasText(deviceCode, "'deviceCode' must not be empty");
		Assert.isTrue(expiresIn.toNanos() > 0, "'expiresIn' must be positive");
		Assert.isTrue(interval.toNanos() > 0, "'interval' must be positive");
		return attempt(beside(cancelable(Mono
			.defer(() -> poll(deviceCode, Deadline.after(expiresIn), interval, alwaysHeld(), this.poller.answers())))));
	}

	@Override
	public Mono<TwitchToken> authorize() {
		return this.logins.join(this.account.account(),
				attempt(Mono.using(() -> this.leases.request(leaseName()), this::authorize, Lease::dispose)));
	}

	private String leaseName() {
		return this.account.client().clientId() + "/login/" + this.account.account();
	}

	private Mono<TwitchToken> authorize(Lease turn) {
		LoginElsewhere elsewhere = elsewhere(turn);
		return cancelable(this.tokenManager.keptCodes().find(this.account))
			.flatMap((code) -> resumed(code, turn, elsewhere))
			.switchIfEmpty(begun(turn, elsewhere));
	}

	private LoginElsewhere elsewhere(Lease turn) {
		LoginElsewhere elsewhere = new LoginElsewhere(this.account, this.tokenManager, turn, this.leases.isShared());
		elsewhere.begin();
		return elsewhere;
	}

	private Mono<TwitchToken> resumed(DeviceCode code, Lease turn, LoginElsewhere elsewhere) {
		return awaitKeptApproval(code, turn, elsewhere).onErrorResume(this::isRenewable,
				(error) -> begun(turn, elsewhere));
	}

	/**
	 * Show the code of a login that another process has begun, and go on with the login
	 * when no other process polls for it.
	 * @param code the code
	 * @param end when another process has ended the login
	 * @return the token, or empty if another process ends the login
	 */
	Mono<TwitchToken> follow(DeviceCode code, Mono<Void> end) {
		return Mono.using(
				() -> this.leases.request(leaseName()), (turn) -> takenUp(code, turn, end).flatMap((kept) -> this.logins
					.join(this.account.account(), attempt(Mono.defer(() -> resumed(kept, turn, elsewhere(turn)))))),
				Lease::dispose);
	}

	private Mono<DeviceCode> takenUp(DeviceCode code, Lease turn, Mono<Void> end) {
		return this.tokenManager.pendingCodes()
			.whilePolledElsewhere(this.account.account(), code,
					turn.whenHeld()
						.takeUntilOther(end)
						.flatMap((tenure) -> this.tokenManager.keptCodes()
							.takeUp(this.account)
							.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RENEWAL_PAUSE)
								.filter((error) -> !this.lifecycle.isClosed()))));
	}

	private Mono<TwitchToken> begun(Lease turn, LoginElsewhere elsewhere) {
		return elsewhere.unlessLoggedIn(code(turn, elsewhere), (code) -> awaitKeptApproval(code, turn, elsewhere))
			.retryWhen(Retry.from((failures) -> failures.concatMap((failure) -> renewal(failure.failure()))));
	}

	private Mono<Long> renewal(Throwable error) {
		return isRenewable(error) ? cancelable(Mono.delay(RENEWAL_PAUSE)) : Mono.error(error);
	}

	// A process whose turn has ended may have left a code, or have come to a token.
	private Mono<DeviceCode> code(Lease turn, LoginElsewhere elsewhere) {
		Mono<DeviceCode> own = turn.whenHeld()
			.flatMap((tenure) -> elsewhere.code().switchIfEmpty(elsewhere.unlessApproved(requestCode(tenure))));
		return cancelable(Mono.firstWithSignal(own, elsewhere.nextCode()));
	}

	// The code is shown when it is about to be stored: a person who has seen it can
	// approve it although the application ends at that moment.
	private Mono<TwitchToken> awaitKeptApproval(DeviceCode code, Lease turn, LoginElsewhere elsewhere) {
		return Mono.defer(() -> {
			boolean loggedIn = this.tokenManager.account(this.account.account()).current() != null;
			PollAnswers answers = this.poller.answers();
			Mono<TwitchToken> approval = this.tokenManager.keptCodes()
				.whilePolling(this.account, code,
						Mono.fromRunnable(() -> show(code))
							.then(elsewhere.whileShown(code, answers, awaitApproval(code, turn, answers), this::adopt)),
						turn);
			return approval.onErrorResume(DeviceCodeExpiredException.class,
					(error) -> this.tokenManager.keptCodes().isWorthAPoll(code) ? usedUp(code, loggedIn, error)
							: Mono.error(error));
		});
	}

	// Another process may have taken up the code, too, and have stored the token, unless
	// it has ended with it. A token that was there before says nothing of that.
	private Mono<TwitchToken> usedUp(DeviceCode code, boolean loggedIn, DeviceCodeExpiredException error) {
		Mono<TwitchToken> stored = loggedIn ? Mono.empty() : this.tokenManager.restore(this.account.account());
		return stored.switchIfEmpty(Mono.error(this.expiries.isOwn(code) ? error
				: new LostTokenException("The code was used up, but its token never arrived here")));
	}

	@Override
	public Mono<Void> revokeToken(String token) {
		Assert.hasText(token, "'token' must not be empty");
		return this.lifecycle.cancelOnClose(this.client.revoke(this.account.client(), token)
			.flatMap((outcome) -> Mono.justOrEmpty(Refusals.ofRevocation(outcome, this.account.client())))
			.<Void>flatMap(Mono::error));
	}

	@Override
	public DeviceAuthFlow forAccount(String account) {
		return new TwitchDeviceAuthFlow(this, this.accounts.get(account));
	}

	private <T> Mono<T> attempt(Mono<T> login) {
		return this.lifecycle.cancelOnClose(login.doOnError(TwitchOAuthException.class, this::publishFailure));
	}

	private Mono<TwitchToken> beside(Mono<TokenResponse> approval) {
		String account = this.account.account();
		return this.tokenManager.settings()
			.observations()
			.ofLogin(account, this.logins.beside(account, approval.flatMap(this::adopt)));
	}

	private void publishFailure(TwitchOAuthException error) {
		if (!(error instanceof TwitchUnavailableException)) {
			this.events.dispatch(new AuthorizationFailedEvent(this, this.account.account(), error));
		}
	}

	private boolean isRenewable(Throwable error) {
		return error instanceof LostTokenException
				|| (error instanceof DeviceCodeExpiredException && this.tokenManager.settings().renewExpiredCode());
	}

	// It may have taken longer than the turn lasted until this is known to be needed.
	private Mono<DeviceCode> requestCode(Tenure tenure) {
		return Mono.defer(() -> tenure.isHeld() ? requestCode()
				: Mono.error(new LostTokenException("It is the turn of another process")));
	}

	private Mono<DeviceCode> requestCode() {
		return cancelable(Mono.defer(() -> this.client.requestDeviceCode(this.account.client(), this.account.scopes())))
			.flatMap((outcome) -> outcome.fold(Mono::just, (answer) -> Mono.<DeviceCode>error(refused(answer)),
					(unknown) -> Mono.error(Refusals.toException(unknown))))
			.doOnNext(this.expiries::issued);
	}

	private void show(DeviceCode code) {
		this.events.dispatch(new DeviceCodeEvent(this, this.account.account(), code, this.account.scopes()));
	}

	private TwitchOAuthException refused(Rejected<DeviceCode> answer) {
		return Refusals.ofDeviceRequest(answer, this.account, this.accounts.scopesProperty(this.account.account()));
	}

	private Mono<TokenResponse> awaitApproval(DeviceCode code, Lease turn, PollAnswers answers) {
		return Mono.defer(() -> this.tokenManager.pendingCodes()
			.whilePolling(this.account.account(), code,
					poll(code.deviceCode(), this.expiries.of(code), code.interval(), turn, answers)));
	}

	private <T> Mono<T> cancelable(Mono<T> step) {
		return this.tokenManager.pendingCodes().cancelable(this.account.account(), step);
	}

	private Mono<TokenResponse> poll(String deviceCode, Deadline expiry, Duration interval, Lease turn,
			PollAnswers answers) {
		return this.poller.poll(this.account.client(), deviceCode, expiry, interval, turn, answers);
	}

	// A code that the application itself has asked for is polled without a lease: the
	// application decides which of its nodes polls.
	private static Lease alwaysHeld() {
		return Leases.ofOneProcess().request("");
	}

	private Mono<TwitchToken> adopt(TokenResponse response) {
		Mono<TwitchToken> adopted = this.tokenManager.logIn(this.account.account(), response);
		// Waiting callers are told when the login has ended, because they may close the
		// application, which waits for its end.
		adopted.subscribe((token) -> this.logins.loggedIn(this.account.account(), token), (error) -> {
		});
		return adopted;
	}

}
