package io.github.twitchoauth.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Tells when the context is complete: before, no {@code @EventListener} hears anything.
 */
final class ContextRefresh implements ApplicationListener<ContextRefreshedEvent> {

	private final ApplicationContext context;

	private final List<Runnable> actions = new ArrayList<>();

	private boolean complete;

	ContextRefresh(ApplicationContext context) {
		this.context = context;
	}

	// At once if it is. Beans may be created by several threads.
	void whenComplete(Runnable action) {
		if (!add(action)) {
			action.run();
		}
	}

	private synchronized boolean add(Runnable action) {
		return !this.complete && this.actions.add(action);
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.context) {
			complete().forEach(Runnable::run);
		}
	}

	private synchronized List<Runnable> complete() {
		this.complete = true;
		return List.copyOf(this.actions);
	}

}
