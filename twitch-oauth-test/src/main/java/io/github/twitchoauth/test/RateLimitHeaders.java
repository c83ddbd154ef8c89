package io.github.twitchoauth.test;

import java.util.List;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.twitchoauth.test.Grants.LiveToken;
import io.github.twitchoauth.test.RateLimits.Bucket;

import org.springframework.http.HttpStatus;

/**
 * Tells the rate limit in all answers of the Helix API, those of users' stubs included:
 * there are clients that wait for it. An answer that tells one itself keeps it.
 */
final class RateLimitHeaders implements ResponseTransformerV2 {

	private static final String LIMIT = "Ratelimit-Limit";

	private static final String REMAINING = "Ratelimit-Remaining";

	private static final String RESET = "Ratelimit-Reset";

	private static final String USED_UP = "\"message\":\"" + HttpStatus.TOO_MANY_REQUESTS.getReasonPhrase() + "\"";

	private final MockTwitchState state;

	RateLimitHeaders(MockTwitchState state) {
		this.state = state;
	}

	@Override
	public String getName() {
		return "rate-limit-headers";
	}

	@Override
	public Response transform(Response response, ServeEvent event) {
		HttpHeaders headers = response.getHeaders();
		if (!event.getRequest().getUrl().startsWith("/helix/") || tellsLimit(headers)) {
			return response;
		}
		Bucket bucket = this.state.rateLimits().take(holder(event.getRequest()));
		return Response.Builder.like(response)
			.but()
			.headers(headers.plus(new HttpHeader(LIMIT, String.valueOf(RateLimits.LIMIT)),
					new HttpHeader(REMAINING, String.valueOf(isUsedUp(response) ? 0 : bucket.remaining())),
					new HttpHeader(RESET, String.valueOf(bucket.reset()))))
			.build();
	}

	// A limit of an endpoint's own has words or a time of its own.
	private static boolean isUsedUp(Response response) {
		return response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()
				&& !response.getHeaders().getHeader("Retry-After").isPresent()
				&& response.getBodyAsString().contains(USED_UP);
	}

	private static boolean tellsLimit(HttpHeaders headers) {
		return List.of(LIMIT, REMAINING, RESET).stream().anyMatch((name) -> headers.getHeader(name).isPresent());
	}

	private Object holder(Request request) {
		LiveToken token = this.state.grants().find(new Exchange(request).credentials("Bearer"));
		return (token != null) ? List.of(token.clientId(), token.user()) : List.of();
	}

}
