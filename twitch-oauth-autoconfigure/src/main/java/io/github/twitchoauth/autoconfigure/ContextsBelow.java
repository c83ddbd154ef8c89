package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.lifecycle.ApplicationListeners;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Lets the listeners of contexts below hear as well, for as long as there are such
 * contexts: Spring hands their events upwards, and none downwards.
 */
final class ContextsBelow implements ApplicationListener<ApplicationContextEvent> {

	private final ApplicationContext context;

	private final ObjectProvider<ApplicationListeners> listeners;

	ContextsBelow(ApplicationContext context, ObjectProvider<ApplicationListeners> listeners) {
		this.context = context;
		this.listeners = listeners;
	}

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		ApplicationContext below = event.getApplicationContext();
		if (below == this.context) {
			return;
		}
		if (event instanceof ContextRefreshedEvent || event instanceof ContextClosedEvent) {
			this.listeners.getObject().remove(below);
		}
		if (event instanceof ContextRefreshedEvent) {
			this.listeners.getObject().add(below);
		}
	}

}
