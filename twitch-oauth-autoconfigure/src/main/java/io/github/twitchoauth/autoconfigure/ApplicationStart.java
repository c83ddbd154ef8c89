package io.github.twitchoauth.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.SmartLifecycle;

/**
 * Tells when the application can hear: all {@code @EventListener} methods are known and
 * the web server is up. That is early enough for whatever waits for a login while the
 * application starts: runners, listeners of Spring's own events, lifecycle beans.
 */
final class ApplicationStart implements SmartLifecycle {

	// After the web server, which has a phase that is 2048 before the last one.
	private static final int PHASE = DEFAULT_PHASE - 1024;

	private final List<Runnable> actions = new ArrayList<>();

	private boolean started;

	// The action runs at once if the application has started. Several threads may create
	// beans.
	void whenStarted(Runnable action) {
		if (!add(action)) {
			action.run();
		}
	}

	private synchronized boolean add(Runnable action) {
		return !this.started && this.actions.add(action);
	}

	@Override
	public void start() {
		for (Runnable action : begin()) {
			action.run();
		}
	}

	private synchronized List<Runnable> begin() {
		this.started = true;
		return List.copyOf(this.actions);
	}

	@Override
	public void stop() {
		// A login lasts as long as the context, also where that is stopped and started.
	}

	@Override
	public synchronized boolean isRunning() {
		return this.started;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
