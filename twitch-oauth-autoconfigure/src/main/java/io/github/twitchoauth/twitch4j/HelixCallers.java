package io.github.twitchoauth.twitch4j;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Says in the place of a call's token who makes the call, as twitch4j leaves no other
 * place for it. Other code cannot make one up.
 */
final class HelixCallers {

	private final String prefix = "caller." + UUID.randomUUID() + ".";

	/**
	 * Return what to pass as token.
	 * @param account the account whose client makes the call
	 * @param token the token to call with, or an empty string for that of the account
	 * @return the text
	 */
	String write(String account, String token) {
		byte[] name = account.getBytes(StandardCharsets.UTF_8);
		return this.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(name) + "." + token;
	}

	@Nullable Caller read(String text) {
		if (!text.startsWith(this.prefix)) {
			return null;
		}
		String[] parts = text.substring(this.prefix.length()).split("\\.", 2);
		return new Caller(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8), parts[1]);
	}

	record Caller(String account, String token) {

		@Override
		public String toString() {
			return "Caller[account=" + this.account + "]";
		}

	}

}
