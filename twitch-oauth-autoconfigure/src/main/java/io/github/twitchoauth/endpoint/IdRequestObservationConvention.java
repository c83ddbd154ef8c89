package io.github.twitchoauth.endpoint;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

import io.micrometer.common.KeyValue;

import org.springframework.http.HttpStatus;
import org.springframework.http.client.observation.ClientHttpObservationDocumentation.LowCardinalityKeyNames;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/**
 * {@link ClientRequestObservationConvention} for the requests of {@link TwitchIdClient}.
 * Their URIs are few, so their paths are their templates. A poll that is refused has
 * worked: until the person has decided, that is the answer (RFC 8628, section 3.5), with
 * status 400, or with 403 or 428 from some servers.
 */
public final class IdRequestObservationConvention extends DefaultClientRequestObservationConvention {

	private static final String POLL = IdRequestObservationConvention.class.getName() + ".poll";

	private static final KeyValue SUCCESS = KeyValue.of(LowCardinalityKeyNames.OUTCOME, "SUCCESS");

	// The client is not accepted, or polls too often.
	private static final Set<HttpStatus> FAULTS = EnumSet.of(HttpStatus.UNAUTHORIZED, HttpStatus.TOO_MANY_REQUESTS);

	static Function<WebClient, RequestHeadersSpec<?>> poll(Function<WebClient, RequestHeadersSpec<?>> request) {
		return (webClient) -> request.apply(webClient).attribute(POLL, true);
	}

	@Override
	protected KeyValue uri(ClientRequestObservationContext context) {
		ClientRequest request = context.getRequest();
		return (request != null) ? KeyValue.of(LowCardinalityKeyNames.URI, request.url().getPath())
				: super.uri(context);
	}

	@Override
	protected KeyValue outcome(ClientRequestObservationContext context) {
		return isAnsweredPoll(context) ? SUCCESS : super.outcome(context);
	}

	private static boolean isAnsweredPoll(ClientRequestObservationContext context) {
		ClientRequest request = context.getRequest();
		ClientResponse response = context.getResponse();
		return request != null && request.attribute(POLL).isPresent() && response != null
				&& response.statusCode().is4xxClientError()
				&& FAULTS.stream().noneMatch(response.statusCode()::isSameCodeAs);
	}

}
