package io.github.twitchoauth.integration;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A main class in a JVM of its own.
 */
public final class ChildProcess implements AutoCloseable {

	private final Process process;

	private final Queue<String> output = new ConcurrentLinkedQueue<>();

	private final Thread reader;

	private ChildProcess(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "child-process-output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Start a process.
	 * @param mainClass the main class
	 * @param environment environment variables to add
	 * @param arguments the arguments
	 * @return the running process
	 */
	public static ChildProcess start(Class<?> mainClass, Map<String, String> environment, List<String> arguments) {
		return start(List.of("-cp", System.getProperty("java.class.path")), mainClass, environment, arguments);
	}

	/**
	 * Start a process.
	 * @param options options of the JVM, with the class path
	 * @param mainClass the main class
	 * @param environment environment variables to add
	 * @param arguments the arguments
	 * @return the running process
	 */
	public static ChildProcess start(List<String> options, Class<?> mainClass, Map<String, String> environment,
			List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
				"-Dsun.stdout.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
		command.addAll(options);
		command.add(mainClass.getName());
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			return new ChildProcess(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			lines.lines().forEach(this.output::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write a line to the standard input.
	 * @param line the line
	 */
	public void send(String line) {
		try {
			BufferedWriter writer = this.process.outputWriter(StandardCharsets.UTF_8);
			writer.write(line);
			writer.newLine();
			writer.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * End the process with SIGKILL, where there is such a thing, and leave its output
	 * open.
	 */
	public void kill() {
		this.process.toHandle().destroyForcibly();
		awaitExit(Duration.ofSeconds(30));
	}

	public long pid() {
		return this.process.pid();
	}

	public List<String> lines() {
		return List.copyOf(this.output);
	}

	public void awaitOutput(String text) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofMinutes(2))
			.failFast("process " + this.process + " ended", () -> !this.reader.isAlive() && !output().contains(text))
			.until(() -> output().contains(text));
	}

	public String output() {
		return String.join("\n", this.output);
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	void assertStaysAlive(Duration howLong) {
		Awaitility.await()
			.during(howLong)
			.atMost(howLong.plusSeconds(5))
			.untilAsserted(() -> assertThat(isAlive()).as(this::output).isTrue());
	}

	public void terminate() {
		this.process.destroy();
	}

	public int awaitExit(Duration timeout) {
		try {
			assertThat(this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)).as(this::output).isTrue();
			this.reader.join(timeout.toMillis());
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.toHandle().destroyForcibly();
	}

}
