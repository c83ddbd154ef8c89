package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The subscriptions of one account: creates in each session what is wanted, and tries
 * again what Twitch has not created for now. It is not thread-safe: its owner makes one
 * call at a time, and what Twitch answers comes back through the owner as well.
 */
final class Subscriptions {

	private static final Log logger = LogFactory.getLog(Subscriptions.class);

	private static final int CONCURRENCY = 4;

	private final Owner owner;

	private final SubscriptionEndpoint endpoint;

	private final EventSubReports reports;

	private final Map<Subscription, SubscriptionState> states = new LinkedHashMap<>();

	private @Nullable Session session;

	Subscriptions(Owner owner, SubscriptionEndpoint endpoint, EventSubReports reports) {
		this.owner = owner;
		this.endpoint = endpoint;
		this.reports = reports;
	}

	void add(SubscriptionRequest request, TwitchToken token) {
		try {
			Subscription subscription = request.subscription(this.reports.account(), token);
			SubscriptionState state = this.states.computeIfAbsent(subscription, SubscriptionState::new);
			state.add(request);
			if (state.isAbsent() && this.session != null) {
				create(state, this.session);
			}
		}
		catch (TwitchOAuthException ex) {
			this.reports.failed(ex);
		}
	}

	void remove(SubscriptionRequest request) {
		for (SubscriptionState state : List.copyOf(this.states.values())) {
			state.remove(request);
			if (!state.isWanted()) {
				removed(state);
			}
		}
	}

	private void removed(SubscriptionState state) {
		if (state.isCreated()) {
			delete(state);
		}
		else if (state.isBeingCreated()) {
			state.cancelled();
		}
		else if (state.isAbsent() || state.isPostponed()) {
			drop(state);
		}
	}

	private void drop(SubscriptionState state) {
		state.unwanted();
		state.absent();
		this.states.remove(state.subscription(), state);
	}

	void clear() {
		List.copyOf(this.states.values()).forEach(this::drop);
	}

	boolean isEmpty() {
		return this.states.values().stream().noneMatch(SubscriptionState::isWanted);
	}

	/**
	 * Return whether there are events again.
	 * @return whether a subscription has been created and none is being created
	 */
	boolean areSettled() {
		return isAnyCreated() && this.states.values().stream().noneMatch(SubscriptionState::isBeingCreated);
	}

	boolean isAnyCreated() {
		return this.states.values().stream().anyMatch(SubscriptionState::isCreated);
	}

	long createdCount() {
		return this.states.values().stream().filter(SubscriptionState::isCreated).count();
	}

	void sessionStarted(String id) {
		sessionEnded();
		Session session = new Session(id, Sinks.empty(), new HashMap<>());
		this.session = session;
		List<SubscriptionState> all = List.copyOf(this.states.values());
		all.forEach(SubscriptionState::beingCreated);
		Flux.fromIterable(all)
			.flatMap((state) -> attempt(state, session), CONCURRENCY)
			.then()
			.subscribe(null, (error) -> logger.error("Subscribing to EventSub failed", error),
					() -> during(session, () -> this.owner.attempted(true)));
	}

	void sessionEnded() {
		Session ended = this.session;
		this.session = null;
		if (ended != null) {
			ended.end().tryEmitEmpty();
		}
		this.states.values().forEach(SubscriptionState::absent);
		this.states.values().removeIf((state) -> !state.isWanted());
	}

	private void create(SubscriptionState state, Session session) {
		state.beingCreated();
		attempt(state, session).subscribe(null, null, () -> during(session, () -> this.owner.attempted(false)));
	}

	// Completes after the first answer in any case, so that a failure does not delay
	// TwitchClientReadyEvent.
	private Mono<Void> attempt(SubscriptionState state, Session session) {
		return Mono.defer(() -> this.endpoint.create(state.subscription(), session.id()))
			.takeUntilOther(session.end().asMono())
			.doOnNext((id) -> during(session, () -> created(state, session, id)))
			.doOnError((error) -> during(session, () -> failed(state, session, error)))
			.onErrorComplete()
			.then();
	}

