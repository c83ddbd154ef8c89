package io.github.twitchoauth.page;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand browsers that listen to the page's events: they cost neither a thread each
 * nor much memory. Tomcat has some 100 KB of buffers for each connection.
 */
class ManyListenersTests {

	private static final int LISTENERS = 1000;

	private static final int MEGABYTE = 1024 * 1024;

	@ParameterizedTest
	@CsvSource({ "SERVLET, 150", "REACTIVE, 50" })
	void eventsWhenAThousandListenThenTheyShareThreads(WebApplicationType type, int megabytes) throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try (PageApplication application = PageApplication.start(type, null, "server.tomcat.threads.max=20")) {
			listen(application, sockets, 1);
			int threads = threads();
			long memory = memory();
			listen(application, sockets, LISTENERS);
			assertThat(threads() - threads).isLessThan(100);
			assertThat((memory() - memory) / MEGABYTE).isLessThan(megabytes);
			application.accounts().logIn("default").block(Duration.ofSeconds(20));
			for (Socket socket : sockets) {
				awaitText(socket, "WAITING_FOR_APPROVAL");
			}
			assertThat(threads() - threads).isLessThan(100);
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	private static void listen(PageApplication application, List<Socket> sockets, int count) throws IOException {
		List<Socket> added = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Socket socket = new Socket("localhost", application.port());
			socket.setSoTimeout(60_000);
			socket.getOutputStream()
				.write("GET /twitch/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			added.add(socket);
		}
		sockets.addAll(added);
		for (Socket socket : added) {
			awaitText(socket, ":\n");
		}
	}

	private static void awaitText(Socket socket, String text) throws IOException {
		InputStream in = socket.getInputStream();
		StringBuilder read = new StringBuilder();
		byte[] buffer = new byte[4096];
		while (read.indexOf(text) < 0) {
			int length = in.read(buffer);
			assertThat(length).as(read.toString()).isPositive();
			read.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
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
