package io.github.twitchoauth.test.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A store in a Java process of its own.
 */
final class StoreProcess implements AutoCloseable {

	static final String PREFIX = "store-process: ";

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Process process;

	private final PrintWriter input;

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final List<String> output = new ArrayList<>();

	private StoreProcess(Process process) {
		this.process = process;
		this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
		Thread reader = new Thread(this::read, "store-process-output");
		reader.setDaemon(true);
		reader.start();
	}

	static StoreProcess start(StoreLocation location) {
		return start(List.of(), location);
	}

	// The prefix stands before the command, as in "nice java ...".
	static StoreProcess start(List<String> prefix, StoreLocation location) {
		List<String> command = new ArrayList<>(prefix);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto", "-cp",
				System.getProperty("java.class.path"), StoreProcessMain.class.getName(), location.opener().getName(),
				location.location()));
		try {
			return new StoreProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this::add);
		}
		catch (IOException | UncheckedIOException ex) {
			add(String.valueOf(ex));
		}
		this.answers.add("end");
	}

	private void add(String line) {
		if (line.startsWith(PREFIX)) {
			this.answers.add(line.substring(PREFIX.length()));
		}
		else {
			synchronized (this.output) {
				this.output.add(line);
			}
		}
	}

	void send(String... words) {
		this.input.println(String.join(" ", words));
	}

	void await(String answer) {
		String next = nextAnswer();
		Assert.state(answer.equals(next), () -> "Expected '" + answer + "' but got '" + next + "': " + output());
	}

	@Nullable String nextAnswer() {
		return nextAnswer(TIMEOUT);
	}

	@Nullable String nextAnswer(Duration timeout) {
		try {
			return this.answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	String output() {
		synchronized (this.output) {
			return String.join("\n", this.output);
		}
	}

	long pid() {
		return this.process.pid();
	}

	// SIGKILL where there is such a thing.
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

}
