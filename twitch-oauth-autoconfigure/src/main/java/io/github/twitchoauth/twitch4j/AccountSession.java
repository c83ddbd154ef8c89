package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.twitchoauth.cluster.Lease;
import io.github.twitchoauth.cluster.Tenure;
import org.jspecify.annotations.Nullable;

/**
 * The session of one account: wanted by all processes that share a store, open in one of
 * them. It is not thread-safe: its owner makes one call at a time, and what the lease has
 * to say comes in through the receiver's executor.
 */
final class AccountSession {

	private final EventSubSocket socket;

	private final Function<Supplier<Duration>, Lease> leases;

	private final EventSubReports reports;

	private final EventSubGap gap;

	private @Nullable Lease lease;

	private @Nullable Tenure tenure;

	private @Nullable EventSubSession session;

	/**
	 * Create a session that is not open.
	 * @param socket connects to EventSub
	 * @param leases asks for the account's lease, with what tells for how long it is not
	 * served
	 * @param reports tells what becomes of the account
	 * @param gap knows what may have been missed
	 */
	AccountSession(EventSubSocket socket, Function<Supplier<Duration>, Lease> leases, EventSubReports reports,
			EventSubGap gap) {
		this.socket = socket;
		this.leases = leases;
		this.reports = reports;
		this.gap = gap;
	}

	/**
	 * Connect as soon as no other process is connected, unless this one is.
	 * @param receiver told of what happens in the session
	 */
	void open(EventSubReceiver receiver) {
		if (this.lease == null) {
			Lease lease = this.leases.apply(this.gap::unserved);
			this.lease = lease;
			lease.tenures().subscribe((next) -> receiver.execute(() -> {
				if (lease == this.lease) {
					begin(receiver, next);
				}
			}));
		}
		else if (this.tenure != null && this.session == null) {
			connect(receiver);
		}
	}

	private void begin(EventSubReceiver receiver, Tenure tenure) {
		end(receiver);
		this.tenure = tenure;
		this.gap.begin(tenure.vacancy());
		if (receiver.isWanted()) {
			connect(receiver);
		}
		tenure.whenOver().subscribe(null, null, () -> receiver.execute(() -> {
			if (tenure == this.tenure) {
				end(receiver);
			}
		}));
	}

	private void connect(EventSubReceiver receiver) {
		EventSubSession session = new EventSubSession(receiver, this.socket::open, this.socket.uri(),
				new ConnectionReports(this.reports.account(), this.socket.uri(), this.reports.dropped(),
						this.reports.counts()));
		this.session = session;
		session.open();
	}

	// A gap that is still open is told now, unless the application closes: then the next
	// holder of the lease tells it.
	private void end(EventSubReceiver receiver) {
		if (this.tenure != null) {
			this.gap.close(this.reports::gap);
		}
		this.tenure = null;
		disconnect(receiver);
	}

	/**
	 * Disconnect, and keep the lease: what has been received may still be delivered, and
	 * what is missed until the account is subscribed again will be told.
	 * @param receiver told of the end
	 */
	void disconnect(EventSubReceiver receiver) {
		EventSubSession session = this.session;
		this.session = null;
		if (session != null) {
			receiver.sessionEnded();
			session.close();
		}
	}

	/**
	 * Disconnect, and give the lease up.
	 * @param receiver told of the end
	 */
	void close(EventSubReceiver receiver) {
		Lease lease = this.lease;
		this.lease = null;
		end(receiver);
		if (lease != null) {
			lease.dispose();
		}
	}

	/**
	 * Return the present tenure, as long as which what the session has received may be
	 * delivered.
	 * @return the tenure, or empty if another process may be connected
	 */
	Optional<Tenure> tenure() {
		return Optional.ofNullable(this.tenure).filter(Tenure::isHeld);
	}

	boolean isWelcomed() {
		return this.session != null && this.session.isWelcomed();
	}

	void heard(@Nullable Instant sentAt) {
		this.gap.heard(sentAt);
	}

	void interrupted() {
		this.gap.open();
	}

	// What was subscribed to may be missed no more.
	void subscribed() {
		this.gap.close(this.reports::gap);
	}

}
