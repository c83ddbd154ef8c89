package io.github.twitchoauth.twitch4j;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

import com.github.twitch4j.eventsub.events.EventSubEvent;
import io.github.twitchoauth.lifecycle.ApplicationListeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.BeansException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Knows which EventSub events the application listens to. Spring says so: it is asked
 * whom it would call.
 */
final class EventSubListeners {

	private static final Log logger = LogFactory.getLog(EventSubListeners.class);

	private static final String LAMBDA = "$$Lambda";

	private final Map<String, SubscriptionRequest> requests = new ConcurrentSkipListMap<>();

	private final ApplicationListeners listeners;

	private volatile long version = -1;

	EventSubListeners(ApplicationListeners listeners) {
		this.listeners = listeners;
	}

	/**
	 * Look for listeners that were not there before.
	 * @return what they listen to
	 */
	synchronized List<SubscriptionRequest> findNew() {
		List<SubscriptionRequest> added = new ArrayList<>();
		long current = this.listeners.version();
		if (this.version != current) {
			find().forEach((listener, type) -> this.requests.computeIfAbsent(listener, (origin) -> {
				added.add(new SubscriptionRequest(type, Map.of(), null, "Listener " + origin));
				return added.get(added.size() - 1);
			}));
			this.version = current;
		}
		return added;
	}

	Collection<SubscriptionRequest> requests() {
		return this.requests.values();
	}

	boolean isOutdated() {
		return this.version != this.listeners.version();
	}

	private Map<String, EventSubType> find() {
		Map<String, EventSubType> found = new TreeMap<>();
		for (EventSubType type : EventSubTypes.ofAllEvents()) {
			try {
				hearing(type.eventClass())
					.forEach((listener) -> found.put(describe(listener, type.eventClass()), type));
			}
			catch (BeansException ex) {
				logger.warn("A listener to " + type.name() + " cannot be created", ex);
			}
		}
		return found;
	}

	// Not those that would hear of any other event as well.
	private Set<ApplicationListener<?>> hearing(Class<?> eventClass) {
		Set<ApplicationListener<?>> hearing = new LinkedHashSet<>(this.listeners.hearing(notification(eventClass)));
		if (!hearing.isEmpty()) {
			Stream.concat(Stream.of(eventClass.getSuperclass()), Arrays.stream(eventClass.getInterfaces()))
				.forEach((general) -> hearing.removeAll(this.listeners.hearing(notification(general))));
		}
		return hearing;
	}

	private static ResolvableType notification(Class<?> payload) {
		return ResolvableType.forClassWithGenerics(EventSubNotification.class, payload);
	}

	private static String describe(ApplicationListener<?> listener, Class<? extends EventSubEvent> eventClass) {
		String name = (listener instanceof ApplicationListenerMethodAdapter adapter) ? name(adapter.getTargetMethod())
				: name(listener.getClass().getName());
		return name + "(" + eventClass.getSimpleName() + ")";
	}

	private static String name(Method method) {
		return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName();
	}

	// A lambda is named after where it is.
	private static String name(String className) {
		int lambda = className.indexOf(LAMBDA);
		return ClassUtils.getShortName((lambda < 0) ? className : className.substring(0, lambda));
	}

}
