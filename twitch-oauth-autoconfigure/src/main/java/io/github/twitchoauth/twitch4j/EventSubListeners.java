package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.twitchoauth.lifecycle.ApplicationListeners;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;

import org.springframework.beans.BeansException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The application's listeners to EventSub events. Which there are is for Spring to say:
 * it is asked which listeners it would call for an event.
 *
 * @since 0.1.0
 */
public final class EventSubListeners {

	private static final Log logger = LogFactory.getLog(EventSubListeners.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private static final String LAMBDA = "$$Lambda";

	private final Map<String, SubscriptionRequest> requests = new ConcurrentSkipListMap<>();

	private final AtomicBoolean watching = new AtomicBoolean();

	private final ApplicationListeners listeners;

	private final AuthorizationLifecycle lifecycle;

	private final boolean autoSubscribe;

	private volatile long version = -1;

	/**
	 * Create the listeners to EventSub events.
	 * @param listeners all listeners
	 * @param lifecycle lends the threads that call them, and tells of the end
	 * @param autoSubscribe whether to subscribe to what they listen to
	 */
	public EventSubListeners(ApplicationListeners listeners, AuthorizationLifecycle lifecycle, boolean autoSubscribe) {
		this.listeners = listeners;
		this.lifecycle = lifecycle;
		this.autoSubscribe = autoSubscribe;
	}

	Clock clock() {
		return this.lifecycle.clock();
	}

	Executor executor() {
		return this.lifecycle.eventExecutor();
	}

	boolean isClosed() {
		return this.lifecycle.isClosed();
	}

	void publish(EventSubNotification<?> notification) {
		this.listeners.publishEvent(notification);
	}

	List<SubscriptionRequest> requests() {
		return List.copyOf(this.requests.values());
	}

	/**
	 * Look every second for listeners that are added, because Spring publishes nothing
	 * when a listener is added while the application runs. Only the first call counts.
	 * @param added takes what they listen to
	 */
	void watch(Consumer<List<SubscriptionRequest>> added) {
		if (this.autoSubscribe && this.watching.compareAndSet(false, true)) {
			this.lifecycle.disposeOnClose(Flux.interval(BETWEEN_LOOKS)
				.filter((tick) -> this.version != this.listeners.version())
				.subscribe((tick) -> executor().execute(() -> added.accept(findNew()))));
		}
	}

	/**
	 * Look for listeners that were not there before.
	 * @return what they listen to
	 */
	synchronized List<SubscriptionRequest> findNew() {
		List<SubscriptionRequest> added = new ArrayList<>();
		long current = this.listeners.version();
		if (this.autoSubscribe && this.version != current) {
			find().forEach((listener, type) -> this.requests.computeIfAbsent(listener, (origin) -> {
				added.add(new SubscriptionRequest(type, Map.of(), null, "Listener " + origin));
				return added.get(added.size() - 1);
			}));
			this.version = current;
		}
		return added;
	}

	private Map<String, EventSubType> find() {
		Map<String, EventSubType> found = new TreeMap<>();
		for (EventSubType type : EventSubTypes.ofAllEvents()) {
			try {
				to(type).forEach((listener) -> found.put(describe(listener, type.eventName()), type));
			}
			catch (BeansException ex) {
				logger.warn("A listener to " + type.name() + " cannot be created", ex);
			}
		}
		return found;
	}

	// Without the listeners that would be called for any other event as well.
	private Set<ApplicationListener<?>> to(EventSubType type) {
		Class<?> eventClass = type.eventClass();
		Set<ApplicationListener<?>> hearing = new LinkedHashSet<>();
		if (eventClass != null) {
			hearing.addAll(this.listeners.hearing(notification(eventClass)));
			if (!hearing.isEmpty()) {
				Stream.concat(Stream.of(eventClass.getSuperclass()), Arrays.stream(eventClass.getInterfaces()))
					.forEach((general) -> hearing.removeAll(this.listeners.hearing(notification(general))));
			}
		}
		return hearing;
	}

	/**
	 * Return the names of the application's listeners that hear a notification, also of
	 * those that hear any other as well.
	 * @param notification the notification
	 * @return the names, separated by commas
	 */
	String names(EventSubNotification<?> notification) {
		ResolvableType type = notification.getResolvableType();
		String event = ClassUtils.getShortName(type.getGeneric().toClass());
		return this.listeners.hearing(type)
			.stream()
			.filter((listener) -> !origin(listener).getName().startsWith("org.springframework."))
			.map((listener) -> describe(listener, event))
			.collect(Collectors.joining(", "));
	}

	private static ResolvableType notification(Class<?> payload) {
		return ResolvableType.forClassWithGenerics(EventSubNotification.class, payload);
	}

	private static String describe(ApplicationListener<?> listener, String event) {
		String name = name(origin(listener).getName());
		return ((listener instanceof ApplicationListenerMethodAdapter adapter)
				? name + "." + adapter.getTargetMethod().getName() : name) + "(" + event + ")";
	}

	private static Class<?> origin(ApplicationListener<?> listener) {
		return (listener instanceof ApplicationListenerMethodAdapter adapter)
				? adapter.getTargetMethod().getDeclaringClass() : listener.getClass();
	}

	// A lambda is named after the class that it is in.
	private static String name(String className) {
		int lambda = className.indexOf(LAMBDA);
		return ClassUtils.getShortName((lambda < 0) ? className : className.substring(0, lambda));
	}

}
