package io.github.twitchoauth.authorization;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells listeners what becomes of the login of one account. Called under the lock of the
 * account, so that events come in the order of its states.
 */
final class AuthorizationEventPublisher {

	private final String account;

	private final EventDispatcher events;

	private final ApprovedUsers users;

	private final Object source;

	private final Runnable askPerson;

	private final AccountLog log;

	private final BooleanSupplier dead;

	private final AtomicInteger loginsUnderWay = new AtomicInteger();

	private volatile @Nullable Announcement announced;

	/**
	 * Create a publisher.
	 * @param account the account
	 * @param source the source of the events
	 * @param events hands them out
	 * @param users notices a user who approves for two accounts
	 * @param askPerson called when a person has to log in
	 * @param dead whether a token that another process has removed is taken for dead
	 */
	AuthorizationEventPublisher(String account, Object source, EventDispatcher events, ApprovedUsers users,
			Runnable askPerson, BooleanSupplier dead) {
		this.account = account;
		this.source = source;
		this.events = events;
		this.users = users;
		this.askPerson = askPerson;
		this.log = new AccountLog(AuthorizationEventPublisher.class, account);
		this.dead = dead;
	}

	// Whether listeners have been told of the login.
	boolean isAnnounced() {
		return this.announced != null;
	}

	// The user whose login listeners have been told of, as far as it is known.
	@Nullable String announcedLogin() {
		Announcement announcement = this.announced;
		return (announcement != null) ? announcement.login() : null;
	}

	// Only the login itself announces the token, once its user is known.
	<T> Mono<T> whileLoggingIn(Mono<T> login) {
		return Mono.using(() -> {
			loginBegins();
			return this;
		}, (publisher) -> login, AuthorizationEventPublisher::loginEnds);
	}

	// Until the login ends, nothing else announces one.
	void loginBegins() {
		this.loginsUnderWay.incrementAndGet();
	}

	void loginEnds() {
		this.loginsUnderWay.decrementAndGet();
	}

	void loggedIn(TwitchToken token) {
		publishLogin(token, false);
	}

	void restored(TwitchToken token) {
		if (!isAnnounced()) {
			publishLogin(token, true);
		}
	}

	/**
	 * Tell of a token that is in use without a login in this process: it was in the store
	 * when it was needed.
	 * @param token the token, of which it is known whose it is
	 */
	void takenUp(TwitchToken token) {
		if (this.loginsUnderWay.get() == 0) {
			restored(token);
		}
	}

	private void publishLogin(TwitchToken token, boolean restored) {
		this.announced = new Announcement(token.login());
		this.users.loggedIn(this.account, token);
		this.events.dispatch(new AuthenticatedEvent(this.source, this.account, token, restored));
	}

	/**
	 * Tell that another token is in use than before.
	 * @param token the token
	 * @param identified whether it is known whose it is, so that listeners that have not
	 * heard of the login can be told
	 */
	void refreshed(TwitchToken token, boolean identified) {
		if (isAnnounced() || this.loginsUnderWay.get() > 0) {
			this.events.dispatch(new TokenRefreshedEvent(this.source, this.account, token));
		}
		else if (identified) {
			restored(token);
		}
	}

	void troubleEnded() {
		this.log.info(announcedLogin(), "The token of account '" + this.account + "' works again");
	}

	void failed(TwitchOAuthException error) {
		this.events.dispatch(new AuthorizationFailedEvent(this.source, this.account, error));
	}

	void lacksScopes(Set<String> missing) {
		failed(new MissingScopeException("The stored login of account '" + this.account + "' does not cover the scopes "
				+ missing + ". Log in again to grant them"));
	}

	/**
	 * Tell that the token which is stored must not be used.
	 * @param objection why
	 */
	void objected(TwitchOAuthException objection) {
		failed(objection);
		this.askPerson.run();
	}

	/**
	 * Tell that the authorization is dead, as this process has found out.
	 * @param error why
	 */
	void died(AuthorizationRequiredException error) {
		lost(error);
		this.askPerson.run();
	}

	/**
	 * Tell that another process has removed the token.
	 * @param error what to tell if it was dead
	 */
	void removed(AuthorizationRequiredException error) {
		if (this.dead.getAsBoolean()) {
			lost(error);
		}
		else {
			loggedOut();
		}
	}

	private void lost(AuthorizationRequiredException error) {
		this.events.dispatch(new AuthorizationLostEvent(this.source, this.account, error));
		ended();
	}

	void loggedOut() {
		this.events.dispatch(new LoggedOutEvent(this.source, this.account));
		ended();
	}

	private void ended() {
		this.announced = null;
		this.users.loggedOut(this.account);
	}

	/**
	 * What listeners have been told of a login.
	 *
	 * @param login the user's login name, or {@code null} if that is not known
	 */
	private record Announcement(@Nullable String login) {

	}

}
