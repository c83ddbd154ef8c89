package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.twitchoauth.store.TokenDocument.MalformedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.core.JacksonException;

/**
 * The file that holds the tokens. Callers of anything but {@link #read} must hold the
 * lock on writing.
 */
final class TokenFile {

	private static final Log logger = LogFactory.getLog(TokenFile.class);

	private static final String ACCESS_REMEDY = "Make sure that it is in a directory on a local disk with free space,"
			+ " in which the user that runs the application may create files";

	private static final String RETURN_REMEDY = "Mount its volume again, or restore it. If it was deleted on purpose,"
			+ " restart the application to log in anew";

	private final DurableFile file;

	private volatile boolean seen;

	TokenFile(DurableFile file) {
		this.file = file;
	}

	static UnusableTokenFileException unusable(Path path, String attempt, IOException cause) {
		String remedy = (cause instanceof DurableFile.NotRegularException) ? "Remove what is in the place of a file"
				: ACCESS_REMEDY;
		return new UnusableTokenFileException(path, attempt + ": " + reason(cause), remedy, cause);
	}

	Path path() {
		return this.file.path();
	}

	// An application that uses the file under its other name would not see our locks.
	void requireOnlyName() throws IOException {
		if (this.file.names() > 1) {
			throw new UnusableTokenFileException(path(), "has a second name (a hard link)",
					"Delete the other name, or make a copy of it: two applications that use the same refresh tokens"
							+ " without seeing each other's locks destroy the login",
					null);
		}
	}

	TokenDocument read() {
		try {
			boolean seenBefore = this.seen;
			byte[] content = this.file.read();
			if (content == null) {
				requireThat(!seenBefore);
				return TokenDocument.empty();
			}
			this.seen = true;
			return TokenDocument.parse(content);
		}
		catch (MalformedException ex) {
			// The remedy allows to delete the file, so it may be missing from now on.
			this.seen = false;
			throw new UnusableTokenFileException(path(), "cannot be understood: " + ex.getMessage(), ex.getRemedy(),
					null);
		}
		catch (IOException ex) {
			throw unusable(path(), "cannot be read", ex);
		}
	}

	void write(TokenDocument document) {
		try {
			this.file.replace(document.toNextRevision());
			this.seen = true;
		}
		catch (IOException ex) {
			throw unusable(path(), "cannot be written", ex);
		}
		catch (JacksonException ex) {
			// The exception is not passed on, because its message quotes tokens.
			throw new UnusableTokenFileException(path(), "cannot be written: a token contains broken characters",
					"Log in anew", null);
		}
	}

	void requireReplaceable() {
		try {
			this.file.requireReplaceable();
		}
		catch (IOException ex) {
			throw new UnusableTokenFileException(path(), "cannot be replaced by newer ones: " + reason(ex),
					"If it is mounted by itself, as into a container, mount its directory instead", ex);
		}
	}

	// While a volume is not mounted, no file may be created in its place, not even a lock
	// file.
	void requireNotGone() {
		requireThat(!this.seen || this.file.exists());
	}

	// A file that has disappeared says nothing about its accounts. A file without an
	// account does.
	private void requireThat(boolean notGone) {
		if (!notGone) {
			throw new UnusableTokenFileException(path(), "has disappeared", RETURN_REMEDY, null);
		}
	}

	boolean hasLeftovers() {
		try {
			return !this.file.leftovers().isEmpty();
		}
		catch (IOException ex) {
			logger.warn("The directory of '" + path() + "' cannot be searched for interrupted writes", ex);
			return false;
		}
	}

	// A writer that died between its last byte and the rename has left the only copy of a
	// token, and the refresh token in the file may be spent. Its temporary file is put in
	// place if it is complete and nothing has been written since. Returns the content of
	// the file afterwards.
	TokenDocument recover() {
		TokenDocument document = read();
		try {
			List<Path> leftovers = this.file.leftovers();
			if (leftovers.isEmpty()) {
				return document;
			}
			recover(leftovers, document.revision());
		}
		catch (IOException ex) {
			logger.warn("An interrupted write of '" + path() + "' cannot be completed", ex);
		}
		return read();
	}

	private void recover(List<Path> leftovers, long present) throws IOException {
		long revision = present;
		for (Path leftover : leftovers) {
			if (isRevision(leftover, revision + 1)) {
				this.file.complete(leftover);
				logger.info("Completed an interrupted write of '" + path() + "'");
				revision++;
			}
			else {
				DurableFile.discard(leftover);
			}
		}
	}

	void closeToOthers() {
		try {
			if (Files.exists(path()) && OwnerOnly.tighten(path())) {
				logger.warn("'" + path() + "' was open to other users of this machine."
						+ " Now only its owner can read it, but its tokens may be known to others");
			}
		}
		catch (IOException ex) {
			logger.warn("'" + path() + "' is open to other users of this machine, and cannot be closed to them", ex);
		}
	}

	private static boolean isRevision(Path leftover, long revision) throws IOException {
		try {
			return TokenDocument.parse(Files.readAllBytes(leftover)).revision() == revision;
		}
		catch (MalformedException ex) {
			return false;
		}
	}

	private static String reason(IOException ex) {
		if (ex instanceof AccessDeniedException) {
			return "access is denied";
		}
		if (ex instanceof FileAlreadyExistsException failure) {
			return "'" + failure.getFile() + "' is in the way";
		}
		String reason = (ex instanceof FileSystemException failure && failure.getReason() == null)
				? failure.getClass().getSimpleName() + " of " + failure.getFile() : ex.getMessage();
		return (reason != null) ? reason : ex.getClass().getSimpleName();
	}

}
