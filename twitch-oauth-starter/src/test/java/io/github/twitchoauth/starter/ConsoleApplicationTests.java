package io.github.twitchoauth.starter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application without a web server gets: nothing that only a web server needs.
 */
class ConsoleApplicationTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.web.server.WebServer", "jakarta.servlet.Servlet",
			"org.springframework.web.servlet.DispatcherServlet",
			"org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration",
			"org.springframework.security.web.SecurityFilterChain" })
	void classWhenForWebServersThenIsNotBroughtAlong(String name) {
		assertThat(ClassUtils.isPresent(name, getClass().getClassLoader())).isFalse();
	}

	@Test
	void applicationWhenItRunsThenHasLoadedNothingOfThePage() throws Exception {
		Path classes = this.directory.resolve("classes.txt");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xlog:class+load:file=" + classes, "-cp", System.getProperty("java.class.path"), Bot.class.getName(),
				"--twitch.oauth.client-id=test-client", "--twitch.oauth.auto-start=false")
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output.txt").toFile())
			.start();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isZero();
		assertThat(Files.readAllLines(classes)).anyMatch((line) -> line.contains("TwitchOAuthAutoConfiguration "))
			.noneMatch((line) -> line.contains("io.github.twitchoauth.page."))
			.noneMatch((line) -> line.contains("io.github.twitchoauth.autoconfigure.page."));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Bot {

		public static void main(String[] arguments) {
			SpringApplication.run(Bot.class, arguments);
		}

	}

}
