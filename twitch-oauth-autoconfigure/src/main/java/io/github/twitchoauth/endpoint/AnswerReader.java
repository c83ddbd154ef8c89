package io.github.twitchoauth.endpoint;

import java.time.Clock;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.jspecify.annotations.Nullable;

/**
 * Sorts an HTTP answer into one of the three outcomes.
 */
final class AnswerReader {

	private final Clock clock;

	AnswerReader(Clock clock) {
		this.clock = clock;
	}

	// A refusal that does not mean anything to the caller leaves everything open.
	<T> Outcome<T> read(HttpAnswer answer, Collection<String> secrets, Function<JsonBody, Outcome<T>> onSuccess,
			Predicate<Rejected<T>> meaningful) {
		Outcome<T> outcome = read(answer, secrets, onSuccess);
		return (outcome instanceof Rejected<T> rejected && !meaningful.test(rejected)) ? unclear(answer, rejected)
				: outcome;
	}

	<T> Outcome<T> read(HttpAnswer answer, Collection<String> secrets, Function<JsonBody, Outcome<T>> onSuccess) {
		if (!answer.isSuccess()) {
			return readFailure(answer, secrets);
		}
		JsonBody body = JsonBody.parse(answer.body());
		return (body != null) ? onSuccess.apply(body) : undetermined(answer, "with a body that is no JSON object");
	}

	<T> Outcome<T> readFailure(HttpAnswer answer, Collection<String> secrets) {
		if (answer.isSuccess()) {
			return undetermined(answer, "with a page instead of an answer");
		}
		if (answer.status() >= 300 && answer.status() < 400) {
			return undetermined(answer, "with a redirect, which is not followed");
		}
		JsonBody body = answer.isRefusal() ? JsonBody.parse(answer.body()) : null;
		Rejected<T> rejected = (body != null) ? rejected(answer.status(), body, secrets) : null;
		return (rejected != null) ? rejected : undetermined(answer, "");
	}

	// Which of the scopes it is that they refuse, RFC servers say in the description
	// only.
	private <T> @Nullable Rejected<T> rejected(int status, JsonBody body, Collection<String> secrets) {
		String error = body.text("error");
		String message = body.text("message");
		String description = body.text("error_description");
		ErrorCode code = code(error, message);
		String words = Stream.of(message, (code == ErrorCode.INVALID_SCOPE) ? description : error, error, description)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		return (words != null) ? new Rejected<>(status, code, SafeText.of(words, secrets)) : null;
	}

	// Twitch has the code in "message", next to an "error" of no meaning such as "Bad
	// Request" in some places; RFC servers have it in "error".
	private static ErrorCode code(@Nullable String error, @Nullable String message) {
		ErrorCode code = (message != null) ? ErrorCode.of(message) : ErrorCode.OTHER;
		return (code == ErrorCode.OTHER && error != null) ? ErrorCode.of(error) : code;
	}

	private <T> Undetermined<T> unclear(HttpAnswer answer, Rejected<T> rejected) {
		return new Undetermined<>("answered " + rejected.answer(), answer.retryAfter(this.clock), null,
				answer.status());
	}

	private <T> Undetermined<T> undetermined(HttpAnswer answer, String detail) {
		return new Undetermined<>(("answered " + answer.status() + " " + detail).strip(), answer.retryAfter(this.clock),
				null, answer.status());
	}

}
