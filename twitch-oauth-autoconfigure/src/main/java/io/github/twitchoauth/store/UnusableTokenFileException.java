package io.github.twitchoauth.store;

import java.nio.file.Path;

import io.github.twitchoauth.TokenStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file of a {@link FileTokenStore} cannot be used. It has been left as it was.
 *
 * @since 0.1.0
 */
public final class UnusableTokenFileException extends TokenStoreException {

	private final Path file;

	private final String problem;

	private final String remedy;

	UnusableTokenFileException(Path file, String problem, String remedy, @Nullable Throwable cause) {
		super("The token file '" + file + "' " + problem + ". " + remedy + ".", cause);
		this.file = file;
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Return which file it is.
	 * @return the file
	 */
	public Path getFile() {
		return this.file;
	}

	/**
	 * Return what is wrong with it.
	 * @return the end of a sentence that begins with the file
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Return what to do.
	 * @return a sentence without full stop
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
