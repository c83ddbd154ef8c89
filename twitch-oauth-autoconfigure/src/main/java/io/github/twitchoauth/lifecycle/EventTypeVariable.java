package io.github.twitchoauth.lifecycle;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * What the type variable in the parameter of an inherited listener method stands for.
 * Spring takes it for anything.
 *
 * @param values the parameter's type in each of the beans that have the method; empty if
 * there is no type variable
 */
record EventTypeVariable(List<ResolvableType> values) {

	private static final EventTypeVariable NONE = new EventTypeVariable(List.of());

	static EventTypeVariable of(Method method, ConfigurableListableBeanFactory beans) {
		return isGeneric(method) ? new EventTypeVariable(values(method, beans)) : NONE;
	}

	private static boolean isGeneric(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		return (annotation == null || annotation.classes().length == 0) && method.getParameterCount() > 0
				&& !(method.getGenericParameterTypes()[0] instanceof Class);
	}

	private static List<ResolvableType> values(Method method, ConfigurableListableBeanFactory beans) {
		return Arrays.stream(beans.getBeanNamesForType(method.getDeclaringClass(), true, false))
			.flatMap((name) -> Stream.ofNullable(AutoProxyUtils.determineTargetClass(beans, name)))
			.map((type) -> ResolvableType.forMethodParameter(method, 0, type))
			.toList();
	}

	boolean mayBe(ResolvableType eventType) {
		ResolvableType payload = eventType.as(PayloadApplicationEvent.class).getGeneric();
		return this.values.isEmpty() || this.values.stream()
			.anyMatch((value) -> value.isAssignableFrom(eventType) || value.isAssignableFrom(payload));
	}

}
