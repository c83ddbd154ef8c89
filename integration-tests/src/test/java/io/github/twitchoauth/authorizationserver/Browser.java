package io.github.twitchoauth.authorizationserver;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A browser that keeps cookies and follows redirects.
 */
final class Browser {

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(new LoopbackCookies())
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	HttpResponse<String> open(URI link) {
		return send(HttpRequest.newBuilder(link));
	}

	HttpResponse<String> submit(Form form) {
		return send(HttpRequest.newBuilder(form.action())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form.encoded())));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.header("Accept", "text/html").timeout(Duration.ofMinutes(1)).build(),
					BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * To a browser, loopback is as secure as https.
	 */
	private static final class LoopbackCookies extends CookieManager {

		@Override
		public void put(URI uri, Map<String, List<String>> headers) throws IOException {
			Map<String, List<String>> insecure = new HashMap<>(headers);
			insecure.replaceAll((name,
					values) -> values.stream().map((value) -> value.replaceAll("(?i);\\s*secure\\b", "")).toList());
			super.put(uri, insecure);
		}

	}

}
