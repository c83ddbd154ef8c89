package io.github.twitchoauth.autoconfigure.web;

import org.eclipse.jetty.client.HttpClient;

/**
 * {@link ConnectionRules} for Jetty, in a class of their own because Jetty is optional.
 */
final class JettyRules {

	private JettyRules() {
	}

	static void enforce(HttpClient httpClient) {
		httpClient.setFollowRedirects(false);
	}

}
