package io.github.twitchoauth.benchmarks.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import io.github.twitchoauth.TwitchToken;

/**
 * The least that makes a change of a file durable.
 */
final class BareFile {

	private static final int BYTES_PER_ACCOUNT = 300;

	private final Path path;

	private final Path temporary;

	private final byte[] rest;

	BareFile(Path path, int accounts) {
		this.path = path;
		this.temporary = path.resolveSibling("temporary");
		this.rest = new byte[(accounts - 1) * BYTES_PER_ACCOUNT];
	}

	void update(String account, TwitchToken token) {
		String content = account + token.accessToken() + token.refreshToken() + token.expiresAt() + token.scopes();
		try {
			try (FileChannel file = FileChannel.open(this.temporary, StandardOpenOption.CREATE,
					StandardOpenOption.WRITE)) {
				file.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
				file.write(ByteBuffer.wrap(this.rest));
				file.force(true);
			}
			Files.move(this.temporary, this.path, StandardCopyOption.ATOMIC_MOVE);
			try (FileChannel directory = FileChannel.open(this.path.toAbsolutePath().getParent())) {
				directory.force(true);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
