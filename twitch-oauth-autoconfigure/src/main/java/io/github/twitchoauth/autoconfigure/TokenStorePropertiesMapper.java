package io.github.twitchoauth.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Turns properties into what a token store needs, and refuses what cannot work.
 */
final class TokenStorePropertiesMapper {

	static final String ENCRYPTION_KEY = "twitch.oauth.token-store.encryption-key";

	static final String FILE_PATH = "twitch.oauth.token-store.file.path";

	static final String BEYOND_LOCALE = "has characters that the locale of this process ("
			+ System.getProperty("sun.jnu.encoding") + ") cannot express";

	static final String LOCALE_ACTION = "Start the application with a locale that has them, such as LC_ALL=C.UTF-8, or "
			+ "set the property to a path without such characters.";

	private static final Path HOME = Path.of("~");

	private static final int LONGEST_NAME = 100;

	private final TokenStoreProperties properties;

	TokenStorePropertiesMapper(TokenStoreProperties properties) {
		this.properties = properties;
	}

	TokenCipher cipher() {
		List<String> keys = this.properties.getEncryptionKey();
		if (keys.isEmpty() && this.properties.isRequireEncryption()) {
			throw new InvalidTwitchPropertyException(ENCRYPTION_KEY,
					"is not set, and 'twitch.oauth.token-store.require-encryption' is true",
					"Make a key with 'openssl rand -base64 32', and set the property to it; or to the file or "
							+ "variable that it is kept in, if there is a key already.");
		}
		for (String key : keys) {
			TextProperty.requireResolved(ENCRYPTION_KEY, key);
		}
		try {
			return TokenCipher.ofBase64(keys);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidTwitchPropertyException(ENCRYPTION_KEY, "cannot be used: " + ex.getMessage(),
					"Make a key with 'openssl rand -base64 32'.");
		}
	}

	Path path(@Nullable String applicationName, @Nullable String home, Accounts accounts) {
		Path path = this.properties.getFile().getPath();
		if (path != null) {
			TextProperty.requireResolved(FILE_PATH, path.toString());
			return path.startsWith(HOME) ? home(home, "begins with ~").resolve(HOME.relativize(path)) : path;
		}
		Path directory = home(home, "is not set").resolve(".twitch-oauth");
		return StringUtils.hasText(applicationName) ? directory.resolve(fileName(applicationName))
				: unnamed(directory, accounts);
	}

	// Older versions let all applications without a name share one file. An application
	// whose tokens may be there stays with it, because a refresh token must not be in two
	// files.
	private static Path unnamed(Path directory, Accounts accounts) {
		List<String> clientIds = accounts.names()
			.stream()
			.map((account) -> accounts.get(account).client().clientId())
			.toList();
		Path shared = directory.resolve("application.json");
		return FileTokenStore.mayHoldTokensOf(shared, clientIds) ? shared
				: directory.resolve(fileName("application-" + clientIds.get(0)));
	}

	// The JDK returns a question mark if the system does not know the user, as in
	// containers.
	private static Path home(@Nullable String home, String reason) {
		if (!StringUtils.hasText(home) || "?".equals(home)) {
			throw new InvalidTwitchPropertyException(FILE_PATH,
					reason + ", and there is no home directory to keep tokens in",
					"Set it to the path of a file on a volume that survives restarts.");
		}
		try {
			return Path.of(home);
		}
		catch (InvalidPathException ex) {
			throw new InvalidTwitchPropertyException(FILE_PATH,
					reason + ", and the name of the home directory " + BEYOND_LOCALE, LOCALE_ACTION);
		}
	}

	// Other letters would depend on the character set of the system. A changed name gets
	// a suffix, so that two applications do not end up with one file.
	private static String fileName(String applicationName) {
		String name = applicationName.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
		if (name.length() > LONGEST_NAME) {
			name = name.substring(0, LONGEST_NAME);
		}
		return (name.equals(applicationName) ? name : name + "-" + Integer.toHexString(applicationName.hashCode()))
				+ ".json";
	}

}
