package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.function.BiFunction;

import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;

/**
 * Something that goes wrong between an application and {@link MockTwitch}.
 *
 * Except for {@link #delay(Duration)} and the two {@code lostAnswer} faults, a request
 * that meets a fault is not processed: it changes nothing at Twitch.
 *
 * @since 0.1.0
 * @see MockTwitch#on(Endpoint)
 */
public final class Fault {

	private static final String HTML = """
			<!doctype html><html lang="en"><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>
			""";

	private final String description;

	private final boolean processed;

	private final BiFunction<Endpoint, Reply, Reply> change;

	private Fault(String description, boolean processed, BiFunction<Endpoint, Reply, Reply> change) {
		this.description = description;
		this.processed = processed;
		this.change = change;
	}

	private static Fault instead(String description, Reply reply) {
		return new Fault(description, false, (endpoint, ignored) -> reply);
	}

	/**
	 * An error status with an error body in Twitch's shape. Of the Helix API, 429 says
	 * that the user's rate limit is used up, unless a header {@code Retry-After} or
	 * another message makes it a limit of the endpoint's own.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault status(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		return status(status, (known != null) ? known.getReasonPhrase() : "");
	}

	/**
	 * An error status with an error body in Twitch's shape.
	 * @param status the HTTP status
	 * @param message the {@code message} in the body, such as
	 * {@code missing client secret}
	 * @return the fault
	 */
	public static Fault status(int status, String message) {
		return new Fault("status " + status, false, (endpoint, ignored) -> errorReply(endpoint, status, message));
	}

	private static Reply errorReply(Endpoint endpoint, int status, String message) {
		if (!endpoint.isHelix()) {
			return Reply.error(status, message);
		}
		HttpStatus known = HttpStatus.resolve(status);
		return Reply.helixError(status, (known != null) ? known.getReasonPhrase() : "", message);
	}

	/**
	 * A page in HTML, as a proxy or a portal sends it.
	 * @param status the HTTP status, 200 for example
	 * @return the fault
	 */
	public static Fault html(int status) {
		return body(status, "text/html;charset=utf-8", HTML.formatted("Please stand by"));
	}

	/**
	 * An answer of any content.
	 * @param status the HTTP status
	 * @param contentType the content type
	 * @param body the body
	 * @return the fault
	 */
	public static Fault body(int status, String contentType, String body) {
		return instead("status " + status + " and " + contentType, Reply.of(status, contentType, body));
	}

	/**
	 * Status 200 and an empty body.
	 * @return the fault
	 */
	public static Fault empty() {
		return instead("empty body", Reply.empty(200));
	}

	/**
	 * Status 200 and JSON that stops in the middle.
	 * @return the fault
	 */
	public static Fault truncatedJson() {
		return body(200, "application/json", "{\"expires_in\":14400,\"token_ty");
	}

	/**
	 * The connection is reset before there is any answer.
	 * @return the fault
	 */
	public static Fault reset() {
		return broken("reset", com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
	}

	/**
	 * Status 200, then garbage, then the connection closes in the middle of the answer.
	 * @return the fault
	 */
	public static Fault interrupted() {
		return broken("interrupted", com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK);
	}

	/**
	 * Random bytes that are not HTTP, then the connection closes.
	 * @return the fault
	 */
	public static Fault garbage() {
		return broken("garbage", com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE);
	}

	private static Fault broken(String description, com.github.tomakehurst.wiremock.http.Fault breakdown) {
		return instead(description, Reply.empty(200).withBreakdown(breakdown));
	}

	/**
	 * The normal answer, but late. A delay longer than the application's time-out is a
	 * request that hangs.
	 * @param delay how late
	 * @return the fault
	 */
	public static Fault delay(Duration delay) {
		Assert.isTrue(!delay.isNegative(), "'delay' must not be negative");
		return new Fault("delay of " + delay, true, (endpoint, reply) -> reply.withDelay(delay));
	}

	/**
	 * The request is processed, then the connection is reset, so that the application
	 * cannot know: a refresh token that was presented is spent.
	 * @return the fault
	 */
	public static Fault lostAnswer() {
		return new Fault("lost answer", true, (endpoint, reply) -> Reply.empty(200)
			.withBreakdown(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER));
	}

	/**
	 * The request is processed, but an error comes back instead of the answer.
	 * @param status the HTTP status, 502 for example
	 * @return the fault
	 */
	public static Fault lostAnswer(int status) {
		BiFunction<Endpoint, Reply, Reply> error = status(status).change;
		return new Fault("lost answer, status " + status, true, error);
	}

	/**
	 * The same fault with a header added to the answer, {@code Retry-After} for example.
	 * @param name the header's name
	 * @param value the header's value
	 * @return the fault
	 */
	public Fault withHeader(String name, String value) {
		return new Fault(this.description, this.processed,
				(endpoint, reply) -> this.change.apply(endpoint, reply).withHeader(name, value));
	}

	boolean isProcessed() {
		return this.processed;
	}

	Reply change(Endpoint endpoint, Reply reply) {
		return this.change.apply(endpoint, reply);
	}

	@Override
	public String toString() {
		return this.description;
	}

}
