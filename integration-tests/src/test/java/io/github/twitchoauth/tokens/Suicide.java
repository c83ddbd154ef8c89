package io.github.twitchoauth.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * SIGKILL for this very process, too soon for another one to send it.
 */
final class Suicide {

	private Suicide() {
	}

	static void within(Duration time) {
		double seconds = ThreadLocalRandom.current().nextDouble(time.toNanos() / 1e9);
		String command = String.format(Locale.ROOT, "sleep %.4f; kill -KILL %d", seconds,
				ProcessHandle.current().pid());
		try {
			new ProcessBuilder("sh", "-c", command).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
