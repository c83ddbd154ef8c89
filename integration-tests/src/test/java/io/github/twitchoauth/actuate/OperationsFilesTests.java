package io.github.twitchoauth.actuate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenManager;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the folder {@code operations} has for Prometheus and Grafana.
 */
class OperationsFilesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Path FOLDER = Path.of("..", "operations").toAbsolutePath().normalize();

	private static final Pattern METRIC = Pattern.compile("\\b(?:twitch|http)_[a-z_]+");

	private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: (.*)$");

	@Test
	void metricsWhenAnAccountHasLoggedInAndBeenRefreshedOnceThenAllOfTheDashboardAreThere() throws IOException {
		List<String> expressions = JsonPath.read(text("grafana-dashboard.json"), "$.panels[*].targets[*].expr");
		assertMeasured(metrics(String.join("\n", expressions)), 10);
	}

	@Test
	void metricsWhenAnAccountHasLoggedInAndBeenRefreshedOnceThenAllOfTheAlertsAreThere() throws IOException {
		String expressions = EXPRESSION.matcher(text("prometheus-rules.yml"))
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.joining("\n"));
		assertMeasured(metrics(expressions), 3);
	}

	@Test
	@NeedsPromtool
	void alertsWhenTestedByPromtoolThenFireAsExpected() throws Exception {
		assertThat(promtool("check", "rules", "prometheus-rules.yml")).contains("SUCCESS");
		assertThat(promtool("test", "rules", "prometheus-rules-test.yml")).contains("SUCCESS");
	}

	private static String text(String file) throws IOException {
		return Files.readString(FOLDER.resolve(file));
	}

	private static Set<String> metrics(String text) {
		return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

	// A timer is there once what it measures has happened, so there is none of refreshes
	// before the first of them.
	private static void assertMeasured(Set<String> metrics, int more) {
		assertThat(metrics).hasSizeGreaterThan(more);
		try (ActuatorApplication application = ActuatorApplication.start(WebApplicationType.NONE, List.of())) {
			application.twitch().approveNext("twitchdev");
			application.accounts().logIn("default").block(PATIENCE);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> application.accounts().getStatus("default").block(PATIENCE).state() == State.LOGGED_IN);
			TokenManager tokens = application.bean(TokenManager.class);
			tokens.refresh("default", tokens.getToken().block(PATIENCE).accessToken()).block(PATIENCE);
			PrometheusMeterRegistry registry = application.bean(PrometheusMeterRegistry.class);
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(metrics).isSubsetOf(metrics(registry.scrape())));
		}
	}

	private static String promtool(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("promtool"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
