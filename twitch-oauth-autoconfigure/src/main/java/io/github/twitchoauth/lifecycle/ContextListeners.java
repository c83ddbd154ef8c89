package io.github.twitchoauth.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * The listeners of one context. Each of them hears of an event, also if another one
 * throws: Spring's own multicaster stops there. A multicaster that the application has
 * declared calls them in its way.
 */
final class ContextListeners extends SimpleApplicationEventMulticaster {

	private static final Log logger = LogFactory.getLog(ContextListeners.class);

	private static final String MULTICASTER = AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME;

	private final Map<ApplicationListener<?>, EventTypeVariable> variables = new ConcurrentHashMap<>();

	private final AbstractApplicationContext context;

	private final AuthorizationLifecycle lifecycle;

	private @Nullable List<ApplicationListener<?>> known;

	private int changes;

	ContextListeners(AbstractApplicationContext context, AuthorizationLifecycle lifecycle) {
		super(context.getBeanFactory());
		this.context = context;
		this.lifecycle = lifecycle;
	}

	boolean isOf(Object context) {
		return this.context == context;
	}

	void publish(ApplicationEvent event) {
		ResolvableType type = ResolvableType.forInstance(event);
		try {
			if (this.context.getBeanFactory().containsBeanDefinition(MULTICASTER)) {
				this.context.getBean(MULTICASTER, ApplicationEventMulticaster.class).multicastEvent(event, type);
			}
			else {
				update();
				multicastEvent(event, type);
			}
		}
		catch (Throwable ex) {
			report(event, ex);
		}
	}

	@Override
	protected void invokeListener(ApplicationListener<?> listener, ApplicationEvent event) {
		try {
			if (!this.lifecycle.isClosed()) {
				super.invokeListener(listener, event);
			}
		}
		catch (Throwable ex) {
			report(event, ex);
		}
	}

	private void report(ApplicationEvent event, Throwable ex) {
		if (this.lifecycle.isClosed()) {
			logger.debug("A listener failed on " + event + " while the application was shutting down", ex);
		}
		else {
			logger.error("A listener failed on " + event, ex);
		}
	}

	Collection<ApplicationListener<?>> hearing(ResolvableType type) {
		update();
		return getApplicationListeners(new PayloadApplicationEvent<>(this, ""), type);
	}

	synchronized int changes() {
		update();
		return this.changes;
	}

	@Override
	protected boolean supportsEvent(ApplicationListener<?> listener, ResolvableType eventType,
			@Nullable Class<?> sourceType) {
		return super.supportsEvent(listener, eventType, sourceType)
				&& (!(listener instanceof ApplicationListenerMethodAdapter method) || mayTake(method, eventType));
	}

	private boolean mayTake(ApplicationListenerMethodAdapter method, ResolvableType eventType) {
		return this.variables
			.computeIfAbsent(method,
					(added) -> EventTypeVariable.of(method.getTargetMethod(), this.context.getBeanFactory()))
			.mayBe(eventType);
	}

	// Spring does not report listeners that are added or removed at run time, so they are
	// compared each time.
	private synchronized void update() {
		List<ApplicationListener<?>> before = this.known;
		List<ApplicationListener<?>> present = present();
		if (before == null) {
			Arrays.stream(this.context.getBeanNamesForType(ApplicationListener.class, true, false))
				.forEach(this::addApplicationListenerBean);
		}
		if (!present.equals(before)) {
			removeApplicationListeners((listener) -> !present.contains(listener));
			present.forEach(this::addApplicationListener);
			this.variables.keySet().retainAll(present);
			this.known = present;
			this.changes++;
		}
	}

	// The context's own collection is not made for several threads.
	private List<ApplicationListener<?>> present() {
		while (true) {
			try {
				return new ArrayList<>(this.context.getApplicationListeners());
			}
			catch (ConcurrentModificationException | IndexOutOfBoundsException ex) {
				logger.trace("A listener was added at this moment", ex);
			}
		}
	}

}
