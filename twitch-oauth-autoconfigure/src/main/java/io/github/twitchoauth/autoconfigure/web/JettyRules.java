package io.github.twitchoauth.autoconfigure.web;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * {@link ConnectionRules} for Jetty, in a class of their own because Jetty is optional.
 * Its handling of 401 is switched off: it holds such an answer back until its body has
 * ended, and fails if it has no challenge.
 */
final class JettyRules {

	private JettyRules() {
	}

	static void enforce(HttpClient httpClient) {
		httpClient.setFollowRedirects(false);
		httpClient.addEventListener(new WithoutAuthentication());
	}

	private static final class WithoutAuthentication implements LifeCycle.Listener {

		// The handlers are added when the client starts.
		@Override
		public void lifeCycleStarted(LifeCycle client) {
			((HttpClient) client).getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
		}

	}

}
