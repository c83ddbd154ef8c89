package io.github.twitchoauth.endpoint;

import io.github.twitchoauth.endpoint.Outcome.Rejected;

import org.springframework.http.HttpStatus;

/**
 * Tells which refusals mean something for what was asked, and which leave it open.
 */
final class Meaning {

	private Meaning() {
	}

	// Words that are none of OAuth's come from a proxy, or from a server that is being
	// worked on. They say no more of a login than an outage does.
	static boolean ofLogin(Rejected<?> refusal) {
		return switch (refusal.code()) {
			case OTHER, INVALID_TOKEN -> false;
			case INVALID_SCOPE -> refusal.status() <= HttpStatus.BAD_REQUEST.value();
			default -> true;
		};
	}

	static boolean ofDeviceRequest(Rejected<?> refusal) {
		return refusal.code() != ErrorCode.SLOW_DOWN && ofLogin(refusal);
	}

	static boolean ofAccessToken(Rejected<?> refusal) {
		return refusal.status() == HttpStatus.UNAUTHORIZED.value();
	}

	// A success of which nothing can be made has spent the refresh token.
	static boolean ofRefresh(Rejected<?> refusal) {
		return forGood(refusal) && refusal.code() != ErrorCode.INVALID_RESPONSE;
	}

	static boolean forGood(Rejected<?> refusal) {
		return refusal.status() != HttpStatus.TOO_MANY_REQUESTS.value();
	}

	static boolean isOfClient(Outcome<?> outcome) {
		return outcome instanceof Rejected<?> refusal && switch (refusal.code()) {
			case UNAUTHORIZED_CLIENT, INVALID_CLIENT, INVALID_REQUEST -> true;
			default -> false;
		};
	}

}
