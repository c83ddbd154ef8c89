package io.github.twitchoauth.authorization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets threads run one at a time and decides at each of their pauses which one goes on,
 * so that a run is repeatable. {@link #explore} goes through all runs in which at most a
 * given number of threads are interrupted, depth first.
 */
final class Conductor {

	private static final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "part");
		thread.setDaemon(true);
		return thread;
	});

	private static final ThreadLocal<@Nullable Part> currentPart = new ThreadLocal<>();

	private final Semaphore end = new Semaphore(0);

	private final List<Part> parts = new ArrayList<>();

	private final List<String> trace = new ArrayList<>();

	private final List<Decision> decisions;

	private volatile @Nullable Part running;

	private int position;

	private int preemptionsLeft;

	private final @Nullable Random random;

	private Conductor(List<Decision> decisions, int preemptions, @Nullable Random random) {
		this.decisions = decisions;
		this.preemptionsLeft = preemptions;
		this.random = random;
	}

	/**
	 * Run a piece in all its interleavings.
	 * @param preemptions how many times at most a thread that could go on has to wait
	 * @param limit how many runs at most
	 * @param piece spawns the parts and returns what to check when they have ended
	 * @return the number of runs
	 */
	static int explore(int preemptions, int limit, Piece piece) {
		List<Decision> decisions = new ArrayList<>();
		int runs = 0;
		do {
			new Conductor(decisions, preemptions, null).conduct(piece);
			runs++;
		}
		while (runs < limit && next(decisions));
		return runs;
	}

	/**
	 * Run a piece in some of its interleavings, the same ones each time.
	 * @param runs the number of runs
	 * @param piece spawns the parts and returns what to check when they have ended
	 * @return the number of runs
	 */
	static int sample(int runs, Piece piece) {
		for (int run = 0; run < runs; run++) {
			new Conductor(new ArrayList<>(), Integer.MAX_VALUE, new Random(run)).conduct(piece);
		}
		return runs;
	}

	private static boolean next(List<Decision> decisions) {
		while (!decisions.isEmpty()) {
			Decision last = decisions.remove(decisions.size() - 1);
			if (last.choice() + 1 < last.options()) {
				decisions.add(new Decision(last.choice() + 1, last.options()));
				return true;
			}
		}
		return false;
	}

	/**
	 * Add a part, which belongs to the operation of the part that adds it.
	 */
	void spawn(Runnable task) {
		Part parent = currentPart.get();
		spawn((parent != null) ? parent.operation : "main", task);
	}

	void spawn(String operation, Runnable task) {
		this.parts.add(new Part(operation, task));
	}

	static String operation() {
		Part part = currentPart.get();
		return (part != null) ? part.operation : "main";
	}

	/**
	 * Let others go on here. Does nothing on a thread that is no part.
	 */
	void pause(String where) {
		Part part = currentPart.get();
		if (part != null) {
			part.pause(where, () -> true, false);
		}
	}

	/**
	 * Wait until something has happened, or until nobody can go on unless time passes. On
	 * a thread that is no part, time passes at once.
	 * @param where what for
	 * @param event tells whether it has happened
	 * @return whether it has
	 */
	boolean await(String where, BooleanSupplier event) {
		Part part = currentPart.get();
		if (part != null) {
			part.pause(where, event, true);
		}
		return event.getAsBoolean();
	}

	/**
	 * Decide something else than who goes on.
	 */
	int choose(int options) {
		if (this.position == this.decisions.size()) {
			this.decisions.add(new Decision((this.random != null) ? this.random.nextInt(options) : 0, options));
		}
		Decision decision = this.decisions.get(this.position++);
		if (decision.options() != options) {
			throw new IllegalStateException("The run cannot be repeated");
		}
		return decision.choice();
	}

	void note(String what) {
		this.trace.add(operation() + ": " + what);
	}

	private void conduct(Piece piece) {
		Runnable check = piece.start(this);
		try {
			conduct();
			check.run();
		}
		catch (AssertionError ex) {
			throw new AssertionError(ex.getMessage() + "\n  " + String.join("\n  ", this.trace));
		}
	}

	private void conduct() {
		handOver(nextPart(null));
		if (!ends()) {
			Part part = this.running;
			throw new AssertionError(part + " waits for something that no part can give: "
					+ ((part != null) ? Arrays.toString(part.thread.getStackTrace()) : ""));
		}
		this.parts.stream().filter((part) -> part.failure != null).findFirst().ifPresent((part) -> {
			throw new AssertionError(part + " failed", part.failure);
		});
		List<String> stuck = this.parts.stream().filter((part) -> !part.ended).map(Part::toString).toList();
		if (!stuck.isEmpty()) {
			throw new AssertionError("Deadlock of " + stuck);
		}
	}

	private boolean ends() {
		try {
			return this.end.tryAcquire(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable Part nextPart(@Nullable Part current) {
		List<Part> ready = ready(current);
		if (ready.isEmpty()) {
			return null;
		}
		boolean couldGoOn = ready.get(0) == current;
		int choice = choose((couldGoOn && this.preemptionsLeft == 0) ? 1 : ready.size());
		if (couldGoOn && choice > 0) {
			this.preemptionsLeft--;
		}
		return ready.get(choice);
	}

	private void handOver(@Nullable Part next) {
		this.running = next;
		if (next != null) {
			next.goOn();
		}
		else {
			this.end.release();
		}
	}

	// The one that ran last comes first, so that the first choice is to let it go on.
	private List<Part> ready(@Nullable Part current) {
		List<Part> ready = new ArrayList<>(this.parts.stream().filter(Part::isReady).toList());
		if (ready.isEmpty()) {
			this.parts.stream().filter(Part::isPatient).forEach(ready::add);
		}
		if (ready.remove(current)) {
			ready.add(0, current);
		}
		return ready;
	}

	/**
	 * What is conducted.
	 */
	interface Piece {

		Runnable start(Conductor conductor);

	}

	private record Decision(int choice, int options) {

	}

	/**
	 * A lock whose waiting the conductor knows of.
	 */
	final class Lock extends ReentrantLock {

		private final String name;

		Lock(String name) {
			this.name = name;
		}

		@Override
		public void lock() {
			Part part = currentPart.get();
			if (part == null || isHeldByCurrentThread()) {
				super.lock();
				return;
			}
			part.pause("wants " + this.name, () -> !isLocked(), false);
			if (!tryLock()) {
				throw new IllegalStateException("Lock is not free");
			}
		}

		@Override
		public void unlock() {
			super.unlock();
			if (!isHeldByCurrentThread()) {
				pause("has left " + this.name);
			}
		}

	}

	private final class Part {

		private final String operation;

		private final Runnable task;

		private final Semaphore go = new Semaphore(0);

		private volatile String where = "starts";

		private volatile BooleanSupplier canGoOn = () -> true;

		private volatile boolean patient;

		private volatile boolean started;

		private volatile boolean ended;

		private volatile @Nullable Throwable failure;

		private volatile @Nullable Thread thread;

		Part(String operation, Runnable task) {
			this.operation = operation;
			this.task = task;
		}

		void goOn() {
			if (this.started) {
				this.go.release();
			}
			else {
				this.started = true;
				threads.execute(this::run);
			}
		}

		private void run() {
			this.thread = Thread.currentThread();
			currentPart.set(this);
			Part next = null;
			try {
				this.task.run();
				this.ended = true;
				next = nextPart(this);
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
			currentPart.remove();
			handOver(next);
		}

		// Most of the time goes into waking threads: who goes on needs none.
		void pause(String where, BooleanSupplier canGoOn, boolean patient) {
			this.where = where;
			this.canGoOn = canGoOn;
			this.patient = patient;
			Part next = nextPart(this);
			if (next != this) {
				handOver(next);
				this.go.acquireUninterruptibly();
			}
			note(where);
		}

		boolean isReady() {
			return !this.ended && this.canGoOn.getAsBoolean();
		}

		// Whether it goes on when time has passed.
		boolean isPatient() {
			return !this.ended && this.patient;
		}

		@Override
		public String toString() {
			return this.operation + " (" + this.where + ")";
		}

	}

}
