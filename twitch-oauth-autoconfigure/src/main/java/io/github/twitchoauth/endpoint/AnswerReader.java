package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Sorts an HTTP answer into one of the three outcomes.
 */
final class AnswerReader {

	// Servers that follow the RFC say only in the description which scope they refuse,
	// what is wrong with the client, or what the person has to do.
	private static final Set<ErrorCode> DESCRIBED = Set.of(ErrorCode.INVALID_SCOPE, ErrorCode.INVALID_CLIENT,
			ErrorCode.UNAUTHORIZED_CLIENT, ErrorCode.INTERACTION_REQUIRED);

	// RFC 7009 leaves it to the server whether it has such an endpoint.
	private static final Set<Integer> NO_ENDPOINT = Set.of(404, 405, 410, 501);

	// A refusal in words that mean nothing for this request leaves its outcome open.
	<T> Outcome<T> read(HttpAnswer answer, Collection<String> secrets, Function<JsonBody, Outcome<T>> onSuccess,
			Predicate<Rejected<T>> meaningful) {
		return onlyIf(meaningful, read(answer, secrets, onSuccess));
	}

	Outcome<Boolean> readRevocation(HttpAnswer answer, Collection<String> secrets,
			Predicate<Rejected<Boolean>> meaningful) {
		JsonBody body = answer.json();
		Outcome<Boolean> outcome = (body != null) ? read(answer, secrets, AnswerReader::withoutError)
				: readEmpty(answer, secrets);
		return (outcome instanceof Undetermined && NO_ENDPOINT.contains(answer.status())) ? noEndpoint(answer)
				: onlyIf(meaningful, outcome);
	}

	private static Rejected<Boolean> noEndpoint(HttpAnswer answer) {
		return new Rejected<>(answer.status(), ErrorCode.INVALID_RESPONSE,
				"status " + answer.status() + " where tokens are to be revoked");
	}

	private static Outcome<Boolean> withoutError(JsonBody body) {
		return (body.text("error") == null) ? new Success<>(true)
				: new Undetermined<>("answered with success and an error", null, null);
	}

	// An HTML page comes from a proxy. An empty body may be labelled as HTML by the
	// server itself.
	private Outcome<Boolean> readEmpty(HttpAnswer answer, Collection<String> secrets) {
		return (answer.isSuccess() && (answer.isEmpty() || !answer.isHtml())) ? new Success<>(true)
				: readFailure(answer, secrets);
	}

	private static <T> Outcome<T> onlyIf(Predicate<Rejected<T>> meaningful, Outcome<T> outcome) {
		return (outcome instanceof Rejected<T> rejected && !meaningful.test(rejected)) ? rejected.undetermined()
				: outcome;
	}

	<T> Outcome<T> read(HttpAnswer answer, Collection<String> secrets, Function<JsonBody, Outcome<T>> onSuccess) {
		if (!answer.isSuccess()) {
			return readFailure(answer, secrets);
		}
		JsonBody body = answer.json();
		if (body == null) {
			return withoutJson(answer, "with a body that is no JSON object");
		}
		Outcome<T> outcome = onSuccess.apply(body);
		return (outcome instanceof Undetermined<T> unknown) ? refusalInSuccess(answer, body, secrets, unknown)
				: outcome;
	}

	// GitHub refuses with status 200.
	private <T> Outcome<T> refusalInSuccess(HttpAnswer answer, JsonBody body, Collection<String> secrets,
			Undetermined<T> otherwise) {
		Rejected<T> rejected = (body.text("error") != null) ? rejected(answer, body, secrets) : null;
		return (rejected != null && rejected.code() != ErrorCode.OTHER) ? rejected
				: new Undetermined<>(otherwise.reason(), answer.retryAfter(), otherwise.cause(), answer.status());
	}

	<T> Outcome<T> readFailure(HttpAnswer answer, Collection<String> secrets) {
		if (answer.isSuccess()) {
			return undetermined(answer, "with a page instead of an answer");
		}
		if (answer.status() >= 300 && answer.status() < 400) {
			return undetermined(answer, "with a redirect, which is not followed");
		}
		if (!answer.isRefusal() && !answer.isTooManyRequests()) {
			return undetermined(answer, "");
		}
		JsonBody body = answer.json();
		if (body == null) {
			return withoutJson(answer, "");
		}
		Rejected<T> rejected = rejected(answer, body, secrets);
		return (rejected != null && (answer.isRefusal() || rejected.code() == ErrorCode.SLOW_DOWN)) ? rejected
				: undetermined(answer, "");
	}

	private <T> @Nullable Rejected<T> rejected(HttpAnswer answer, JsonBody body, Collection<String> secrets) {
		String error = body.text("error");
		String message = body.text("message");
		String description = body.text("error_description");
		// Twitch has the code in "message", next to an "error" of no meaning such as "Bad
		// Request" in some places; RFC servers have it in "error".
		ErrorCode code = code(answer, Stream.of(message, error).filter(Objects::nonNull).toList());
		String words = Stream.of(message, DESCRIBED.contains(code) ? description : error, error, description)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		Duration interval = body.seconds("interval");
		return (words != null)
				? new Rejected<>(answer.status(), code, SafeText.of(words, secrets),
						(interval != null) ? interval : answer.retryAfter(), ProviderEndpoints.TWITCH.serverName())
				: null;
	}

	// Only a client that fails to authenticate gets status 401 (RFC 6749, section 5.2).
	// Auth0 has the words for it that are a person's No elsewhere.
	private static ErrorCode code(HttpAnswer answer, List<String> words) {
		ErrorCode code = ErrorCode.of(words);
		boolean ofClient = code == ErrorCode.ACCESS_DENIED && answer.status() == HttpStatus.UNAUTHORIZED.value();
		return ofClient ? ErrorCode.INVALID_CLIENT : code;
	}

	private <T> Outcome<T> withoutJson(HttpAnswer answer, String detail) {
		return (answer.isForm() && !answer.isTooManyRequests())
				? new Rejected<>(answer.status(), ErrorCode.INVALID_RESPONSE,
						"an answer that is form-urlencoded, although JSON was asked for")
				: undetermined(answer, detail);
	}

	private <T> Undetermined<T> undetermined(HttpAnswer answer, String detail) {
		return new Undetermined<>(("answered " + answer.status() + " " + detail).strip(), answer.retryAfter(), null,
				answer.status());
	}

}
