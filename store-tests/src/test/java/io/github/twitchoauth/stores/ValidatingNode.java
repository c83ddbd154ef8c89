package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.TokenManager;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * An application in a JVM of its own that asks for no account, and so does nothing but
 * validate what is in the store.
 */
public final class ValidatingNode implements AutoCloseable {

	private final Process process;

	private ValidatingNode(Process process) {
		this.process = process;
	}

	public static void main(String[] arguments) throws InterruptedException {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(arguments)
			.getBean(TokenManager.class);
		Thread.currentThread().join();
	}

	// The heap is too small for the tokens of a million accounts.
	static ValidatingNode start(String server, List<String> properties) {
		List<String> command = Stream.of(
				Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						ValidatingNode.class.getName(), "--logging.level.root=warn", "--spring.main.banner-mode=off",
						"--twitch.oauth.client-id=test-client", "--twitch.oauth.auto-start=false",
						"--twitch.oauth.provider.device-authorization-uri=" + server + "/device",
						"--twitch.oauth.provider.token-uri=" + server + "/token",
						"--twitch.oauth.provider.revocation-uri=" + server + "/revoke",
						"--twitch.oauth.provider.validation-uri=" + server + "/validate"),
				properties.stream().map("--"::concat))
			.flatMap((part) -> part)
			.toList();
		try {
			return new ValidatingNode(new ProcessBuilder(command).inheritIO().start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	// SIGKILL.
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
