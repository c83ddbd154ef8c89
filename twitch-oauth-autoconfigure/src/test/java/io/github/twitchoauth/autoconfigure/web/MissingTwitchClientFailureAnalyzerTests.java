package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MissingTwitchClientFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingTwitchClientFailureAnalyzerTests {

	@Test
	void runWhenTheQualifierOfAWebClientIsForgottenThenNamesIt(CapturedOutput output) {
		run(WebClientBot.class);
		assertThat(output).containsIgnoringNewLines("""
				Parameter 0 of constructor in %s required a bean of type \
				'org.springframework.web.reactive.function.client.WebClient', of which there is none without a \
				qualifier.

				Action:

				Ask for the one that is logged in to Twitch by its qualifier:

				    @Qualifier("twitch") WebClient

				For another one, inject WebClient.Builder and build it, or define a bean.
				""".formatted(WebClientBot.class.getName()));
	}

	@Test
	void runWhenTheQualifierOfARestClientIsForgottenThenNamesIt(CapturedOutput output) {
		run(RestClientBot.class);
		assertThat(output).contains("    @Qualifier(\"twitch\") RestClient").doesNotContain("starter-restclient");
	}

	@Test
	void analyzeWhenTheDependencyForRestClientsIsMissingThenNamesIt() {
		StaticListableBeanFactory beanFactory = new StaticListableBeanFactory();
		beanFactory.addBean("twitchWebClient", WebClient.create());
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(new FilteredClassLoader(RestClientAutoConfiguration.class));
		try {
			FailureAnalysis analysis = new MissingTwitchClientFailureAnalyzer(beanFactory)
				.analyze(new NoSuchBeanDefinitionException(RestClient.class));
			assertThat(analysis.getAction()).contains("    org.springframework.boot:spring-boot-starter-restclient",
					"    @Qualifier(\"twitch\") RestClient");
			assertThat(analysis.getDescription()).endsWith("of which there is none.");
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
		}
	}

	@Test
	void analyzeWhenAnotherTypeIsMissingThenIsSpringBootsAffair() {
		StaticListableBeanFactory beanFactory = new StaticListableBeanFactory();
		beanFactory.addBean("twitchWebClient", WebClient.create());
		beanFactory.addBean("twitchTokenStore", "ours");
		MissingTwitchClientFailureAnalyzer analyzer = new MissingTwitchClientFailureAnalyzer(beanFactory);
		assertThat(analyzer.analyze(new NoSuchBeanDefinitionException(String.class))).isNull();
		assertThat(analyzer.analyze(new NoSuchBeanDefinitionException(TokenStore.class))).isNull();
	}

	@Test
	void runWhenTwitchIsDisabledThenIsSpringBootsAffair(CapturedOutput output) {
		run(WebClientBot.class, "--twitch.oauth.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("twitch\")");
	}

	private static void run(Class<?> bot, String... arguments) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApplication.class, bot)
			.web(WebApplicationType.NONE)
			.properties("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false");
		assertThatException().isThrownBy(() -> builder.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

	}

	record WebClientBot(WebClient client) {

	}

	record RestClientBot(RestClient client) {

	}

}