	// Results of calls that were begun in an earlier session are ignored.
	private void during(Session session, Runnable action) {
		this.owner.execute(() -> {
			if (session == this.session) {
				action.run();
			}
		});
	}

	private void created(SubscriptionState state, Session session, String id) {
		boolean cancelled = state.isCancelled() || !state.isWanted();
		boolean failedBefore = state.created(id);
		if (cancelled) {
			delete(state);
			return;
		}
		this.reports.created(state.subscription(), failedBefore);
		String status = session.revoked().remove(id);
		if (status != null) {
			revoked(state, status);
		}
	}

	private void failed(SubscriptionState state, Session session, Throwable error) {
		if (!state.isWanted()) {
			drop(state);
		}
		else if (error instanceof AuthorizationRequiredException) {
			this.owner.loginRequired();
		}
		else if (error instanceof SubscriptionRefusedException || error instanceof MissingScopeException
				|| error instanceof ClientConfigurationException) {
			SubscriptionRequest request = state.firstRequest();
			drop(state);
			this.reports.refused(request, state.subscription(), (TwitchOAuthException) error);
		}
		else {
			postpone(state, session, error);
		}
	}

	private void postpone(SubscriptionState state, Session session, Throwable error) {
		boolean first = state.postponed(error instanceof SubscriptionLimitException);
		Duration pause = state.nextPause();
		this.reports.postponed(state.subscription(), error, first, pause);
		Mono.delay(pause)
			.takeUntilOther(session.end().asMono())
			.subscribe((tick) -> during(session, () -> tryAgain(state, session)));
	}

	private void tryAgain(SubscriptionState state, Session session) {
		if (state.isPostponed()) {
			create(state, session);
		}
	}

	// A subscription that is wanted again meanwhile is created when the deletion has
	// ended.
	private void delete(SubscriptionState state) {
		String id = state.beingDeleted();
		Session session = this.session;
		if (id.isEmpty() || session == null) {
			drop(state);
			return;
		}
		this.endpoint.delete(id)
			.doOnError((error) -> this.reports.notDeleted(state.subscription(), error))
			.onErrorComplete()
			.subscribe(null, null, () -> during(session, () -> deleted(state, session)));
	}

	private void deleted(SubscriptionState state, Session session) {
		if (state.isWanted()) {
			create(state, session);
		}
		else {
			drop(state);
		}
	}

	/**
	 * Note that Twitch has ended a subscription.
	 * @param id its id
	 * @param described what Twitch says about it
	 * @param status why Twitch has ended it
	 * @return whether it is one of the account's present subscriptions
	 */
	boolean revoked(String id, Subscription described, String status) {
		Optional<SubscriptionState> found = this.states.values()
			.stream()
			.filter((state) -> state.is(id, described))
			.findFirst();
		found.ifPresent((state) -> revoked(state, status));
		if (found.isEmpty() && this.session != null
				&& this.states.values().stream().anyMatch(SubscriptionState::isBeingCreated)) {
			// The revocation may have overtaken the answer that tells the id.
			this.session.revoked().put(id, status);
		}
		return found.isPresent();
	}

	private void revoked(SubscriptionState state, String status) {
		drop(state);
		this.reports.revoked(state.subscription(), status);
		this.owner.revoked(status);
	}

	/**
	 * The owner of the subscriptions. Its executor runs a task at once, while nothing
	 * else happens to the account.
	 */
	interface Owner extends Executor {

		/**
		 * Something was tried to be subscribed to.
		 * @param all whether everything has been tried since the session started
		 */
		void attempted(boolean all);

		/**
		 * Twitch has ended a subscription.
		 * @param status why
		 */
		void revoked(String status);

		/**
		 * The account has no usable token. The next login starts it again.
		 */
		void loginRequired();

	}

	/**
	 * A session of EventSub.
	 *
	 * @param id its id
	 * @param end completes when the session has ended
	 * @param revoked reasons of revocations whose ids are not known yet, by id
	 */
	private record Session(String id, Sinks.Empty<Void> end, Map<String, String> revoked) {

	}

}
