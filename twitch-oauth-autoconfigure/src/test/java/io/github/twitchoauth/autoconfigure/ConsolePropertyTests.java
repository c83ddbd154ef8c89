package io.github.twitchoauth.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.console.LoginConsole;
import io.github.twitchoauth.console.QrEncoder;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the console's properties change on standard output.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsolePropertyTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final boolean[][] QR_CODE = new boolean[21][21];

	private final AuthorizationServerStub server = new AuthorizationServerStub();

	private final List<String> encoded = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withBean(LastInLine.class)
		.withBean(QrEncoder.class, () -> (text) -> {
			this.encoded.add(text);
			return QR_CODE;
		})
		.withPropertyValues("twitch.oauth.client-id=abc")
		.withPropertyValues(this.server.properties());

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void consoleWhenNothingIsSetThenShowsLinkAndCode(CapturedOutput output) {
		this.runner.run((context) -> {
			showCode(context);
			assertThat(output.getOut()).contains(AuthorizationServerStub.LINK).containsPattern("Code +ABCDEFGH");
		});
	}

	@Test
	void consoleWhenThereAreFurtherAccountsThenSaysWhichOneAndWhoIsToApprove(CapturedOutput output) {
		this.runner
			.withPropertyValues("twitch.oauth.expected-login=the_bot",
					"twitch.oauth.accounts.streamer.scopes=bits:read")
			.run((context) -> {
				showCode(context);
				assertThat(output.getOut()).containsPattern("Account +default").containsPattern("Log in +as the_bot");
			});
	}

	@Test
	void consoleWhenAccountIsMadeUpAtRunTimeThenShowsItsCodeOnlyIfAskedFor(CapturedOutput output) {
		this.runner.run((context) -> {
			showCode(context, "user-42");
			assertThat(output.getOut()).doesNotContain("ABCDEFGH");
		});
		this.runner.withPropertyValues("twitch.oauth.console.run-time-accounts=true").run((context) -> {
			showCode(context, "user-42");
			assertThat(output.getOut()).containsPattern("Account +user-42");
		});
	}

	@Test
	void consoleWhenLogsAreStructuredThenLogsTheCodeInPlaceOfABox(CapturedOutput output) {
		this.runner.withPropertyValues("logging.structured.format.console=ecs").run((context) -> {
			showCode(context);
			assertThat(output.getOut()).contains("A person has to log in").doesNotContainPattern("(?m)^Code +ABCDEFGH");
		});
	}

	@Test
	void consoleWhenTheFormatOfLogsIsEmptyThenShowsTheBox(CapturedOutput output) {
		this.runner.withPropertyValues("logging.structured.format.console=").run((context) -> {
			showCode(context);
			assertThat(output.getOut()).containsPattern("(?m)^Code +ABCDEFGH");
		});
	}

	@Test
	void consoleWhenDisabledThenShowsNothing(CapturedOutput output) {
		this.runner.withPropertyValues("twitch.oauth.console.enabled=false").run((context) -> {
			showCode(context);
			assertThat(output.getOut()).doesNotContain("ABCDEFGH");
		});
	}

	@Test
	void qrWhenAlwaysThenUsersEncoderGetsTheLinkAndItsCodeIsShown(CapturedOutput output) {
		long[] lines = new long[2];
		this.runner.withPropertyValues("twitch.oauth.console.qr=never").run((context) -> {
			showCode(context);
			lines[0] = output.getOut().lines().count();
			assertThat(this.encoded).isEmpty();
		});
		this.runner.withPropertyValues("twitch.oauth.console.qr=always").run((context) -> {
			showCode(context);
			lines[1] = output.getOut().lines().count() - lines[0];
			assertThat(this.encoded).containsExactly(AuthorizationServerStub.LINK);
		});
		assertThat(lines[1] - lines[0]).isGreaterThan(QR_CODE.length / 2);
	}

	@Test
	void consoleWhenEventsAreNotPublishedThenStillShowsCodeAndResult(CapturedOutput output) {
		this.runner.withPropertyValues("twitch.oauth.publish-events=false").run((context) -> {
			DeviceAuthFlow flow = context.getBean(DeviceAuthFlow.class);
			flow.getDeviceCode().block(LIMIT);
			flow.pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)).block(LIMIT);
			// The account's first event is done with when its second one shows.
			Awaitility.await().until(() -> output.getOut().contains("Logged in as twitchdev"));
			assertThat(output.getOut()).contains(AuthorizationServerStub.LINK);
			assertThat(context.getBean(LastInLine.class).received).isEmpty();
		});
	}

	@Test
	void consoleWhenUsersThenHearsOfEvents() {
		LoginConsole console = Mockito.mock();
		this.runner.withBean(LoginConsole.class, () -> console).run((context) -> {
			showCode(context);
			BDDMockito.then(console).should().accept(context.getBean(LastInLine.class).received.get(0));
		});
	}

	// Listeners come after the console.
	private static void showCode(ApplicationContext context) {
		showCode(context, "default");
	}

	private static void showCode(ApplicationContext context, String account) {
		context.getBean(DeviceAuthFlow.class).forAccount(account).getDeviceCode().block(LIMIT);
		Awaitility.await().until(() -> !context.getBean(LastInLine.class).received.isEmpty());
	}

	static class LastInLine {

		private final List<TwitchOAuthEvent> received = new CopyOnWriteArrayList<>();

		@EventListener
		void onEvent(TwitchOAuthEvent event) {
			this.received.add(event);
		}

	}

}
