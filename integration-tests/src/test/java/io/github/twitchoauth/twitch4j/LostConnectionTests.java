package io.github.twitchoauth.twitch4j;

import java.util.List;

import io.github.twitchoauth.event.TwitchClientReadyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the log says when a connection or a message is of no use.
 */
@ExtendWith(OutputCaptureExtension.class)
class LostConnectionTests extends AbstractClientTests {

	private static final String WITHOUT_EVENT = """
			{"metadata":{"message_id":"%s","message_type":"notification"},
			"payload":{"subscription":{"id":"1","type":"channel.follow","version":"2","condition":{}}%s}}""";

	private ClientApplication application() {
		return ClientApplication.start(this.twitch, Received.Follows.class);
	}

	private static List<String> lines(CapturedOutput output, String part) {
		return output.getOut().lines().filter((line) -> line.contains(part)).toList();
	}

	@Test
	void connectionWhenTwitchClosesItThenALineTellsCodeAndReason(CapturedOutput output) {
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub().closeConnections(4005);
			ClientApplication
				.eventually(() -> assertThat(lines(output, "has lost its EventSub connection")).singleElement()
					.asString()
					.contains("INFO", "closed with code 4005, network timeout"));
		}
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void connectionWhenItIsCutThenALineTellsThatThereWasNoCode(CapturedOutput output) {
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub().dropConnections();
			ClientApplication
				.eventually(() -> assertThat(lines(output, "has lost its EventSub connection")).singleElement()
					.asString()
					.containsAnyOf("without a close code", "reset"));
		}
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void connectionWhenTheServerHangsUpBeforeThereIsOneThenItWasNotLost(CapturedOutput output) {
		try (EventSubElsewhere elsewhere = new EventSubElsewhere(this.twitch.getConnectionDetails(), "ws", "");
				ClientApplication application = ClientApplication.start(this.twitch, elsewhere,
						Received.Follows.class)) {
			application.logIn("default", "twitchdev");
			ClientApplication.eventually(() -> assertThat(elsewhere.attempts()).isGreaterThanOrEqualTo(2));
		}
		assertThat(lines(output, "cannot connect to EventSub")).singleElement()
			.asString()
			.contains("WARN")
			.doesNotContain("lost");
	}

	@Test
	void messageWhenItIsOfNoUseThenALineCountsIt(CapturedOutput output) {
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub().send(WITHOUT_EVENT.formatted("1", ""));
			this.twitch.eventSub().send(WITHOUT_EVENT.formatted("2", ",\"event\":null"));
			this.twitch.eventSub().send("{\"metadata\":");
			this.twitch.eventSub().send("[]");
			this.twitch.eventSub().send("{\"metadata\":{\"message_type\":{}},\"payload\":[1]}");
			this.twitch.eventSub().follow("twitchdev", "viewer");
			application.bean(Received.Follows.class).received.await("default: viewer");
			ClientApplication.eventually(() -> assertThat(lines(output, "has dropped an EventSub message")).hasSize(5)
				.allMatch((line) -> line.contains("WARN"))
				.anyMatch((line) -> line.contains("(5 dropped so far)")));
		}
		assertThat(lines(output, "channel.follow has no event")).hasSize(2);
		assertThat(output).doesNotContain("\tat ");
	}

}
