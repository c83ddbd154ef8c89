package io.github.twitchoauth.web;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.TwitchOAuthException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Refuses an HTTP client that follows redirects by itself, because the token would go
 * along. Spring does not show which HTTP client is behind a {@code WebClient} or
 * {@code RestClient}, so private fields are read. A client that is not recognized is used
 * as it is, with a warning. So is an interceptor that sees the token.
 */
final class FollowedRedirects {

	private static final Log logger = LogFactory.getLog(FollowedRedirects.class);

	private static final boolean JETTY_IS_PRESENT = ClassUtils.isPresent("org.eclipse.jetty.client.HttpClient",
			FollowedRedirects.class.getClassLoader());

	// Accepted before, so that it is not looked at for each request.
	private volatile @Nullable ClientHttpRequestFactory accepted;

	// Types, so that a client that is built for each request leads to one warning.
	private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Check the client of a {@code RestClient}.
	 * @param execution an execution in the chain of interceptors
	 */
	void refuse(ClientHttpRequestExecution execution) {
		warnOfInterceptorBehind(execution);
		ClientHttpRequestFactory requestFactory = find(execution, ClientHttpRequestExecution.class,
				ClientHttpRequestFactory.class);
		if (requestFactory == null) {
			warnOfUnknown(execution);
			return;
		}
		if (requestFactory == this.accepted) {
			return;
		}
		ClientHttpRequestFactory delegate = requestFactory;
		while (delegate instanceof AbstractClientHttpRequestFactoryWrapper wrapper) {
			delegate = wrapper.getDelegate();
		}
		refuse(delegate, (delegate instanceof SimpleClientHttpRequestFactory simple) ? connection(simple)
				: field(delegate, "httpClient"));
		this.accepted = requestFactory;
	}

	private void warnOfInterceptorBehind(ClientHttpRequestExecution execution) {
		ClientHttpRequestInterceptor behind = find(execution, ClientHttpRequestExecution.class,
				ClientHttpRequestInterceptor.class);
		if (behind != null && !(behind instanceof TwitchClientHttpRequestInterceptor)
				&& this.warned.add(behind.getClass())) {
			logger.warn(behind.getClass().getName() + " sees the Twitch token and can send it elsewhere, because this "
					+ "interceptor is behind the one for Twitch. Put it in front: requestInterceptors((all) -> "
					+ "all.add(0, interceptor))");
		}
	}

	/**
	 * Check the client of a {@code WebClient}.
	 * @param exchange an exchange function in the chain of filters
	 */
	void refuse(ExchangeFunction exchange) {
		ClientHttpConnector connector = find(exchange, ExchangeFunction.class, ClientHttpConnector.class);
		if (connector == null) {
			warnOfUnknown(exchange);
			return;
		}
		refuse(connector, field(connector, "httpClient"));
	}

	private void refuse(Object transport, @Nullable Object client) {
		if (client == null && !transport.getClass().getName().startsWith("org.springframework.")) {
			warnOfUnknown(transport);
		}
		if (client != null && follows(client)) {
			throw new TwitchOAuthException("The HTTP client behind " + transport.getClass().getSimpleName()
					+ " follows redirects, and a Twitch token must not go along, so the request was not sent. "
					+ "Have the client follow none (spring.http.clients.redirects=dont-follow, for those that Spring "
					+ "Boot builds), or start from the WebClient or RestClient that is qualified with 'twitch', and "
					+ "its method mutate()");
		}
	}

	private void warnOfUnknown(Object transport) {
		if (this.warned.add(transport.getClass())) {
			logger.warn("There is no telling whether the HTTP client behind " + transport.getClass().getName()
					+ " follows redirects. Make sure that it does not: it could take the Twitch token along");
		}
	}

	private static boolean follows(Object client) {
		if (client instanceof HttpClient jdkClient) {
			return jdkClient.followRedirects() != Redirect.NEVER;
		}
		if (client instanceof HttpURLConnection connection) {
			return connection.getInstanceFollowRedirects();
		}
		if (client instanceof reactor.netty.http.client.HttpClient nettyClient) {
			return nettyClient.configuration().followRedirectPredicate() != null;
		}
		return JETTY_IS_PRESENT && Jetty.follows(client);
	}

	// It is opened, but not connected.
	private static @Nullable Object connection(SimpleClientHttpRequestFactory requestFactory) {
		try {
			return field(requestFactory.createRequest(URI.create("http://localhost"), HttpMethod.GET), "connection");
		}
		catch (IOException ex) {
			return null;
		}
	}

	// Each link of a chain holds the next one, and the last one what is looked for.
	private static <T> @Nullable T find(Object link, Class<?> linkType, Class<T> type) {
		for (Field field : link.getClass().getDeclaredFields()) {
			Object value = value(field, link);
			if (type.isInstance(value)) {
				return type.cast(value);
			}
			if (linkType.isInstance(value)) {
				return find(value, linkType, type);
			}
		}
		return null;
	}

	private static @Nullable Object field(Object target, String name) {
		Field field = ReflectionUtils.findField(target.getClass(), name);
		return (field != null) ? value(field, target) : null;
	}

	private static @Nullable Object value(Field field, Object target) {
		return field.trySetAccessible() ? ReflectionUtils.getField(field, target) : null;
	}

	private static final class Jetty {

		static boolean follows(Object client) {
			return client instanceof org.eclipse.jetty.client.HttpClient jettyClient && jettyClient.isFollowRedirects();
		}

	}

}
