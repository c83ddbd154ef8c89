package io.github.twitchoauth.endpoint;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A whole HTTP answer.
 */
record HttpAnswer(int status, HttpHeaders headers, byte[] body) {

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

	// Whether the status is one with which a server refuses for good. The others in the
	// 4xx range ask to come back later.
	boolean isRefusal() {
		return this.status >= 400 && this.status < 500 && this.status != 408 && this.status != 425
				&& this.status != 429;
	}

	boolean isHtml() {
		try {
			MediaType contentType = this.headers.getContentType();
			return contentType != null && contentType.isCompatibleWith(MediaType.TEXT_HTML);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Nullable Duration retryAfter(Clock clock) {
		return ServerTime.of(this.headers, clock.instant()).retryAfter(this.headers);
	}

	@Override
	public String toString() {
		return "HttpAnswer[status=" + this.status + ", length=" + this.body.length + "]";
	}

}
