package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.lifecycle.ApplicationListeners;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * What the events of contexts are listened to for. The end of the context that logs in
 * ends all that is under way. The listeners of contexts below hear as well, for as long
 * as there are such contexts: Spring hands their events upwards, and none downwards.
 */
final class ContextEvents implements ApplicationListener<ApplicationContextEvent> {

	private final ConfigurableApplicationContext context;

	private final ObjectProvider<ApplicationListeners> listeners;

	private final ObjectProvider<AuthorizationLifecycle> lifecycle;

	ContextEvents(ConfigurableApplicationContext context, ObjectProvider<ApplicationListeners> listeners,
			ObjectProvider<AuthorizationLifecycle> lifecycle) {
		this.context = context;
		this.listeners = listeners;
		this.lifecycle = lifecycle;
	}

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() != this.context) {
			update(event);
		}
		else if (event instanceof ContextClosedEvent) {
			close();
		}
	}

	// Contexts publish this event before they stop their beans, some of which take their
	// time. A SmartLifecycle bean would also end logins when the context is only paused.
	private void close() {
		if (this.context.getBeanFactory().containsSingleton(TwitchOAuthAutoConfiguration.LIFECYCLE_BEAN)) {
			this.lifecycle.getObject().close();
		}
	}

	private void update(ApplicationContextEvent event) {
		ApplicationContext below = event.getApplicationContext();
		if (event instanceof ContextRefreshedEvent || event instanceof ContextClosedEvent) {
			this.listeners.getObject().remove(below);
		}
		if (event instanceof ContextRefreshedEvent) {
			this.listeners.getObject().add(below);
		}
	}

}
