package io.github.twitchoauth.twitch4j;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.twitchoauth.TokenSyntax;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.lifecycle.Blocking;
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

	private static final String BEARER = "Bearer";

	private static final String CLIENT_ID = "Client-Id";

	private static final Set<String> NOT_COPIED = Set.of("authorization", "client-id", "content-length");

	private final Accounts accounts;

	private final AccountCredentials credentials;

	private final HelixRequests requests;

	/**
	 * Create a transport.
	 * @param accounts know the client id
	 * @param credentials know which account has a token
	 * @param requests begin requests, anonymous ones for tokens that no account has, such
	 * as app access tokens
	 */
	HelixTransport(Accounts accounts, AccountCredentials credentials, HelixRequests requests) {
		this.accounts = accounts;
		this.credentials = credentials;
		this.requests = requests;
	}

	@Override
	public Response execute(Request request, Request.Options options) throws IOException {
		try {
			return response(request, Blocking
				.await(prepare(request, options).exchangeToMono((response) -> response.toEntity(byte[].class))));
		}
		catch (WebClientRequestException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private WebClient.RequestHeadersSpec<?> prepare(Request request, Request.Options options) {
		HttpMethod method = HttpMethod.valueOf(request.httpMethod().name());
		String token = token(request);
		WebClient.RequestBodySpec spec = (token != null && options instanceof AccountHelix.Options caller)
				? prepare(request, method, token, caller.account())
				: this.requests.anonymous(method).uri(URI.create(request.url()));
		spec.headers((headers) -> copy(request.headers(), headers));
		return (request.body() != null) ? spec.bodyValue(request.body()) : spec;
	}

	private WebClient.RequestBodySpec prepare(Request request, HttpMethod method, String token, String account) {
		URI uri = URI.create(request.url());
		String owner = token.isEmpty() ? account : this.credentials.accountOf(token);
		if (owner != null) {
			return this.requests.authorized(owner, method).uri(uri);
		}
		return this.requests.anonymous(method)
			.uri(uri)
			.headers((headers) -> authorize(headers, account, token, first(request.headers().get(CLIENT_ID))));
	}

	// Calls for extensions bring a client id of their own.
	private void authorize(HttpHeaders headers, String account, String token, @Nullable String clientId) {
		Assert.isTrue(TokenSyntax.isValid(token), "The access token of this call is not printable ASCII");
		headers.setBearerAuth(token);
		headers.set(CLIENT_ID, (clientId != null) ? clientId : this.accounts.get(account).client().clientId());
	}

	// Null for a call that takes no token, and empty for one that was given none.
	private static @Nullable String token(Request request) {
		String header = first(request.headers().get(HttpHeaders.AUTHORIZATION));
		return (header != null && header.startsWith(BEARER)) ? header.substring(BEARER.length()).strip() : null;
	}

	private static @Nullable String first(@Nullable Collection<String> values) {
		return (values != null && !values.isEmpty()) ? values.iterator().next() : null;
	}

	private static void copy(Map<String, Collection<String>> from, HttpHeaders to) {
		from.forEach((name, values) -> {
			if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
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
