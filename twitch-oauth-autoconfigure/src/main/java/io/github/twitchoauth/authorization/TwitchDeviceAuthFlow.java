package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Deadline;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.util.Assert;

/**
 * The {@link DeviceAuthFlow} of one account.
 */
public final class TwitchDeviceAuthFlow implements DeviceAuthFlow {

	private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(1);

	private final AuthorizationServices services;

	private final TwitchTokenManager tokenManager;

	private final CodeExpiries expiries;

	private final PendingLogins logins;

	private final DeviceCodePoller poller;

	private final TokenVerifier verifier;

	private final AccountSettings settings;

	/**
	 * Create the default account's flow.
	 * @param services what all flows share
	 * @param tokenManager takes the tokens
	 */
	public TwitchDeviceAuthFlow(AuthorizationServices services, TwitchTokenManager tokenManager) {
		this(services, tokenManager, new CodeExpiries(services.clock()), new PendingLogins(),
				services.accounts().defaultAccount());
	}

	private TwitchDeviceAuthFlow(AuthorizationServices services, TwitchTokenManager tokenManager, CodeExpiries expiries,
			PendingLogins logins, AccountSettings settings) {
		this.services = services;
		this.tokenManager = tokenManager;
		this.expiries = expiries;
		this.poller = new DeviceCodePoller(services.client(), services.settings().requestTimeout());
		this.logins = logins;
		this.verifier = new TokenVerifier(services.client(), services.settings().validate());
		this.settings = settings;
	}

	@Override
	public Mono<DeviceCode> getDeviceCode() {
		return attempt(requestCode());
	}

	@Override
	public Mono<TwitchToken> pollForAuthorization(DeviceCode code) {
		Assert.notNull(code, "'code' must not be null");
		return attempt(awaitApproval(code));
	}

	@Override
	public Mono<TwitchToken> pollForAuthorization(String deviceCode, Duration expiresIn, Duration interval) {
		Assert.hasText(deviceCode, "'deviceCode' must not be empty");
		Assert.isTrue(expiresIn.toNanos() > 0, "'expiresIn' must be positive");
		Assert.isTrue(interval.toNanos() > 0, "'interval' must be positive");
		return attempt(Mono.defer(() -> awaitApproval(deviceCode, Deadline.after(expiresIn), interval)));
	}

	@Override
	public Mono<TwitchToken> authorize() {
		return this.logins.join(this.settings.account(), attempt(requestCode().flatMap(this::awaitApproval)
			.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RENEWAL_PAUSE).filter(this::isRenewable))));
	}

	@Override
	public Mono<Void> revokeToken(String token) {
		Assert.hasText(token, "'token' must not be empty");
		return this.services.lifecycle()
			.whileOpen(this.services.client()
				.revoke(this.settings.client(), token)
				.flatMap((outcome) -> Mono.justOrEmpty(Refusals.ofRevocation(outcome, this.settings.client())))
				.<Void>flatMap(Mono::error));
	}

	@Override
	public DeviceAuthFlow forAccount(String account) {
		return new TwitchDeviceAuthFlow(this.services, this.tokenManager, this.expiries, this.logins,
				this.services.accounts().get(account));
	}

	private <T> Mono<T> attempt(Mono<T> login) {
		return this.services.lifecycle().whileOpen(login.doOnError(TwitchOAuthException.class, this::publishFailure));
	}

	private void publishFailure(TwitchOAuthException error) {
		if (!(error instanceof TwitchUnavailableException)) {
			this.services.events().dispatch(new AuthorizationFailedEvent(this, this.settings.account(), error));
		}
	}

	private boolean isRenewable(Throwable error) {
		return error instanceof LostTokenException
				|| (error instanceof DeviceCodeExpiredException && this.services.settings().renewExpiredCode());
	}

	private Mono<DeviceCode> requestCode() {
		return Mono
			.defer(() -> this.services.client().requestDeviceCode(this.settings.client(), this.settings.scopes()))
			.flatMap((outcome) -> outcome.fold(Mono::just, (answer) -> Mono.<DeviceCode>error(refused(answer)),
					(unknown) -> Mono.error(Refusals.toException(unknown))))
			.doOnNext(this.expiries::issued)
			.doOnNext((code) -> this.services.events()
				.dispatch(new DeviceCodeEvent(this, this.settings.account(), code, this.settings.scopes())));
	}

	private TwitchOAuthException refused(Rejected<DeviceCode> answer) {
		return Refusals.ofDeviceRequest(answer, this.settings,
				this.services.accounts().scopesProperty(this.settings.account()));
	}

	private Mono<TwitchToken> awaitApproval(DeviceCode code) {
		return Mono.defer(() -> awaitApproval(code.deviceCode(), this.expiries.of(code), code.interval()));
	}

	private Mono<TwitchToken> awaitApproval(String deviceCode, Deadline expiry, Duration interval) {
		return this.poller.poll(this.settings.client(), deviceCode, expiry, interval).flatMap(this::adopt);
	}

	// The code is used up now and this is the only copy of the token, so a subscriber
	// that cancels must not stop it.
	private Mono<TwitchToken> adopt(TokenResponse response) {
		Mono<TwitchToken> adopted = this.services.lifecycle()
			.toTheEnd(mayKeepAtOnce() ? kept(response) : verified(response), AuthorizationLifecycle.GRACE_PERIOD);
		// When it has ended: a subscriber of the login may close the application, which
		// waits for the end.
		adopted.subscribe((token) -> this.logins.loggedIn(this.settings.account(), token), (error) -> {
		});
		return adopted;
	}

	// Validation may have to wait for the end of an outage, and the application may end
	// before.
	private boolean mayKeepAtOnce() {
		return this.services.settings().validate() && this.settings.expectedLogin() == null;
	}

	private Mono<TwitchToken> kept(TokenResponse response) {
		String account = this.settings.account();
		return Mono.<Void>fromRunnable(
				() -> this.tokenManager.keep(account, this.tokenManager.managed(account).ownership().issued(response)))
			.subscribeOn(this.services.lifecycle().storeScheduler())
			.then(this.tokenManager.identify(account));
	}

	private Mono<TwitchToken> verified(TokenResponse response) {
		String account = this.settings.account();
		return this.verifier
			.verify(this.tokenManager.managed(account), this.tokenManager.load(account).onErrorComplete(), response)
			.publishOn(this.services.lifecycle().storeScheduler())
			.doOnNext((token) -> this.tokenManager.adopt(account, token));
	}

}
