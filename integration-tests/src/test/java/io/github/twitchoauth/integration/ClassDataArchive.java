package io.github.twitchoauth.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The loaded classes of a process, for those that are started after it: they take little
 * more than half the processor time. See "class data sharing" in the manual of the JVM,
 * which demands that all classes come from jars.
 */
public final class ClassDataArchive {

	private final Path directory;

	private final String classPath;

	private ClassDataArchive(Path directory) {
		this.directory = directory;
		this.classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter(Files::exists)
			.map((entry) -> Files.isDirectory(entry) ? jar(entry) : entry)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Create an archive that is empty yet.
	 * @param directory where to keep it
	 * @return the archive
	 */
	public static ClassDataArchive in(Path directory) {
		return new ClassDataArchive(directory);
	}

	private Path jar(Path classes) {
		try {
			Path jar = Files.createTempFile(this.directory, "classes", ".jar");
			ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
			assertThat(tool.run(System.out, System.err, "cf", jar.toString(), "-C", classes.toString(), ".")).isZero();
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the options of a JVM that writes the archive when it ends.
	 * @return the options, with the class path
	 */
	public List<String> recording() {
		return List.of("-XX:ArchiveClassesAtExit=" + file(), "-cp", this.classPath);
	}

	/**
	 * Return the options of a JVM that uses the archive.
	 * @return the options, with the class path
	 */
	public List<String> using() {
		assertThat(file()).exists();
		return List.of("-XX:SharedArchiveFile=" + file(), "-cp", this.classPath);
	}

	private Path file() {
		return this.directory.resolve("classes.jsa");
	}

}
