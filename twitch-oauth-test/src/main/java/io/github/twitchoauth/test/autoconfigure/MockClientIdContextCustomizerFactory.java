package io.github.twitchoauth.test.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Provides a client id where {@link AutoConfigureMockTwitch} is present.
 */
class MockClientIdContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		AutoConfigureMockTwitch annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureMockTwitch.class);
		return (annotation != null && annotation.enabled()) ? new MockClientIdContextCustomizer() : null;
	}

	/**
	 * Equal to all others of its type, so that contexts can be shared.
	 */
	private record MockClientIdContextCustomizer() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			MockClientId.addIfMissing(context.getEnvironment());
		}

	}

}
