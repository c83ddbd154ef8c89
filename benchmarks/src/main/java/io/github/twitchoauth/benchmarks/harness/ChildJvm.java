package io.github.twitchoauth.benchmarks.harness;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

/**
 * A program in a JVM of its own, so that programs do not share a heap, nor what the
 * compiler has learnt. It speaks by {@link Results}.
 */
public final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final Results results = new Results();

	private ChildJvm(Process process) {
		this.process = process;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/**
	 * Start a program on the class path of this one.
	 * @param main its main class
	 * @param options options of the JVM
	 * @param arguments the program's arguments
	 * @return the running program
	 */
	public static ChildJvm start(Class<?> main, List<String> options, Object... arguments) {
		return start(System.getProperty("java.class.path"), main, options, arguments);
	}

	public static ChildJvm start(String classPath, Class<?> main, List<String> options, Object... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, main.getName()));
		List.of(arguments).forEach((argument) -> command.add(argument.toString()));
		try {
			return new ChildJvm(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)
				.redirectInput(ProcessBuilder.Redirect.PIPE)
				.directory(new File("."))
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until the program says a result.
	 * @param name name of the result
	 * @return its value
	 */
	public String await(String name) {
		while (!this.results.has(name)) {
			Assert.state(readLine(), () -> "The program has ended without '" + name + "'");
		}
		return this.results.text(name);
	}

	/**
	 * Send a line to a program that waits for one.
	 */
	public void go() {
		try {
			this.process.getOutputStream().write('\n');
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for the end of the program.
	 * @return all that it has said
	 */
	public Results awaitEnd() {
		boolean more = true;
		while (more) {
			more = readLine();
		}
		try {
			Assert.state(this.process.waitFor() == 0, "The program has failed");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return this.results;
	}

	private boolean readLine() {
		try {
			String line = this.output.readLine();
			if (line != null && !this.results.add(line)) {
				System.err.println(line);
			}
			return line != null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
		}
	}

}
