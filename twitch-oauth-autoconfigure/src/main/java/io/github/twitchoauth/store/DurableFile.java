package io.github.twitchoauth.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A file that has either its old content or the new one, whatever happens in between:
 * content is written to a temporary file next to it, which then takes its place. Nothing
 * here minds interrupts, which would close a {@code FileChannel}.
 */
final class DurableFile {

	private static final Log logger = LogFactory.getLog(DurableFile.class);

	private static final int MAX_LINKS = 40;

	private final Path directory;

	private final Path path;

	private final Pattern temporaryName;

	private DurableFile(Path directory, Path name) {
		this.directory = directory;
		this.path = directory.resolve(name);
		this.temporaryName = Pattern.compile(Pattern.quote(name.toString()) + "\\.\\d+\\.tmp");
	}

	// Links are followed, or else the rename would replace the link. Missing directories
	// are created.
	static DurableFile at(Path path) throws IOException {
		Path target = followLinks(path.toAbsolutePath());
		Path directory = target.getParent();
		if (directory == null) {
			throw new IOException("Is a directory");
		}
		if (!Files.isDirectory(directory)) {
			Files.createDirectories(directory, OwnerOnly.directory());
		}
		// Gives the name the case that it has where case does not matter.
		Path real = Files.exists(target) ? target.toRealPath() : target;
		return new DurableFile(directory.toRealPath(), real.getFileName());
	}

	private static Path followLinks(Path path) throws IOException {
		Path target = path;
		for (int links = 0; Files.isSymbolicLink(target); links++) {
			if (links == MAX_LINKS) {
				throw new FileSystemLoopException(path.toString());
			}
			target = target.resolveSibling(Files.readSymbolicLink(target));
		}
		return target;
	}

	Path path() {
		return this.path;
	}

	Path sibling(String suffix) {
		return this.path.resolveSibling(this.path.getFileName() + suffix);
	}

	// The file counts as existing if the system cannot tell.
	boolean exists() {
		return !Files.notExists(this.path);
	}

	// Returns null if there is no file. A pipe is refused, because reading it would wait
	// until something is written to it.
	byte @Nullable [] read() throws IOException {
		try {
			requireRegular(this.path);
			return Files.readAllBytes(this.path);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	// Returns the number of hard links, as far as the file system tells.
	int names() throws IOException {
		if (!this.path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return 1;
		}
		try {
			return (Integer) Files.getAttribute(this.path, "unix:nlink");
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

	static void requireRegular(Path path, LinkOption... options) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
		if (!attributes.isRegularFile()) {
			throw new NotRegularException("'" + path + "' is " + kind(attributes));
		}
	}

	private static String kind(BasicFileAttributes attributes) {
		if (attributes.isDirectory()) {
			return "a directory";
		}
		return attributes.isSymbolicLink() ? "a symbolic link" : "a pipe, a socket or a device";
	}

	void replace(byte[] content) throws IOException {
		put(temporary(content));
	}

	// A rename cannot replace a mount point. The application should learn that before it
	// has a token that exists nowhere else. A disk that is full now need not be full by
	// then.
	void requireReplaceable() throws IOException {
		Path temporary;
		try {
			byte[] content = read();
			temporary = (content != null) ? temporary(content) : null;
		}
		catch (IOException ex) {
			logger.warn("'" + this.path + "' cannot be replaced for now", ex);
			return;
		}
		if (temporary != null) {
			put(temporary);
		}
	}

	// The temporary file has a unique name, so that a file that another process has left
	// half written never takes the place of the real one.
	private Path temporary(byte[] content) throws IOException {
		Path temporary = Files.createTempFile(this.directory, this.path.getFileName() + ".", ".tmp", OwnerOnly.file());
		try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
			out.write(content);
			out.getFD().sync();
		}
		catch (IOException | RuntimeException | Error ex) {
			discard(temporary);
			throw ex;
		}
		return temporary;
	}

	private void put(Path temporary) throws IOException {
		try {
			Files.move(temporary, this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException | RuntimeException | Error ex) {
			discard(temporary);
			throw ex;
		}
		syncDirectory();
	}

	// Returns the temporary files of writers that died before the rename.
	List<Path> leftovers() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> this.temporaryName.matcher(file.getFileName().toString()).matches())
				.filter((file) -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
				.toList();
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
	}

	void complete(Path leftover) throws IOException {
		try (FileOutputStream out = new FileOutputStream(leftover.toFile(), true)) {
			out.getFD().sync();
		}
		Files.move(leftover, this.path, StandardCopyOption.ATOMIC_MOVE);
		syncDirectory();
	}

	static void discard(Path temporary) {
		try {
			Files.deleteIfExists(temporary);
		}
		catch (IOException ex) {
			logger.warn("The temporary file '" + temporary + "', which contains tokens, could not be deleted", ex);
		}
	}

	// The new content is in place already. Where the file system cannot sync a directory,
	// the write is less durable but not wrong.
	private void syncDirectory() {
		if (!OwnerOnly.isPosix()) {
			return;
		}
		try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(this.directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			logger.warn("'" + this.directory + "' could not be flushed: a power failure within the next seconds"
					+ " may bring back the previous content of '" + this.path.getFileName() + "'", ex);
		}
	}

	/**
	 * Something else than a file lies where one should.
	 */
	static final class NotRegularException extends IOException {

		private NotRegularException(String message) {
			super(message);
		}

	}

}
