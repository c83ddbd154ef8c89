package io.github.twitchoauth.authorization;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A login that a person has approved while the account's token is being refreshed. The
 * refresh holds the lock for as long as its answer takes, but that is not needed any
 * more: it takes the token of the login instead.
 */
final class NewerLogin {

	private Sinks.Empty<Void> arrival = Sinks.empty();

	private @Nullable TwitchToken token;

	private int waiting;

	private int arrivals;

	private int logouts;

	// Returns how many logouts there were before.
	synchronized int arrives(TwitchToken token) {
		this.token = token;
		this.waiting++;
		this.arrivals++;
		this.arrival.tryEmitEmpty();
		return this.logouts;
	}

	synchronized int arrivals() {
		return this.arrivals;
	}

	synchronized void isKept() {
		if (--this.waiting == 0) {
			this.token = null;
			this.arrival = Sinks.empty();
		}
	}

	// Null if no login waits.
	synchronized @Nullable TwitchToken token() {
		return this.token;
	}

	synchronized void loggedOut() {
		this.logouts++;
	}

	// A login that began before a logout must not outlive it.
	synchronized int logouts() {
		return this.logouts;
	}

	// Completes when a login arrives, or has arrived.
	synchronized Mono<Void> arrival() {
		return this.arrival.asMono();
	}

}
