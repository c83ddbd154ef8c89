package io.github.twitchoauth.autoconfigure.web;

import java.io.Closeable;
import java.io.IOException;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.jspecify.annotations.Nullable;

/**
 * Has another client send requests, and keeps it from following redirects.
 */
final class NonRedirectingHttpClient extends CloseableHttpClient implements Configurable {

	private final HttpClient httpClient;

	NonRedirectingHttpClient(HttpClient httpClient) {
		this.httpClient = httpClient;
	}

	@Override
	protected CloseableHttpResponse doExecute(@Nullable HttpHost target, ClassicHttpRequest request,
			HttpContext context) throws IOException {
		HttpClientContext clientContext = HttpClientContext.castOrCreate(context);
		clientContext.setRequestConfig(
				RequestConfig.copy(clientContext.getRequestConfigOrDefault()).setRedirectsEnabled(false).build());
		return CloseableHttpResponse.adapt(this.httpClient.executeOpen(target, request, clientContext));
	}

	@Override
	public RequestConfig getConfig() {
		return (this.httpClient instanceof Configurable configurable) ? configurable.getConfig()
				: RequestConfig.DEFAULT;
	}

	@Override
	public void close() throws IOException {
		if (this.httpClient instanceof Closeable closeable) {
			closeable.close();
		}
	}

	@Override
	public void close(CloseMode mode) {
		if (this.httpClient instanceof ModalCloseable closeable) {
			closeable.close(mode);
		}
	}

}
