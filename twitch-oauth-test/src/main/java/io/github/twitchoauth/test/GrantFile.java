package io.github.twitchoauth.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.test.Grant.Status;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Keeps grants, so that logins outlive a {@link MockTwitch}. It always has its old
 * content or the new one.
 */
final class GrantFile {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final @Nullable Path path;

	/**
	 * Create a file.
	 * @param path where it is, or {@code null} to keep nothing
	 */
	GrantFile(@Nullable Path path) {
		this.path = path;
	}

	List<Entry> read() {
		if (this.path == null || !Files.exists(this.path)) {
			return List.of();
		}
		Assert.state(!Files.isDirectory(this.path),
				() -> "'" + this.path + "' is a directory. Name a file for MockTwitch to keep its logins in");
		try {
			return List.of(MAPPER.readValue(Files.readAllBytes(this.path), Entry[].class));
		}
		catch (IOException | JacksonException | NullPointerException ex) {
			throw new IllegalStateException("'" + this.path
					+ "' is not what MockTwitch keeps its logins in. Name another file, or delete it to start afresh",
					ex);
		}
	}

	void write(Stream<Entry> entries) {
		if (this.path == null) {
			return;
		}
		try {
			Path file = this.path.toAbsolutePath();
			Files.createDirectories(file.getParent());
			Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
			Files.write(temporary, MAPPER.writeValueAsBytes(entries.toList()));
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("MockTwitch cannot keep its logins in '" + this.path + "'", ex);
		}
	}

	/**
	 * A grant.
	 *
	 * @param user the user's name
	 * @param clientId the client
	 * @param scopes the scopes granted
	 * @param accessTokens the living access tokens, and when each expires
	 * @param refreshToken the living refresh token
	 * @param spentRefreshTokens the spent ones
	 * @param status whether it works
	 */
	record Entry(String user, String clientId, Set<String> scopes, Map<String, Instant> accessTokens,
			String refreshToken, Set<String> spentRefreshTokens, Status status) {

		Entry {
			Assert.noNullElements(
					Arrays.asList(user, clientId, scopes, accessTokens, refreshToken, spentRefreshTokens, status),
					"'entry' must be complete");
		}

		@Override
		public String toString() {
			return "Entry[user=" + this.user + ", clientId=" + this.clientId + ", status=" + this.status + "]";
		}

	}

}
