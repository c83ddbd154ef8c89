package io.github.twitchoauth.test;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A request that {@link MockTwitch} received. It holds no secrets.
 *
 * @param endpoint the endpoint
 * @param time when the request arrived
 * @param parameterNames the names of all form parameters, URL-encoded or multipart
 * @param queryNames the names of all query parameters
 * @param parameters the form parameters that are not secret: {@code client_id},
 * {@code grant_type}, {@code scope}, {@code scopes}
 * @since 0.1.0
 */
public record ReceivedRequest(Endpoint endpoint, Instant time, Set<String> parameterNames, Set<String> queryNames,
		Map<String, String> parameters) {

}
