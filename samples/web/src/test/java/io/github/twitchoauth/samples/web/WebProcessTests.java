package io.github.twitchoauth.samples.web;

import java.net.URI;
import java.nio.file.Path;

import io.github.twitchoauth.samples.testing.ApplicationProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Runs the sample as the README does, without a client id.
 */
class WebProcessTests {

	@TempDir
	private Path directory;

	@Test
	void jvmWhenAVisitorAuthorizesThenTheirAccountIsConnected() throws Exception {
		try (ApplicationProcess process = ApplicationProcess.start(WebApplication.class,
				this.directory.resolve("output.txt"), "--server.port=0")) {
			Visitor visitor = new Visitor(port(process));
			visitor.awaitState("LOGGED_OUT");
			JsonNode login = visitor.post("/account/login").path("pendingLogin");
			process.openLinkAndPress(URI.create(login.path("verificationUri").asString()),
					login.path("userCode").asString(), "authorize");
			visitor.awaitUser("twitchdev");
		}
	}

	private static int port(ApplicationProcess process) {
		return Integer.parseInt(process.awaitOutput("Tomcat started on port (\\d+)").group(1));
	}

}
