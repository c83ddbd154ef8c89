package io.github.twitchoauth.twitch4j;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

import com.github.twitch4j.eventsub.events.EventSubEvent;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Sees each {@link EventListener} method that Spring finds, and takes none: it only wants
 * to know which EventSub events the application listens to.
 */
public final class EventListenerMethods implements EventListenerFactory, Ordered {

	private final Map<String, Class<?>> eventClasses = new ConcurrentSkipListMap<>();

	@Override
	public boolean supportsMethod(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		Class<?>[] declared = (annotation != null) ? annotation.classes() : new Class<?>[0];
		Stream<Class<?>> parameters = Stream.of(method.getGenericParameterTypes())
			.map(ResolvableType::forType)
			.map(EventListenerMethods::payload);
		((declared.length > 0) ? Stream.of(declared) : parameters).filter(EventSubEvent.class::isAssignableFrom)
			.forEach((type) -> this.eventClasses.put(describe(method) + "(" + type.getSimpleName() + ")", type));
		return false;
	}

	private static Class<?> payload(ResolvableType type) {
		ResolvableType event = type.as(PayloadApplicationEvent.class);
		return ((event != ResolvableType.NONE) ? event.getGeneric() : type).resolve(Object.class);
	}

	private static String describe(Method method) {
		return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName();
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		throw new IllegalStateException("This factory takes no methods");
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	Collection<Map.Entry<String, Class<?>>> eventClasses() {
		return this.eventClasses.entrySet();
	}

}
