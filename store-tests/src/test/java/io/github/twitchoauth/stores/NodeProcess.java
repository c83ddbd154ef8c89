package io.github.twitchoauth.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A {@link Node} in a JVM of its own, which can be killed and stopped.
 */
final class NodeProcess implements AutoCloseable {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Process process;

	private final Consumer<String> listener;

	private final Thread reader = new Thread(this::read, "node-output");

	private NodeProcess(Process process, Consumer<String> listener) {
		this.process = process;
		this.listener = listener;
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Start a program.
	 * @param main its main class
	 * @param properties its properties
	 * @param listener is given each line that it prints, before it can be waited for
	 * @return the running program
	 */
	static NodeProcess start(Class<?> main, List<String> properties, Consumer<String> listener) {
		List<String> command = Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
					main.getName(), "--logging.level.root=warn"), properties.stream().map("--"::concat))
			.toList();
		try {
			return new NodeProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), listener);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			output.lines().forEach((line) -> {
				this.listener.accept(line);
				this.lines.add(line);
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> lines(String prefix) {
		return this.lines.stream().filter((line) -> line.startsWith(prefix)).toList();
	}

	NodeProcess await(String line) {
		Awaitility.await(line)
			.failFast("the node has ended", () -> !this.process.isAlive())
			.until(() -> this.lines.contains(line));
		return this;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	// A process that has ended reads nothing.
	void send(String line) {
		try {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			this.listener.accept("unheard " + line);
		}
	}

	void kill() {
		end("KILL");
	}

	void terminate() {
		end("TERM");
	}

	// Process.destroy() would also throw away what the process has said last.
	private void end(String signal) {
		signal(signal);
		this.process.onExit().join();
		try {
			this.reader.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void signal(String name) {
		if (!isAlive()) {
			return;
		}
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().onExit().join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
