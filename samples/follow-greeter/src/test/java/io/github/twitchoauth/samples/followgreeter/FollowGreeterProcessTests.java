package io.github.twitchoauth.samples.followgreeter;

import java.nio.file.Path;

import io.github.twitchoauth.samples.testing.ApplicationProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the sample as the README does, without a client id.
 */
class FollowGreeterProcessTests {

	@TempDir
	private Path directory;

	@Test
	void jvmWhenAuthorizedThenGreetsWhoFollows() throws Exception {
		try (ApplicationProcess process = ApplicationProcess.start(FollowGreeterApplication.class,
				this.directory.resolve("output.txt"))) {
			process.openLinkAndPress("authorize");
			process.awaitOutput("(?i)Chat of twitchdev: viewer1 has followed the channel!");
		}
	}

}
