package io.github.twitchoauth.twitch4j;

import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An EventSub that cannot be reached is told in a line, and not with each attempt.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class UnreachableEventSubTests extends AbstractClientTests {

	private static final String NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

	private static final String BUSY = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

	@Test
	void loginWhenThereIsNoEventSubThenSaysSoOnceUntilTheReasonChanges(CapturedOutput output) {
		try (EventSubElsewhere elsewhere = elsewhere("ws", NOT_FOUND);
				ClientApplication application = ClientApplication.start(this.twitch, elsewhere, FollowGreeter.class)) {
			application.logIn("default", "twitchdev");
			ClientApplication.eventually(() -> assertThat(elsewhere.attempts()).isGreaterThanOrEqualTo(3));
			elsewhere.answer(BUSY);
			ClientApplication.eventually(() -> assertThat(elsewhere.attempts()).isGreaterThanOrEqualTo(2));
		}
		List<String> lines = reports(output);
		assertThat(lines).hasSize(2).allMatch((line) -> line.contains("WARN"));
		assertThat(lines.get(0)).contains("404 Not Found");
		assertThat(lines.get(1)).contains("503 Service Unavailable");
		assertIsQuiet(output);
	}

	@ParameterizedTest
	@CsvSource({ "ws, ''", "wss, HTTP/1.1 400 Bad Request", "wss, ''" })
	void loginWhenSomethingElseAnswersThenSaysSoOnce(String scheme, String answer, CapturedOutput output) {
		try (EventSubElsewhere elsewhere = elsewhere(scheme, answer);
				ClientApplication application = ClientApplication.start(this.twitch, elsewhere, FollowGreeter.class)) {
			application.logIn("default", "twitchdev");
			ClientApplication.eventually(() -> assertThat(elsewhere.attempts()).isGreaterThanOrEqualTo(3));
		}
		assertThat(reports(output)).singleElement(InstanceOfAssertFactories.STRING).contains("WARN");
		assertIsQuiet(output);
	}

	@Test
	void loginWhenNobodyListensThenSaysSoOnce(CapturedOutput output) {
		EventSubElsewhere elsewhere = elsewhere("ws", "");
		elsewhere.close();
		try (ClientApplication application = ClientApplication.start(this.twitch, elsewhere, FollowGreeter.class,
				"logging.level." + ConnectionReports.class.getName() + "=debug")) {
			application.logIn("default", "twitchdev");
			ClientApplication.eventually(() -> assertThat(reports(output)).hasSizeGreaterThanOrEqualTo(3));
		}
		assertThat(reports(output)).filteredOn((line) -> !line.contains("DEBUG"))
			.singleElement(InstanceOfAssertFactories.STRING)
			.contains("WARN", "Connection refused");
		assertIsQuiet(output);
	}

	private EventSubElsewhere elsewhere(String scheme, String answer) {
		return new EventSubElsewhere(this.twitch.getConnectionDetails(), scheme, answer);
	}

	private static List<String> reports(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("cannot connect to EventSub at ws")).toList();
	}

	private static void assertIsQuiet(CapturedOutput output) {
		assertThat(output).doesNotContain("\tat ", "HttpClientConnect", "secret=1");
	}

}
