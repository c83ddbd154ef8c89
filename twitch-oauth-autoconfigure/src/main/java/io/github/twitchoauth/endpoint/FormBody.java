package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.twitchoauth.ClientAuthentication;
import io.github.twitchoauth.account.ClientCredentials;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/**
 * Parameters of a request, and the credentials next to them, together with the knowledge
 * of what is secret.
 */
final class FormBody {

	private final MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();

	private final HttpHeaders headers = new HttpHeaders();

	private final List<String> secrets = new ArrayList<>();

	// With BASIC the form has no client id, because some servers take one beside the
	// header for a second set of credentials.
	static FormBody of(ClientCredentials client, ClientAuthentication authentication) {
		String secret = client.clientSecret();
		if (authentication == ClientAuthentication.BASIC && StringUtils.hasLength(secret)) {
			return new FormBody().withBasicAuthentication(client.clientId(), secret);
		}
		return new FormBody().with("client_id", client.clientId())
			.withSecret("client_secret", (authentication == ClientAuthentication.POST) ? secret : null);
	}

	FormBody with(String name, String value) {
		this.parameters.add(name, value);
		return this;
	}

	FormBody withSecret(String name, @Nullable String value) {
		if (StringUtils.hasLength(value)) {
			this.secrets.add(value);
			with(name, value);
		}
		return this;
	}

	// Both are form-urlencoded before (RFC 6749, section 2.3.1), as an id may hold a
	// colon.
	private FormBody withBasicAuthentication(String clientId, String clientSecret) {
		String credentials = HttpHeaders.encodeBasicAuth(encoded(clientId), encoded(clientSecret),
				StandardCharsets.US_ASCII);
		this.headers.setBasicAuth(credentials);
		this.secrets.add(clientSecret);
		this.secrets.add(credentials);
		return this;
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	Function<WebClient, RequestHeadersSpec<?>> postTo(URI uri) {
		return (webClient) -> webClient.post()
			.uri(uri)
			.headers((headers) -> headers.addAll(this.headers))
			.body(BodyInserters.fromFormData(this.parameters));
	}

	List<String> secrets() {
		return this.secrets;
	}

}
