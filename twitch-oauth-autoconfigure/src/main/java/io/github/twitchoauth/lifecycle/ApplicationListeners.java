package io.github.twitchoauth.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.twitchoauth.event.TwitchOAuthEvent;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * The application's listeners: those of the context that logs in, of those above it, and
 * of those below that are added to it.
 */
public final class ApplicationListeners implements ApplicationEventPublisher {

	private final List<Hearer> hearers = new ArrayList<>();

	private final LatestEvents latest;

	private final AuthorizationLifecycle lifecycle;

	private long contextChanges;

	/**
	 * Create the listeners of a context and those above.
	 * @param context the context that logs in
	 * @param accounts the accounts of whose login a context is told that is added later
	 * @param lifecycle lends threads, and tells of the end
	 */
	public ApplicationListeners(ApplicationContext context, Collection<String> accounts,
			AuthorizationLifecycle lifecycle) {
		this.latest = new LatestEvents(accounts);
		this.lifecycle = lifecycle;
		for (ApplicationContext next = context; next != null; next = next.getParent()) {
			if (next instanceof AbstractApplicationContext known) {
				this.hearers.add(new Hearer(new ContextListeners(known, lifecycle), new MissedEvents(Map.of())));
			}
		}
	}

	/**
	 * Add the listeners of a context below. They hear what they have missed of the logins
	 * of configured accounts, which begin before there are such contexts.
	 * @param context the context, which is complete
	 */
	public void add(ApplicationContext context) {
		if (context instanceof AbstractApplicationContext known) {
			Hearer added = add(new ContextListeners(known, this.lifecycle));
			added.missed()
				.accounts()
				.forEach((account) -> this.lifecycle.eventExecutor()
					.execute(() -> added.missed().release(account, added.listeners()::publish)));
		}
	}

	private synchronized Hearer add(ContextListeners listeners) {
		Hearer added = new Hearer(listeners, new MissedEvents(this.latest.byAccount()));
		this.hearers.add(added);
		this.contextChanges++;
		return added;
	}

	/**
	 * Forget the listeners of a context.
	 * @param context the context
	 */
	public synchronized void remove(ApplicationContext context) {
		if (this.hearers.removeIf((hearer) -> hearer.listeners().isOf(context))) {
			this.contextChanges++;
		}
	}

	@Override
	public void publishEvent(Object event) {
		if (event instanceof TwitchOAuthEvent told) {
			remember(told).forEach((hearer) -> hearer.hear(told));
		}
		else {
			ApplicationEvent published = (event instanceof ApplicationEvent same) ? same
					: new PayloadApplicationEvent<>(this, event);
			hearers().forEach((hearer) -> hearer.listeners().publish(published));
		}
	}

	private synchronized List<Hearer> remember(TwitchOAuthEvent event) {
		this.latest.add(event);
		return hearers();
	}

	private synchronized List<Hearer> hearers() {
		return List.copyOf(this.hearers);
	}

	/**
	 * Return the listeners that hear of events of a type.
	 * @param type the type
	 * @return the listeners
	 */
	public Set<ApplicationListener<?>> hearing(ResolvableType type) {
		Set<ApplicationListener<?>> hearing = new LinkedHashSet<>();
		hearers().forEach((hearer) -> hearing.addAll(hearer.listeners().hearing(type)));
		return hearing;
	}

	/**
	 * Return a number that is another one when listeners have been added or removed.
	 * @return the number
	 */
	public long version() {
		long contexts = contextChanges() << Integer.SIZE;
		// The listener is called without the lock, because Spring may wait for a bean
		// that publishes an event.
		return contexts + hearers().stream().mapToLong((hearer) -> hearer.listeners().changes()).sum();
	}

	private synchronized long contextChanges() {
		return this.contextChanges;
	}

	private record Hearer(ContextListeners listeners, MissedEvents missed) {

		void hear(TwitchOAuthEvent event) {
			if (!this.missed.add(event)) {
				this.listeners.publish(event);
			}
		}

	}

}
