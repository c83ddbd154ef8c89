package io.github.twitchoauth.test;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * Adds to each answer 401 what Twitch does, because some HTTP clients refuse a 401
 * without it. An answer that has a challenge of its own keeps that.
 */
final class Challenge implements ResponseTransformerV2 {

	private static final String NAME = "WWW-Authenticate";

	private static final String VALUE = "OAuth realm='TwitchTV'";

	@Override
	public String getName() {
		return "challenge";
	}

	@Override
	public Response transform(Response response, ServeEvent event) {
		if (response.getStatus() != 401 || response.getHeaders().getHeader(NAME).isPresent()) {
			return response;
		}
		return Response.Builder.like(response)
			.but()
			.headers(response.getHeaders().plus(new HttpHeader(NAME, VALUE)))
			.build();
	}

}
