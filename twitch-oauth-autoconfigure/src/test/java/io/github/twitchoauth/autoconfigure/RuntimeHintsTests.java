package io.github.twitchoauth.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchRestClientAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.agent.RecordedInvocation;
import org.springframework.aot.agent.RecordedInvocationsListener;
import org.springframework.aot.agent.RecordedInvocationsPublisher;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a native image has what the library looks for by reflection, and the
 * resources that it reads, as Spring's agent records them in an application that has been
 * processed ahead of time.
 */
@Tag("runtime-hints")
class RuntimeHintsTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final Class<?>[] CONFIGURATIONS = { WebClientAutoConfiguration.class,
			RestClientAutoConfiguration.class, TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
			TwitchWebClientAutoConfiguration.class, TwitchRestClientAutoConfiguration.class };

	private final Queue<RecordedInvocation> invocations = new ConcurrentLinkedQueue<>();

	@Test
	@CompileWithForkedClassLoader
	void hintsWhenLoggedInRefreshedAndRestartedThenCoverWhatIsUsed(@TempDir Path directory) {
		try (AuthorizationServerStub server = new AuthorizationServerStub()) {
			server.answer(WireMock.get("/helix/users"), WireMock.ok());
			String properties = String.join("\n", server.properties()) + "\ntwitch.oauth.client-id=abc"
					+ "\ntwitch.oauth.client.helix-uri=" + server.uri("/helix")
					+ "\ntwitch.oauth.token-store.type=file\ntwitch.oauth.token-store.file.path="
					+ directory.resolve("tokens.json");
			ProcessedApplication.process("", (application) -> {
				record(() -> {
					application.start(properties, RuntimeHintsTests::logInAndRefresh);
					application.start(properties, RuntimeHintsTests::call);
				});
				assertThat(this.invocations.stream().filter(RuntimeHintsTests::isOfTheLibrary)).isNotEmpty()
					.allMatch((invocation) -> invocation.matches(application.hints()));
			}, CONFIGURATIONS);
		}
	}

	// Spring's own recorder is deprecated, and not meant for several threads.
	private void record(Runnable starts) {
		RecordedInvocationsListener listener = this.invocations::add;
		RecordedInvocationsPublisher.addListener(listener);
		try {
			starts.run();
		}
		finally {
			RecordedInvocationsPublisher.removeListener(listener);
		}
	}

	private static void logInAndRefresh(ApplicationContext context) {
		DeviceAuthFlow flow = context.getBean(DeviceAuthFlow.class);
		flow.getDeviceCode().block(LIMIT);
		TwitchToken token = flow.pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)).block(LIMIT);
		context.getBean(TokenManager.class).refresh("default", token.accessToken()).block(LIMIT);
	}

	private static void call(ApplicationContext context) {
		WebClient webClient = context.getBean("twitchWebClient", WebClient.class);
		webClient.get().uri("/users").retrieve().toBodilessEntity().block(LIMIT);
		RestClient restClient = context.getBean("twitchRestClient", RestClient.class);
		restClient.get().uri("/users").retrieve().toBodilessEntity();
	}

	// What other libraries look for is theirs to hint at, and what is not there, such as
	// a
	// method of a newer JDK, needs no hint.
	private static boolean isOfTheLibrary(RecordedInvocation invocation) {
		return invocation.getReturnValue() != null && invocation.getStackFrames()
			.map(StackWalker.StackFrame::getClassName)
			.filter((name) -> !name.startsWith("java.") && !name.startsWith("org.springframework.util.")
					&& !name.startsWith("org.springframework.core.io."))
			.findFirst()
			.filter((name) -> name.startsWith("io.github.twitchoauth."))
			.isPresent();
	}

}
