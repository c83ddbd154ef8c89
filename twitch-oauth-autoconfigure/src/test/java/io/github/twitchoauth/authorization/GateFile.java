package io.github.twitchoauth.authorization;

import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the token as a file does: under one lock for all processes, with what is about to
 * be presented written ahead, and closed to others while one has the only copy of a
 * token.
 */
final class GateFile implements GateStore {

	private final Conductor conductor;

	private final GateHistory history;

	private final Conductor.Lock lock;

	private @Nullable TwitchToken stored;

	private @Nullable String unkeptBy;

	private int faults;

	/**
	 * Create a file.
	 * @param conductor decides how its faults go
	 * @param history is told what becomes of the token
	 * @param stored the token
	 * @param faults how many updates may fail
	 */
	GateFile(Conductor conductor, GateHistory history, TwitchToken stored, int faults) {
		this.conductor = conductor;
		this.history = history;
		this.lock = conductor.new Lock("store lock");
		this.stored = stored;
		this.faults = faults;
	}

	@Override
	public TokenStore open(String process) {
		return new View(process);
	}

	@Override
	public @Nullable TwitchToken stored() {
		return this.stored;
	}

	// 1: before anything, 2: not written, 3: written and yet an exception
	private int fault() {
		int fault = (this.faults > 0) ? this.conductor.choose(4) : 0;
		this.faults -= Math.min(fault, 1);
		return fault;
	}

	private final class View implements TokenStore {

		private final String process;

		private int fault;

		View(String process) {
			this.process = process;
		}

		@Override
		public @Nullable TwitchToken find(String account) {
			GateFile.this.conductor.pause("reads the store");
			TwitchToken token = GateFile.this.stored;
			GateFile.this.history.seen(this.process, token);
			GateFile.this.conductor.pause("has read " + GateHistory.number(token));
			return token;
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			GateFile.this.lock.lock();
			try {
				return updateAlone(change);
			}
			finally {
				GateFile.this.lock.unlock();
			}
		}

		private @Nullable TwitchToken updateAlone(UnaryOperator<@Nullable TwitchToken> change) {
			this.fault = fault();
			if (this.fault == 1 || isLocked()) {
				GateFile.this.history.notStored(Conductor.operation());
				throw new IllegalStateException("Store is down, or locked by others");
			}
			TwitchToken before = GateFile.this.stored;
			TwitchToken after = apply(change, before);
			GateFile.this.conductor.pause("writes " + GateHistory.number(after));
			write(before, after);
			GateFile.this.history.seen(this.process, after);
			if (this.fault > 1) {
				throw new IllegalStateException("Store is full");
			}
			return after;
		}

		private void write(@Nullable TwitchToken before, @Nullable TwitchToken after) {
			if (this.fault == 2) {
				GateFile.this.history.notStored(Conductor.operation(), before, after);
				GateFile.this.unkeptBy = (after != null) ? this.process : GateFile.this.unkeptBy;
			}
			else {
				GateFile.this.unkeptBy = null;
				GateFile.this.history.stored(Conductor.operation(), before, after);
				GateFile.this.stored = after;
			}
		}

		@Override
		public void writeAhead(String account, TwitchToken token) {
			if (this.fault > 1) {
				throw new IllegalStateException("Store is full");
			}
			GateFile.this.stored = token;
			GateFile.this.conductor.pause("has written ahead " + GateHistory.number(token));
		}

		private @Nullable TwitchToken apply(UnaryOperator<@Nullable TwitchToken> change, @Nullable TwitchToken before) {
			try {
				return change.apply(before);
			}
			catch (RuntimeException ex) {
				GateFile.this.stored = before;
				throw ex;
			}
		}

		private boolean isLocked() {
			String owner = GateFile.this.unkeptBy;
			return owner != null && !owner.equals(this.process);
		}

	}

}
