package io.github.twitchoauth.web;

import java.util.Locale;

import org.springframework.http.HttpHeaders;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.MultiValueMap;

/**
 * Read-only headers of a request with a token. Their text, which WebClient logs with
 * {@code spring.http.codecs.log-request-details}, does not show it.
 */
final class AuthorizedHeaders extends HttpHeaders {

	AuthorizedHeaders(HttpHeaders original, Attempt attempt) {
		super(authorized(original, attempt));
	}

	private static MultiValueMap<String, String> authorized(HttpHeaders original, Attempt attempt) {
		MultiValueMap<String, String> map = CollectionUtils
			.toMultiValueMap(new LinkedCaseInsensitiveMap<>(8, Locale.ROOT));
		HttpHeaders headers = new HttpHeaders(map);
		headers.addAll(original);
		attempt.authorize(headers);
		return CollectionUtils.unmodifiableMultiValueMap(map);
	}

	@Override
	public String toString() {
		HttpHeaders shown = HttpHeaders.copyOf(this);
		shown.set(AUTHORIZATION, "***");
		return shown.toString();
	}

}
