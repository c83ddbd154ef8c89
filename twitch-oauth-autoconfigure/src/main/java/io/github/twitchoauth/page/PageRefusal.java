package io.github.twitchoauth.page;

import org.springframework.http.HttpStatus;

/**
 * A request that is not served, and a sentence that says why.
 */
final class PageRefusal extends RuntimeException {

	private final HttpStatus status;

	PageRefusal(HttpStatus status, String detail) {
		super(detail, null, false, false);
		this.status = status;
	}

	HttpStatus status() {
		return this.status;
	}

}
