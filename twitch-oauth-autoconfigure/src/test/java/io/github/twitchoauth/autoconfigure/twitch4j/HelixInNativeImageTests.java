package io.github.twitchoauth.autoconfigure.twitch4j;

import java.util.Objects;

import com.github.twitch4j.helix.TwitchHelix;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.twitch4j.EventSub;
import io.github.twitchoauth.twitch4j.HelixInNativeImageException;
import io.github.twitchoauth.twitch4j.TwitchClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a native image with twitch4j says. Spring asks once whether it runs in
 * one, so each test needs class loaders of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class HelixInNativeImageTests {

	private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

	private static final String PROBLEM = "Helix through twitch4j, which is TwitchClient.getHelix() and the bean "
			+ "TwitchHelix, works on the JVM only, and this is a native image.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
				TwitchWebClientAutoConfiguration.class, Twitch4jAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false");

	@AfterEach
	void leaveNativeImage() {
		System.clearProperty(IMAGE_CODE);
	}

	@Test
	@CompileWithForkedClassLoader
	void startWhenInNativeImageThenWarnsAndOnlyHelixFails(CapturedOutput output) {
		System.setProperty(IMAGE_CODE, "runtime");
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(EventSub.class);
			assertThat(output).containsOnlyOnce(PROBLEM);
			TwitchClient client = context.getBean(TwitchClient.class);
			assertThatExceptionOfType(HelixInNativeImageException.class).isThrownBy(client::getHelix)
				.withMessage(PROBLEM + " Call Helix with the WebClient that is qualified with \"twitch\"");
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void startWhenHelixIsInjectedInNativeImageThenFailsAndTellsWhatToUse() {
		System.setProperty(IMAGE_CODE, "runtime");
		this.runner.withBean(HelixUser.class).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).isEqualTo(PROBLEM);
			assertThat(analysis.getAction()).contains("@Qualifier(\"twitch\") WebClient");
		});
	}

	@Test
	void startWhenOnJvmThenSaysNothing(CapturedOutput output) {
		this.runner.withBean(HelixUser.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("native image");
	}

	// Analyzers of libraries that are not there cannot be created.
	private static FailureAnalysis analyze(Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, new StandardEnvironment())
			.and(BeanFactory.class, new DefaultListableBeanFactory());
		return SpringFactoriesLoader.forDefaultResourceLocation(HelixInNativeImageTests.class.getClassLoader())
			.load(FailureAnalyzer.class, arguments, (type, name, ex) -> {
			})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * A bean that needs Helix through twitch4j.
	 */
	static class HelixUser {

		HelixUser(TwitchHelix helix) {
			assertThat(helix).isNotNull();
		}

	}

}
