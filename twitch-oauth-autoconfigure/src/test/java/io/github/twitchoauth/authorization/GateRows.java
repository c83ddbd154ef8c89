package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.MapTokenStorage;
import io.github.twitchoauth.store.StepTime;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.TokenStorage;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the token in a row that processes claim and take over from each other. Time
 * passes for those that wait when nobody else can go on, and sometimes before that, as if
 * all others were paused.
 */
final class GateRows implements GateStore {

	private static final TokenKey KEY = new TokenKey("abc", GateWorld.ACCOUNT);

	// The watch of a claim has to look twice within its patience.
	private static final Duration STEP = StorageBasedTokenStore.DEFAULT_PATIENCE.multipliedBy(9).dividedBy(20);

	private static final int STEPS_TO_TAKE_OVER = 3;

	private final MapTokenStorage rows = new MapTokenStorage();

	private final TokenCodec codec = new TokenCodec(TokenCipher.none());

	private final Conductor conductor;

	private final GateHistory history;

	private final boolean locking;

	private final Conductor.Lock rowLock;

	private long elapsed;

	private int faults;

	private boolean mayPause;

	/**
	 * Create a table with one row.
	 * @param conductor decides how its faults go
	 * @param history is told what becomes of the token
	 * @param stored the token
	 * @param faults how many updates may fail
	 * @param locking whether a row is locked while it is updated, so that a process that
	 * is paused is not taken for a dead one
	 */
	GateRows(Conductor conductor, GateHistory history, TwitchToken stored, int faults, boolean locking) {
		this.conductor = conductor;
		this.history = history;
		this.locking = locking;
		this.rowLock = conductor.new Lock("row lock");
		new StepTime().open(this.rows).forClient(KEY.clientId()).save(KEY.account(), stored);
		this.faults = faults;
		this.mayPause = true;
	}

	@Override
	public TokenStore open(String process) {
		View view = new View();
		return new Told(StepTime.open(view, () -> this.elapsed, view).forClient(KEY.clientId()), process);
	}

	@Override
	public @Nullable TwitchToken stored() {
		return token(this.rows.read(KEY));
	}

	private @Nullable TwitchToken token(@Nullable String document) {
		return (document != null) ? this.codec.read(KEY.account(), document) : null;
	}

	private @Nullable String visibleClaim() {
		return (this.locking && this.rowLock.isLocked()) ? null
				: Objects.requireNonNullElse(this.rows.claims.get(KEY.id()), "none");
	}

	// 1: before anything, 2: not written, 3: written and yet an exception
	private int fault() {
		int fault = (this.faults > 0) ? this.conductor.choose(4) : 0;
		this.faults -= Math.min(fault, 1);
		return fault;
	}

	/**
	 * What a process sees of its store.
	 */
	private final class Told implements TokenStore {

		private final TokenStore store;

		private final String process;

		Told(TokenStore store, String process) {
			this.store = store;
			this.process = process;
		}

		private @Nullable TwitchToken seen(@Nullable TwitchToken token) {
			GateRows.this.history.seen(this.process, token);
			return token;
		}

		@Override
		public @Nullable TwitchToken find(String account) {
			return account.equals(KEY.account()) ? seen(this.store.find(account)) : this.store.find(account);
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			return this.store.update(account, (token) -> seen(change.apply(token)));
		}

		@Override
		public void remove(String account) {
			this.store.remove(account);
			seen(null);
		}

		@Override
		public void assertLocked(String account) {
			this.store.assertLocked(account);
		}

	}

	/**
	 * How the store of a process gets at the row.
	 */
	private final class View implements TokenStorage, LongConsumer {

		private @Nullable String seenClaim;

		private int steps;

		@Override
		public @Nullable String read(TokenKey key) {
			GateRows.this.conductor.pause("reads the store");
			String document = GateRows.this.rows.read(key);
			GateRows.this.conductor.pause("has read " + GateHistory.number(token(document)));
			return document;
		}

		@Override
		public AccountPage findAccounts(String clientId, @Nullable String cursor, int limit) {
			return GateRows.this.rows.findAccounts(clientId, cursor, limit);
		}

		@Override
		public @Nullable String claim(TokenKey key, String claim, @Nullable String expected) {
			GateRows.this.conductor.pause("claims");
			this.seenClaim = visibleClaim();
			if (this.seenClaim == null) {
				return null;
			}
			String present = GateRows.this.rows.claim(key, claim, expected);
			this.seenClaim = visibleClaim();
			GateRows.this.conductor.pause(claim.equals(present) ? "has claimed" : "finds another claim");
			return present;
		}

		// Waits for another claim, or for time to pass.
		@Override
		public void accept(long nanos) {
			if (this.steps == 0 && GateRows.this.mayPause && GateRows.this.conductor.choose(2) == 1) {
				GateRows.this.mayPause = false;
				this.steps = STEPS_TO_TAKE_OVER;
			}
			if (this.steps > 0) {
				this.steps--;
				GateRows.this.conductor.pause("is left alone");
			}
			else if (GateRows.this.conductor.await("waits for a claim",
					() -> !Objects.equals(visibleClaim(), this.seenClaim))) {
				return;
			}
			GateRows.this.elapsed += STEP.toNanos();
		}

		@Override
		public boolean replace(TokenKey key, String claim, Change change) {
			if (!GateRows.this.locking) {
				return replaceAlone(key, claim, change);
			}
			GateRows.this.rowLock.lock();
			try {
				return replaceAlone(key, claim, change);
			}
			finally {
				GateRows.this.rowLock.unlock();
			}
		}

		private boolean replaceAlone(TokenKey key, String claim, Change change) {
			int fault = fault();
			if (fault == 1) {
				GateRows.this.history.notStored(Conductor.operation());
				throw new IllegalStateException("Connection is lost");
			}
			boolean replaced = GateRows.this.rows.replace(key, claim, (document, claimed) -> {
				String next = change.apply(document, claimed);
				GateRows.this.conductor.pause("writes " + GateHistory.number(token(next)));
				write(fault == 2 || !claimed.getAsBoolean(), token(document), token(next));
				return next;
			});
			if (fault == 3) {
				throw new IllegalStateException("Connection is lost after the commit");
			}
			return replaced;
		}

		private void write(boolean fails, @Nullable TwitchToken before, @Nullable TwitchToken after) {
			if (fails) {
				GateRows.this.history.notStored(Conductor.operation(), before, after);
				throw new IllegalStateException("Commit has failed, or the row was taken over");
			}
			GateRows.this.history.stored(Conductor.operation(), before, after);
		}

		@Override
		public void release(TokenKey key, String claim) {
			GateRows.this.conductor.pause("releases its claim");
			GateRows.this.rows.release(key, claim);
		}

	}

}
