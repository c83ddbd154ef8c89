package io.github.twitchoauth.benchmarks.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.twitchoauth.benchmarks.harness.Samples;

import org.springframework.util.Assert;

/**
 * An application that is started with an AOT cache, and without one.
 */
final class CachedApplication {

	private static final Pattern READY = Pattern.compile("process running for ([0-9.]+)\\)");

	private final String name;

	private final List<String> command;

	private final Path cache;

	private final Times without = new Times();

	private final Times with = new Times();

	CachedApplication(String name, Path cache, List<String> command) {
		this.name = name;
		this.cache = cache;
		this.command = command;
	}

	/**
	 * Make the cache, by a run that ends before anything begins to work.
	 */
	void train() {
		Process process = java("-XX:AOTCacheOutput=" + this.cache, "-Dspring.context.exit=onRefresh");
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			Assert.state(process.waitFor() == 0 && this.cache.toFile().exists(), () -> String.join("\n", lines));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void start() {
		this.without.last = awaitReady("-XX:AOTMode=off");
		this.with.last = awaitReady("-XX:AOTCache=" + this.cache, "-XX:AOTMode=on");
	}

	// As Spring Boot logs it, counted from the start of the JVM.
	private double awaitReady(String... options) {
		Process process = java(options);
		try (BufferedReader output = process.inputReader()) {
			Optional<MatchResult> ready = output.lines().flatMap((line) -> READY.matcher(line).results()).findFirst();
			return 1e3 * Double.parseDouble(ready.orElseThrow().group(1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			process.destroyForcibly().onExit().join();
		}
	}

	boolean callWhileRunning(BooleanSupplier call) {
		Process process = java("-XX:AOTCache=" + this.cache);
		try {
			return call.getAsBoolean();
		}
		finally {
			process.destroyForcibly().onExit().join();
		}
	}

	private Process java(String... options) {
		List<String> line = new ArrayList<>();
		line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		line.addAll(List.of(options));
		line.addAll(this.command);
		ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
		builder.environment().put("TWITCH_CLIENT_ID", "benchmark");
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void compareWith(CachedApplication bare) {
		this.without.add(bare.without);
		this.with.add(bare.with);
	}

	String name() {
		return this.name;
	}

	Times without() {
		return this.without;
	}

	Times with() {
		return this.with;
	}

	/**
	 * Milliseconds until the application was ready, and their ratios to those of the bare
	 * application in the same round.
	 */
	static final class Times {

		private final Samples millis = new Samples();

		private final Samples ratios = new Samples();

		private double last;

		private void add(Times bare) {
			this.millis.add(this.last);
			this.ratios.add(this.last / bare.last);
		}

		Samples millis() {
			return this.millis;
		}

		Samples ratios() {
			return this.ratios;
		}

	}

}
