package io.github.twitchoauth.benchmarks.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.server.TwitchServer.Answer;

/**
 * Authorizations and their tokens.
 */
final class Grants {

	private static final Answer DEAD = new Answer(401, "{\"status\":401,\"message\":\"invalid access token\"}");

	private final Map<String, Grant> byRefreshToken = new ConcurrentHashMap<>();

	private final Map<String, Grant> byAccessToken = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong validations = new AtomicLong();

	// Scopes as RFC 6749 has them: Spring Security does not understand Twitch's list.
	static String token(String accessToken, String refreshToken) {
		return """
				{"access_token":"%s","expires_in":14400,"refresh_token":"%s","scope":"user:read:email","token_type":"bearer"}"""
			.formatted(accessToken, refreshToken);
	}

	/**
	 * Make a grant.
	 * @param singleUse whether its refresh tokens work once, and presenting one twice
	 * ends the grant, as it is on Twitch for public clients
	 * @return its tokens
	 */
	String issue(boolean singleUse) {
		Grant grant = new Grant(singleUse);
		return Results.line("access-token", accessToken(grant)) + "\n"
				+ Results.line("refresh-token", refreshToken(grant));
	}

	Answer refresh(String refreshToken) {
		Grant grant = this.byRefreshToken.get(refreshToken);
		if (grant == null) {
			return new Answer(400, "{\"status\":400,\"message\":\"Invalid refresh token\"}");
		}
		synchronized (grant) {
			grant.refreshes++;
			grant.dead |= grant.singleUse && !refreshToken.equals(grant.refreshToken);
			if (grant.dead) {
				return new Answer(400, "{\"status\":400,\"message\":\"Invalid refresh token\"}");
			}
			return new Answer(200, token(accessToken(grant), grant.singleUse ? refreshToken(grant) : refreshToken));
		}
	}

	// Tokens that were made up are as good as others.
	Answer validate(String accessToken) {
		this.validations.incrementAndGet();
		Grant grant = this.byAccessToken.get(accessToken);
		return (grant != null && grant.dead) ? DEAD : new Answer(200,
				"""
						{"client_id":"benchmark","login":"twitchdev","scopes":["user:read:email"],"user_id":"141981764","expires_in":14000}""");
	}

	Answer users(String accessToken) {
		Grant grant = this.byAccessToken.get(accessToken);
		return (grant == null || grant.dead) ? DEAD : new Answer(200,
				"""
						{"data":[{"id":"141981764","login":"twitchdev","display_name":"TwitchDev","type":"","broadcaster_type":"partner","description":"Supporting third-party developers building Twitch integrations.","view_count":5980557,"email":"not-real@email.com","created_at":"2016-12-14T20:32:28Z"}]}""");
	}

	String status(String refreshToken) {
		Grant grant = this.byRefreshToken.getOrDefault(refreshToken, new Grant(true));
		return Results.line("refreshes", grant.refreshes) + "\n" + Results.line("alive", !grant.dead);
	}

	String statistics() {
		return Results.line("validations", this.validations);
	}

	private String accessToken(Grant grant) {
		String token = "access-token-of-30-char-%06d".formatted(this.count.incrementAndGet());
		this.byAccessToken.put(token, grant);
		return token;
	}

	private String refreshToken(Grant grant) {
		String token = "refresh-token-with-fifty-characters-in-all--%06d".formatted(this.count.incrementAndGet());
		this.byRefreshToken.put(token, grant);
		grant.refreshToken = token;
		return token;
	}

	private static final class Grant {

		private final boolean singleUse;

		private String refreshToken = "";

		private int refreshes;

		private volatile boolean dead;

		private Grant(boolean singleUse) {
			this.singleUse = singleUse;
		}

	}

}
