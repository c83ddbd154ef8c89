package io.github.twitchoauth.twitch4j;

import java.time.Duration;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of calls to Helix that Twitch never answers, or not to the end.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnansweredHelixCallTests extends AbstractClientTests {

	private static final Fault SWALLOWED = Fault.delay(Duration.ofMinutes(2));

	private static final int TRICKLE = 20_000;

	private ClientApplication application() {
		return ClientApplication.start(this.twitch, FollowGreeter.class, "twitch.oauth.request-timeout=2s");
	}

	private StubMapping trickle(String path, int status) {
		return this.twitch.getWireMockServer()
			.stubFor(WireMock.post(path)
				.willReturn(WireMock.status(status).withBody(" ".repeat(100)).withChunkedDribbleDelay(100, TRICKLE)));
	}

	@Test
	void subscriptionWhenTheCallIsNotAnsweredThenIsPostponedAndTheClientIsReady(CapturedOutput output) {
		this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(SWALLOWED);
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			ClientApplication
				.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isEqualTo(2));
			ClientApplication.eventually(() -> assertThat(output).contains("is subscribed to channel.follow"));
			assertThat(output).contains("could not be subscribed to channel.follow", "no answer came within 2000 ms");
			assertThat(application.events(AuthorizationFailedEvent.class)).isEmpty();
			this.twitch.eventSub().follow("twitchdev", "viewer");
			ClientApplication.eventually(() -> assertThat(this.twitch.chat().getMessages()).hasSize(1));
		}
	}

	@Test
	void subscriptionWhenTheSearchForItIsNotAnsweredThenIsPostponed() {
		this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.lostAnswer(502));
		this.twitch.on(Endpoint.EVENTSUB_LIST).next(1).respond(SWALLOWED);
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			ClientApplication
				.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_LIST)).isEqualTo(2));
		}
	}

	@Test
	void subscriptionWhenTheAnswerTricklesInThenIsPostponedAndTheClientIsReady(CapturedOutput output) {
		StubMapping trickle = trickle("/helix/eventsub/subscriptions", 202);
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(output).contains("could not be subscribed to channel.follow", "no answer came within 2000 ms");
			this.twitch.getWireMockServer().removeStub(trickle);
			ClientApplication.eventually(() -> assertThat(output).contains("is subscribed to channel.follow"));
		}
	}

	@Test
	@Timeout(30)
	void sendMessageWhenTheAnswerTricklesInThenItCannotBeTold() {
		trickle("/helix/chat/messages", 200);
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev");
			assertThatExceptionOfType(TwitchUnavailableException.class)
				.isThrownBy(() -> application.client().sendMessage("Hello"))
				.withMessageContainingAll("cannot be told whether the chat message was sent",
						"no answer came within 2000 ms");
		}
	}

	@Test
	void sendMessageWhenInterruptedThenItCannotBeToldAndTheThreadStaysInterrupted() {
		this.twitch.on(Endpoint.CHAT_MESSAGES).respond(SWALLOWED);
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev");
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(TwitchUnavailableException.class)
				.isThrownBy(() -> application.client().sendMessage("Hello"))
				.withMessageContaining("interrupted");
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	@Timeout(30)
	void sendMessageWhenTheCallIsNotAnsweredThenItCannotBeTold() {
		try (ClientApplication application = application()) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.on(Endpoint.CHAT_MESSAGES).next(1).respond(SWALLOWED);
			assertThatExceptionOfType(TwitchUnavailableException.class)
				.isThrownBy(() -> application.client().sendMessage("Hello"))
				.withMessageContaining("It cannot be told whether the chat message was sent");
		}
	}

}
