package io.github.twitchoauth.test.autoconfigure;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.UrlResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link MockTwitchAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MockTwitchAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MockTwitchAutoConfiguration.class));

	@Test
	void contextWhenNotEnabledThenHasNoMockTwitch() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(MockTwitch.class)
			.doesNotHaveBean(TwitchOAuthConnectionDetails.class));
	}

	@Test
	void contextWhenNotEnabledThenTellsOfAMisspeltPropertyAllTheSame(CapturedOutput output) {
		this.contextRunner.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
			.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false",
					"twitch.oauth.mock.enabled=false", "twitch.oauth.mock.port=1", "twitch.oauth.mock.auto-aprove=a")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("without effect, perhaps misspelt: [twitch.oauth.mock.auto-aprove]"));
	}

	@Test
	void contextWhenEnabledThenSaysWhereAndStopsWithIt(CapturedOutput output) {
		this.contextRunner.withPropertyValues("twitch.oauth.mock.enabled=true", "twitch.oauth.mock.interval=2s")
			.run((context) -> {
				String baseUrl = context.getBean(MockTwitch.class).getBaseUrl();
				assertThat(context).hasSingleBean(TwitchOAuthConnectionDetails.class);
				assertThat(output).containsOnlyOnce("Using a stand-in for Twitch at " + baseUrl);
				assertThat(device(baseUrl)).contains("\"interval\":2,");
				context.close();
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> device(baseUrl));
			});
	}

	@Test
	void contextWhenAutoApproveIsSetThenCodesAreApproved() {
		this.contextRunner
			.withPropertyValues("twitch.oauth.mock.enabled=true", "twitch.oauth.mock.auto-approve=twitchdev")
			.run((context) -> {
				device(context.getBean(MockTwitch.class).getBaseUrl());
				assertThat(context.getBean(MockTwitch.class).getPendingUserCodes()).isEmpty();
			});
	}

	@Test
	void contextWhenAutoApproveIsEmptyThenCodesWait() {
		this.contextRunner.withPropertyValues("twitch.oauth.mock.enabled=true", "twitch.oauth.mock.auto-approve=")
			.run((context) -> {
				device(context.getBean(MockTwitch.class).getBaseUrl());
				assertThat(context.getBean(MockTwitch.class).getPendingUserCodes()).hasSize(1);
			});
	}

	@Test
	void contextWhenAutoApproveIsNoLoginNameThenFailsAndNamesTheProperty() {
		this.contextRunner
			.withPropertyValues("twitch.oauth.mock.enabled=true", "twitch.oauth.mock.auto-approve=Twitch Dev")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessageContaining("twitch.oauth.mock.auto-approve")
				.extracting("action")
				.asString()
				.contains("A login name consists of 1 to 25 letters, digits and underscores"));
	}

	@Test
	void contextWhenPortIsSetThenListensThere() throws IOException {
		int port = freePort();
		this.contextRunner.withPropertyValues("twitch.oauth.mock.enabled=true", "twitch.oauth.mock.port=" + port)
			.run((context) -> assertThat(context.getBean(MockTwitch.class).getPort()).isEqualTo(port));
	}

	@Test
	void contextWhenUserHasMockTwitchThenBacksOff() {
		try (MockTwitch twitch = MockTwitch.start()) {
			this.contextRunner.withPropertyValues("twitch.oauth.mock.enabled=true")
				.withBean("mine", MockTwitch.class, () -> twitch)
				.run((context) -> {
					assertThat(context).getBean(MockTwitch.class).isSameAs(twitch);
					assertThat(context.getBean(TwitchOAuthConnectionDetails.class).getTokenUri().getPort())
						.isEqualTo(twitch.getPort());
				});
		}
	}

	@Test
	void contextWhenUserHasConnectionDetailsThenBacksOff() {
		TwitchOAuthConnectionDetails mine = mock(TwitchOAuthConnectionDetails.class);
		this.contextRunner.withPropertyValues("twitch.oauth.mock.enabled=true")
			.withBean(TwitchOAuthConnectionDetails.class, () -> mine)
			.run((context) -> assertThat(context).getBean(TwitchOAuthConnectionDetails.class).isSameAs(mine));
	}

	@Test
	void environmentWhenEnabledThenHasClientId() {
		assertThat(clientId(new MockEnvironment().withProperty("twitch.oauth.mock.enabled", "true")))
			.isEqualTo("mock-client-id");
		assertThat(clientId(new MockEnvironment().withProperty("twitch.oauth.mock.enabled", "true")
			.withProperty("twitch.oauth.client-id", "mine"))).isEqualTo("mine");
		assertThat(clientId(new MockEnvironment())).isNull();
	}

	private static String clientId(MockEnvironment environment) {
		new MockClientIdEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		return environment.getProperty("twitch.oauth.client-id");
	}

	@Test
	void metadataWhenBuiltThenDescribesTheGroup() throws IOException {
		assertThat(resource("spring-configuration-metadata.json"))
			.containsPattern("\"twitch.oauth.mock\",[^}]*\"description\": \"[^\"]+\\.\"");
	}

	@Test
	void metadataWhenBuiltThenDescribesPropertiesAndOrder() throws IOException {
		assertThat(resource("spring-configuration-metadata.json")).contains("\"twitch.oauth.mock.enabled\"",
				"\"twitch.oauth.mock.port\"", "\"twitch.oauth.mock.interval\"", "\"twitch.oauth.mock.data-file\"",
				"\"twitch.oauth.mock.auto-approve\"");
		assertThat(resource("spring-autoconfigure-metadata.properties"))
			.contains("MockTwitchAutoConfiguration.AutoConfigureBefore=");
	}

	private static String resource(String name) throws IOException {
		URL location = MockTwitchAutoConfiguration.class.getProtectionDomain().getCodeSource().getLocation();
		return new UrlResource(location + "META-INF/" + name).getContentAsString(StandardCharsets.UTF_8);
	}

	private static String device(String baseUrl) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(baseUrl + "/oauth2/device"))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString("client_id=a"))
				.build(), BodyHandlers.ofString())
			.body();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
