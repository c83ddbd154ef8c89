package io.github.twitchoauth.page;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand browsers that want to hear of the page's events: they cost neither a thread
 * each nor much memory.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class ManyListenersTests {

	private static final int LISTENERS = 1000;

	private static final int MEGABYTE = 1024 * 1024;

	@ParameterizedTest
	@CsvSource({ "TOMCAT, 250", "NETTY, 1001" })
	void eventsWhenAThousandListenThenTheyShareThreadsAndMemory(Server server, int served) throws IOException {
		try (PageApplication application = PageApplication.start(server, null, "server.tomcat.threads.max=20");
				Listeners listeners = new Listeners(application.port()).add(1)) {
			int threads = threads();
			long memory = memory();
			listeners.add(LISTENERS);
			assertThat(listeners.served()).isEqualTo(served);
			assertThat(threads() - threads).isLessThan(100);
			assertThat((memory() - memory) / MEGABYTE).isLessThan(50);
			application.accounts().logIn("default").block(Duration.ofSeconds(20));
			listeners.awaitText("WAITING_FOR_APPROVAL");
			assertThat(threads() - threads).isLessThan(100);
		}
	}

	@Test
	void eventsWhenListenersHaveLeftThenThereIsRoomForOthers(CapturedOutput output) throws IOException {
		try (PageApplication application = PageApplication.start(Server.TOMCAT, null)) {
			try (Listeners listeners = new Listeners(application.port()).add(LISTENERS / 3)) {
				assertThat(listeners.served()).isLessThan(LISTENERS / 3);
			}
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
				application.accounts().logIn("default").then(application.accounts().logOut("default")).block();
				try (Listeners listeners = new Listeners(application.port()).add(1)) {
					return listeners.served() == 1;
				}
			});
			assertThat(output).doesNotContain("IOException");
		}
	}

	private static int threads() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

	private static long memory() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
