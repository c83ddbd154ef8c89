package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/**
 * Parameters of a request, together with the knowledge of which of them are secret.
 */
final class FormBody {

	private final MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();

	private final List<String> secrets = new ArrayList<>();

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

	Function<WebClient, RequestHeadersSpec<?>> postTo(URI uri) {
		return (webClient) -> webClient.post().uri(uri).body(BodyInserters.fromFormData(this.parameters));
	}

	List<String> secrets() {
		return this.secrets;
	}

}
