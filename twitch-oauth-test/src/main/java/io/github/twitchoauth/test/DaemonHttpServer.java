package io.github.twitchoauth.test;

import java.util.concurrent.ScheduledThreadPoolExecutor;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.handler.ContextHandler;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;
import wiremock.org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * WireMock's server, with threads that do not keep alive an application whose work is
 * done.
 */
final class DaemonHttpServer extends Jetty11HttpServer {

	private static final String THREAD_NAME = "mock-twitch-";

	DaemonHttpServer(Options options, AdminRequestHandler adminRequestHandler, StubRequestHandler stubRequestHandler,
			ErrorHandler errorHandler) {
		super(options, adminRequestHandler, stubRequestHandler);
		for (Handler context : this.jettyServer.getChildHandlersByClass(ContextHandler.class)) {
			((ContextHandler) context).setErrorHandler(errorHandler);
		}
		if (this.scheduledExecutorService instanceof ScheduledThreadPoolExecutor executor) {
			CustomizableThreadFactory threadFactory = new CustomizableThreadFactory(THREAD_NAME + "answer-");
			threadFactory.setDaemon(true);
			executor.setThreadFactory(threadFactory);
		}
	}

	@Override
	protected Server createServer(Options options) {
		Server server = super.createServer(options);
		if (server.getThreadPool() instanceof QueuedThreadPool threadPool) {
			threadPool.setDaemon(true);
		}
		server.addBean(new ScheduledExecutorScheduler(THREAD_NAME + "scheduler", true));
		return server;
	}

}
