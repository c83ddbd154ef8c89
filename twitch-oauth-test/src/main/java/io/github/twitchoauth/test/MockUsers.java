package io.github.twitchoauth.test;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The users who have appeared so far.
 */
final class MockUsers {

	private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_]{1,25}");

	private final Map<String, MockUser> users = new ConcurrentHashMap<>();

	MockUser register(String name) {
		Assert.isTrue(LOGIN.matcher(name).matches(),
				"A login name consists of 1 to 25 letters, digits and underscores");
		String login = login(name);
		return this.users.computeIfAbsent(login, (key) -> new MockUser(id(login), login, name));
	}

	MockUser get(String name) {
		MockUser user = find(name);
		if (user == null) {
			throw new IllegalArgumentException("No user '" + name + "' has approved a code");
		}
		return user;
	}

	@Nullable MockUser find(String name) {
		return this.users.get(login(name));
	}

	@Nullable MockUser findById(String id) {
		return this.users.values().stream().filter((user) -> user.id().equals(id)).findFirst().orElse(null);
	}

	static String id(String login) {
		// the same in every run, so that tests can name it
		CRC32 checksum = new CRC32();
		checksum.update(login.getBytes(StandardCharsets.UTF_8));
		return String.valueOf(1_000_000_000L + checksum.getValue());
	}

	static String login(String name) {
		return name.trim().toLowerCase(Locale.ROOT);
	}

}
