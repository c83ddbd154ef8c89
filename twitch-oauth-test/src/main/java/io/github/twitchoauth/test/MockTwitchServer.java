package io.github.twitchoauth.test;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * WireMock, set up for {@link MockTwitch}.
 */
final class MockTwitchServer {

	/**
	 * Behind the stubs that users add, whose priority is 5 by default.
	 */
	private static final int PRIORITY = 10;

	private MockTwitchServer() {
	}

	static WireMockServer start(int port, MockTwitchState state) {
		Dispatcher dispatcher = new Dispatcher(state);
		WireMockServer server = new WireMockServer(
				configuration(port).extensions(dispatcher, new RateLimitHeaders(state), new Challenge())
					.httpServerFactory((options, admin, stubs) -> new DaemonHttpServer(options, admin, stubs,
							new UnreadableForms(dispatcher::answerUnreadable))));
		server.start();
		dispatcher.setBaseUrl("http://localhost:" + server.port());
		server.stubFor(WireMock.any(WireMock.anyUrl())
			.atPriority(PRIORITY)
			.willReturn(WireMock.aResponse().withTransformers(Dispatcher.NAME)));
		return server;
	}

	private static WireMockConfiguration configuration(int port) {
		// faults are defined for HTTP/1.1; asynchronous answers hold no thread while late
		return WireMockConfiguration.options()
			.bindAddress("127.0.0.1")
			.port(port)
			.http2PlainDisabled(true)
			.gzipDisabled(true)
			.containerThreads(32)
			.jettyAcceptQueueSize(4_096)
			.jettyIdleTimeout(600_000L)
			.asynchronousResponseEnabled(true)
			.asynchronousResponseThreads(8)
			.maxRequestJournalEntries(1_000)
			// Its answers are for any site that a browser shows, and quote requests.
			.adminAuthenticator((request) -> false)
			.notifier(new SilentNotifier());
	}

	/**
	 * WireMock's messages quote requests, and with them their secrets.
	 */
	private static final class SilentNotifier implements Notifier {

		@Override
		public void info(String message) {
		}

		@Override
		public void error(String message) {
		}

		@Override
		public void error(String message, Throwable throwable) {
		}

	}

}
