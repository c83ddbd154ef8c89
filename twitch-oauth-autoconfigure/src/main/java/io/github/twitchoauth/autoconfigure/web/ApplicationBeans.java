package io.github.twitchoauth.autoconfigure.web;

import java.lang.reflect.Method;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Tells beans that the application has defined from those that Spring Boot has by itself.
 */
final class ApplicationBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	ApplicationBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	boolean contain(Class<?> type) {
		for (String name : this.beanFactory.getBeanNamesForType(type, true, false)) {
			if (!isSpringBoots(name)) {
				return true;
			}
		}
		return false;
	}

	private boolean isSpringBoots(String name) {
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
		Method factoryMethod = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		return factoryMethod != null
				&& factoryMethod.getDeclaringClass().getName().startsWith("org.springframework.boot.");
	}

}
