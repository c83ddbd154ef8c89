package io.github.twitchoauth.autoconfigure.page;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Says where the login page is, as soon as the server is up.
 */
final class PageAnnouncement implements ApplicationListener<WebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(PageAnnouncement.class);

	private final PageLocation location;

	private final String server;

	private final ApplicationContext context;

	PageAnnouncement(PageLocation location, String server, ApplicationContext context) {
		this.location = location;
		this.server = server;
		this.context = context;
	}

	// A server of its own for management is not the one with the page.
	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (event.getApplicationContext() == this.context) {
			boolean ssl = this.context.getEnvironment()
				.getProperty("server.ssl.enabled", Boolean.class,
						this.context.getEnvironment().containsProperty("server.ssl.bundle")
								|| this.context.getEnvironment().containsProperty("server.ssl.key-store")
								|| this.context.getEnvironment().containsProperty("server.ssl.certificate"));
			logger.info("Log in to " + this.server + " at " + (ssl ? "https" : "http") + "://localhost:"
					+ event.getWebServer().getPort() + this.location.path());
		}
	}

}
