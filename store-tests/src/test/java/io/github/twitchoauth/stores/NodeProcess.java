package io.github.twitchoauth.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;

/**
 * A {@link Node} in a JVM of its own, which can be killed and stopped.
 */
final class NodeProcess implements AutoCloseable {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Process process;

	private NodeProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "node-output");
		reader.setDaemon(true);
		reader.start();
	}

	static NodeProcess start(MockTwitch twitch, List<String> store) {
		List<String> command = Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
					Node.class.getName(), "--logging.level.root=warn"),
					Node.properties(twitch, store).stream().map("--"::concat))
			.toList();
		try {
			return new NodeProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.lines::add);
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

	// SIGKILL.
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	// SIGTERM.
	void terminate() {
		this.process.destroy();
		this.process.onExit().join();
	}

	void signal(String name) {
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
