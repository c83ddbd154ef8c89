package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.github.twitchoauth.TokenStoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Claims rows, updates them, and keeps the claim where a new token could not be stored.
 */
final class ClaimedUpdates {

	private static final Log logger = LogFactory.getLog(ClaimedUpdates.class);

	private static final long FOR_EVER = Long.MAX_VALUE / 2;

	// An exchange with the server may take five minutes, and its result is saved within
	// two of the connection to the database being back.
	private static final int PATIENCES_FOR_RETURN = 5;

	private final String owner = UUID.randomUUID().toString();

	private final AtomicLong claims = new AtomicLong();

	private final LongAdder claimsTakenOver = new LongAdder();

	private final KeyedLocks<TokenKey> threads = new KeyedLocks<>();

	private final Map<TokenKey, RowUpdate> underWay = new ConcurrentHashMap<>();

	// The new tokens of these rows are in memory only. Their claims are kept until the
	// tokens are stored.
	private final Set<TokenKey> unkept = ConcurrentHashMap.newKeySet();

	// These rows were taken over from another process, and their refresh tokens have yet
	// to be marked as possibly spent.
	private final Set<TokenKey> unmarked = ConcurrentHashMap.newKeySet();

	private final TokenStorage storage;

	private final UpdateLimit limit;

	private final UpdateLimit unlimited = new UpdateLimit(Integer.MAX_VALUE);

	private final Duration patience;

	private final ElapsedTime time;

	private final FormerOwners formerOwners;

	ClaimedUpdates(TokenStorage storage, int limit, Duration patience, ElapsedTime time) {
		this.storage = storage;
		this.limit = new UpdateLimit(limit);
		this.patience = patience;
		this.time = time;
		this.formerOwners = new FormerOwners(time, patience.multipliedBy(PATIENCES_FOR_RETURN));
	}

	long claimsTakenOver() {
		return this.claimsTakenOver.sum();
	}

	void assertLocked(TokenKey key) {
		RowUpdate update = this.underWay.get(key);
		Assert.state(update != null, "'account' is not being updated");
		if (!update.isClaimed()) {
			throw takenOver(key.account());
		}
		Duration left = this.formerOwners.waitsFor(key);
		if (!left.isNegative()) {
			throw new TokenStoreException("The token of account '" + key.account()
					+ "' may have been refreshed by another process, which was not heard of since. That one may still bring the new token, so this one tries in "
					+ left.toSeconds() + " s at the earliest. Nothing is given up");
		}
	}

	private boolean isOwn(@Nullable String claim) {
		return claim != null && claim.startsWith(this.owner + "/");
	}

	// A process knows what it has and need not wait for itself.
	private @Nullable String ofAnother(@Nullable String claim) {
		return isOwn(claim) ? null : claim;
	}

	private static TokenStoreException takenOver(String account) {
		return new TokenStoreException("The token of account '" + account
				+ "' has been taken over by another process, because this one was not heard of for too long");
	}

	// An interrupt would break off calls to the database, and with them the only copy of
	// a token.
	void run(RowUpdate update) {
		run(update, this.limit);
	}

	// What waits for nothing does not wait for updates that wait for Twitch.
	void runAtOnce(RowUpdate update) {
		run(update, this.unlimited);
	}

	private void run(RowUpdate update, UpdateLimit limit) {
		this.threads.acquire(update.key(), FOR_EVER);
		boolean interrupted = Thread.interrupted();
		try {
			this.underWay.put(update.key(), update);
			runAlone(update, limit);
		}
		finally {
			this.underWay.remove(update.key());
			this.threads.release(update.key());
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void runAlone(RowUpdate update, UpdateLimit limit) {
		String claim = awaitClaim(update.key(), limit);
		try {
			replace(update, claim);
		}
		catch (Throwable ex) {
			if (update.isIrreplaceable()) {
				this.unkept.add(update.key());
			}
			if (!this.unkept.contains(update.key())) {
				release(update.key(), claim, ex);
			}
			throw ex;
		}
		finally {
			limit.release();
		}
	}

	private void replace(RowUpdate update, String claim) {
		boolean replaced = this.storage.replace(update.key(), claim, (document, claimed) -> {
			this.formerOwners.found(update.key(), ofAnother(TokenRows.takenOver(document)));
			return update.apply(document, claimed);
		});
		this.unkept.remove(update.key());
		if (!replaced) {
			throw takenOver(update.key().account());
		}
	}

	// The permit is acquired before the claim, so that a claim does not grow old while
	// its owner waits for a permit. It is given back while another process holds the
	// claim.
	private String awaitClaim(TokenKey key, UpdateLimit limit) {
		ClaimWatch watch = new ClaimWatch(this.time, this.patience);
		while (true) {
			String claim = null;
			limit.acquire();
			try {
				claim = claim(key, watch);
				if (claim != null) {
					return claim;
				}
			}
			finally {
				if (claim == null) {
					limit.release();
				}
			}
			watch.pause();
		}
	}

	// Each attempt uses a new claim, which shows other processes that this one is alive.
	private @Nullable String claim(TokenKey key, ClaimWatch watch) {
		String claim = this.owner + "/" + this.claims.incrementAndGet();
		String present = this.storage.claim(key, claim, null);
		if (claim.equals(present)) {
			this.unmarked.remove(key);
			return claim;
		}
		boolean own = isOwn(present);
		boolean abandoned = !own && watch.isAbandoned(present);
		if (abandoned) {
			logger.warn("Another process has left the token of account '" + key.account() + "' claimed for "
					+ this.patience.toSeconds() + " s. It is taken over, and its refresh token may be spent");
			this.unmarked.add(key);
		}
		return (present != null && (own || abandoned) && replaceClaim(key, claim, present)) ? claim : null;
	}

	// A row that was taken over is marked as such and released. It has to be claimed
	// again before it is updated.
	private boolean replaceClaim(TokenKey key, String claim, String present) {
		boolean claimed = claim.equals(this.storage.claim(key, claim, present));
		boolean unmarked = this.unmarked.contains(key);
		if (claimed && unmarked
				&& this.storage.replace(key, claim, (document, held) -> TokenRows.markTakenOver(document, present))) {
			this.claimsTakenOver.increment();
		}
		this.unmarked.remove(key);
		return claimed && !unmarked;
	}

	private void release(TokenKey key, String claim, Throwable failure) {
		try {
			this.storage.release(key, claim);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
