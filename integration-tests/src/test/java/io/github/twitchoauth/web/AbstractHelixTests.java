package io.github.twitchoauth.web;

import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Base of tests that call Helix over a socket, logged in as {@code twitchdev}.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractHelixTests {

	static final String PATH = "/helix/things";

	protected MockTwitch twitch;

	protected HelixApplication application;

	@BeforeAll
	void startAll() {
		this.twitch = MockTwitch.start();
		this.application = HelixApplication.start(this.twitch, configuration(), properties());
	}

	Class<?> configuration() {
		return HelixApplication.Application.class;
	}

	String[] properties() {
		return new String[0];
	}

	@BeforeEach
	void logIn() {
		this.application.logIn("default", "twitchdev");
		this.twitch.getWireMockServer().resetRequests();
	}

	@AfterEach
	void removeStubs() {
		List.copyOf(this.twitch.getWireMockServer().listAllStubMappings().getMappings())
			.stream()
			.filter((stub) -> stub.getPriority() == null)
			.forEach(this.twitch.getWireMockServer()::removeStub);
		this.twitch.getWireMockServer().resetScenarios();
		this.twitch.clearFaults();
	}

	@AfterAll
	void stopAll() {
		this.application.close();
		this.twitch.close();
	}

	static ResponseDefinitionBuilder refusal(int status, String message) {
		return WireMock.jsonResponse(body(status, message), status);
	}

	static String body(int status, String message) {
		return "{\"error\":\"Refused\",\"status\":" + status + ",\"message\":\"" + message + "\"}";
	}

	/**
	 * Let {@link #PATH} give these answers one after the other, and the last one from
	 * then on.
	 * @param answers the answers
	 */
	protected void answers(ResponseDefinitionBuilder... answers) {
		for (int i = 0; i < answers.length; i++) {
			ScenarioMappingBuilder stub = WireMock.any(WireMock.urlPathEqualTo(PATH))
				.inScenario("things")
				.whenScenarioStateIs((i == 0) ? Scenario.STARTED : String.valueOf(i))
				.willReturn(answers[i]);
			this.twitch.getWireMockServer()
				.stubFor((i < answers.length - 1) ? stub.willSetStateTo(String.valueOf(i + 1)) : stub);
		}
	}

	protected List<LoggedRequest> requests() {
		return this.twitch.getWireMockServer().findAll(WireMock.anyRequestedFor(WireMock.urlPathEqualTo(PATH)));
	}

	protected List<String> tokensSent() {
		return requests().stream().map((request) -> request.getHeader("Authorization")).toList();
	}

}
