package io.github.twitchoauth.endpoint;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Function;

import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;

/**
 * What came of a call: it worked, the server refused it, or there is no telling. The
 * third is no failure of the second kind: the server may have acted, so nothing may be
 * given up because of it.
 *
 * @param <T> what the call yields
 */
public sealed interface Outcome<T> {

	/**
	 * Turn each of the three outcomes into a result.
	 * @param <R> the type of the result
	 * @param worked called with the value
	 * @param refused called with the server's refusal
	 * @param undetermined called if there is no telling
	 * @return the result of the function that was called
	 */
	<R extends @Nullable Object> R fold(Function<T, R> worked, Function<Rejected<T>, R> refused,
			Function<Undetermined<T>, R> undetermined);

	/**
	 * Turn the value into another one, if it worked.
	 * @param <R> the type of the new value
	 * @param mapper called with the value
	 * @return the outcome with the new value, or the same one without
	 */
	default <R> Outcome<R> map(Function<T, R> mapper) {
		return fold((value) -> new Success<>(mapper.apply(value)), (refused) -> refused.by(refused.server()),
				(unknown) -> unknown.by(unknown.server()));
	}

	/**
	 * It worked.
	 *
	 * @param <T> what the call yields
	 * @param value the value
	 */
	record Success<T>(T value) implements Outcome<T> {

		@Override
		public <R extends @Nullable Object> R fold(Function<T, R> worked, Function<Rejected<T>, R> refused,
				Function<Undetermined<T>, R> undetermined) {
			return worked.apply(this.value);
		}

	}

	/**
	 * The server understood and refused.
	 *
	 * @param <T> what the call would have yielded
	 * @param status the HTTP status
	 * @param code the error code that the server's words stand for
	 * @param message the server's words, safe to print
	 * @param interval how much time the server asks for between polls, if it does
	 * @param server the server's name
	 */
	record Rejected<T>(int status, ErrorCode code, String message, @Nullable Duration interval,
			String server) implements Outcome<T> {

		/**
		 * Create a refusal by Twitch.
		 * @param status the HTTP status
		 * @param code the error code that the server's words stand for
		 * @param message the server's words, safe to print
		 */
		public Rejected(int status, ErrorCode code, String message) {
			this(status, code, message, null, ProviderEndpoints.TWITCH.serverName());
		}

		@Override
		public <R extends @Nullable Object> R fold(Function<T, R> worked, Function<Rejected<T>, R> refused,
				Function<Undetermined<T>, R> undetermined) {
			return refused.apply(this);
		}

		/**
		 * Return whether a server in trouble may have answered like this: that the caller
		 * is not authorized, in words that are not known.
		 * @return whether there is no telling what is refused
		 */
		public boolean isUnclear() {
			return this.code == ErrorCode.OTHER && this.status == 401;
		}

		/**
		 * Return status and message in one, for use in a sentence.
		 * @return for example {@code 400 "invalid client"}
		 */
		public String answer() {
			return this.status + " \"" + this.message + "\"";
		}

		/**
		 * Return whether the token that was presented is invalid, in known words.
		 * @return whether it is
		 */
		public boolean isOfToken() {
			return switch (this.code) {
				case INVALID_GRANT, INVALID_TOKEN, EXPIRED_TOKEN, INTERACTION_REQUIRED -> true;
				default -> false;
			};
		}

		/**
		 * Return the outcome as far as it concerns the token that was presented.
		 * @return this, or an undetermined outcome if that is not
		 * {@linkplain #isOfToken() said} to be invalid
		 */
		public Outcome<T> ofToken() {
			return isOfToken() ? this : undetermined();
		}

		/**
		 * Return the outcome if the refusal says nothing.
		 * @return an undetermined outcome with this answer
		 */
		public Undetermined<T> undetermined() {
			return new Undetermined<>("answered " + answer(), this.interval, null, this.status, this.server);
		}

		<R> Outcome<R> by(String server) {
			return new Rejected<>(this.status, this.code, this.message, this.interval, server);
		}

	}

	/**
	 * No answer, or none that can be understood. Whether the server acted is unknown.
	 *
	 * @param <T> what the call would have yielded
	 * @param reason what happened, safe to print
	 * @param retryAfter how long the server asked to be left alone, if it did
	 * @param cause the I/O error, if there was one
	 * @param status the HTTP status, or 0 if there was no answer that could be read
	 * @param server the server's name
	 */
	record Undetermined<T>(String reason, @Nullable Duration retryAfter, @Nullable Throwable cause, int status,
			String server) implements Outcome<T> {

		private static final int TOO_MANY_REQUESTS = 429;

		/**
		 * Create the outcome of a call that got no answer that could be read.
		 * @param reason what happened, safe to print
		 * @param retryAfter how long the server asked to be left alone, if it did
		 * @param cause the I/O error, if there was one
		 */
		public Undetermined(String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
			this(reason, retryAfter, cause, 0);
		}

		/**
		 * Create the outcome of a call to Twitch.
		 * @param reason what happened, safe to print
		 * @param retryAfter how long the server asked to be left alone, if it did
		 * @param cause the I/O error, if there was one
		 * @param status the HTTP status, or 0 if there was no answer that could be read
		 */
		public Undetermined(String reason, @Nullable Duration retryAfter, @Nullable Throwable cause, int status) {
			this(reason, retryAfter, cause, status, ProviderEndpoints.TWITCH.serverName());
		}

		@Override
		public <R extends @Nullable Object> R fold(Function<T, R> worked, Function<Rejected<T>, R> refused,
				Function<Undetermined<T>, R> undetermined) {
			return undetermined.apply(this);
		}

		/**
		 * Return whether what the request asks for may have been done. A status such as
		 * 503 may come from a proxy that lost the server's answer.
		 * @return {@code false} if no connection came about, or the server said that
		 * there are too many requests
		 */
		public boolean mayHaveActed() {
			return !isRateLimited() && !(this.cause instanceof ConnectException
					|| this.cause instanceof UnknownHostException || this.cause instanceof NoRouteToHostException
					|| this.cause instanceof SSLHandshakeException);
		}

		/**
		 * Return whether the server asked for fewer requests.
		 * @return whether it did
		 */
		public boolean isRateLimited() {
			return this.status == TOO_MANY_REQUESTS;
		}

		/**
		 * Return whether there was a whole answer, although one that means nothing.
		 * @return whether there was
		 */
		public boolean isAnswered() {
			return this.status != 0;
		}

		/**
		 * Return whether the answer was in the 4xx range, which says that the request was
		 * not carried out.
		 * @return whether it was
		 */
		public boolean isClientError() {
			return this.status >= 400 && this.status < 500;
		}

		<R> Outcome<R> by(String server) {
			return new Undetermined<>(this.reason, this.retryAfter, this.cause, this.status, server);
		}

	}

}
