package io.github.twitchoauth.twitch4j;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import feign.Client;
import feign.Request;
import feign.Response;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Carries twitch4j's Helix calls over the WebClient that is logged in, so that a dead
 * token, a missing scope and the rate limit are met there, once for all clients.
 */
final class HelixTransport implements Client {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String BEARER = "Bearer ";

	private static final String CLIENT_ID = "Client-Id";

	private static final Set<String> NOT_COPIED = Set.of("authorization", "client-id", "content-length");

	private final String account;

	private final String clientId;

	private final AccountCredentials credentials;

	private final Function<String, WebClient> webClients;

	private final WebClient anonymous;

	/**
	 * Create a transport.
	 * @param account the account of calls without a token
	 * @param clientId the account's client id
	 * @param credentials know whose a token is
	 * @param webClients the logged-in WebClient of an account
	 * @param anonymous the WebClient for tokens that are none of ours, app access tokens
	 * for example
	 */
	HelixTransport(String account, String clientId, AccountCredentials credentials,
			Function<String, WebClient> webClients, WebClient anonymous) {
		this.account = account;
		this.clientId = clientId;
		this.credentials = credentials;
		this.webClients = webClients;
		this.anonymous = anonymous;
	}

	@Override
	public Response execute(Request request, Request.Options options) throws IOException {
		try {
			ResponseEntity<byte[]> answer = prepare(request)
				.exchangeToMono((response) -> response.toEntity(byte[].class))
				.block(PATIENCE);
			Assert.state(answer != null, "There is neither an answer nor an error");
			return response(request, answer);
		}
		catch (WebClientRequestException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private WebClient.RequestHeadersSpec<?> prepare(Request request) {
		String token = token(request);
		String owner = token.isEmpty() ? this.account : this.credentials.accountOf(token);
		WebClient client = (owner != null) ? this.webClients.apply(owner) : this.anonymous;
		WebClient.RequestBodySpec spec = client.method(HttpMethod.valueOf(request.httpMethod().name()))
			.uri(URI.create(request.url()))
			.headers((headers) -> copy(request.headers(), headers));
		if (owner == null) {
			spec.header(CLIENT_ID, this.clientId).headers((headers) -> headers.setBearerAuth(token));
		}
		return (request.body() != null) ? spec.bodyValue(request.body()) : spec;
	}

	private static String token(Request request) {
		String header = first(request.headers().get(HttpHeaders.AUTHORIZATION));
		return (header != null && header.startsWith(BEARER)) ? header.substring(BEARER.length()).strip() : "";
	}

	private static @Nullable String first(@Nullable Collection<String> values) {
		return (values != null && !values.isEmpty()) ? values.iterator().next() : null;
	}

	private static void copy(Map<String, Collection<String>> from, HttpHeaders to) {
		from.forEach((name, values) -> {
			if (!NOT_COPIED.contains(name.toLowerCase())) {
				values.forEach((value) -> to.add(name, value));
			}
		});
	}

	private static Response response(Request request, ResponseEntity<byte[]> answer) {
		Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		answer.getHeaders().forEach(headers::put);
		return Response.builder()
			.request(request)
			.status(answer.getStatusCode().value())
			.headers(headers)
			.body((answer.getBody() != null) ? answer.getBody() : new byte[0])
			.build();
	}

}
