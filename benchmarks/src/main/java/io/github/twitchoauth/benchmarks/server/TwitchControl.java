package io.github.twitchoauth.benchmarks.server;

import java.net.URI;
import java.time.Duration;

import io.github.twitchoauth.benchmarks.harness.Results;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.Assert;
import org.springframework.web.client.RestClient;

/**
 * Tells a {@link TwitchServer} what to do, and asks what it has seen.
 */
public final class TwitchControl {

	private final RestClient client;

	public TwitchControl(URI server) {
		this.client = RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl(server + "/control")
			.build();
	}

	/**
	 * Approve all codes, each at a random time.
	 * @param within the time until the last is approved
	 */
	public void approveAll(Duration within) {
		get("/approve?within={within}", within);
	}

	/**
	 * Forget how punctual polls have been so far.
	 */
	public void reset() {
		get("/reset");
	}

	public Results statistics() {
		return get("/statistics");
	}

	/**
	 * Make an authorization.
	 * @param singleUse whether its refresh tokens work only once
	 * @return its {@code access-token} and {@code refresh-token}
	 */
	public Results grant(boolean singleUse) {
		return get("/grant?single-use={singleUse}", singleUse);
	}

	/**
	 * Ask after an authorization.
	 * @param refreshToken one of its refresh tokens
	 * @return how many {@code refreshes} were asked for, and whether it is {@code alive}
	 */
	public Results status(String refreshToken) {
		return get("/status?refresh-token={refreshToken}", refreshToken);
	}

	private Results get(String uri, Object... variables) {
		String body = this.client.get().uri(uri, variables).retrieve().body(String.class);
		Assert.state(body != null, "The server has said nothing");
		return Results.parse(body);
	}

}
