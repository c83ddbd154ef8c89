package io.github.twitchoauth.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.twitchoauth.benchmarks.harness.Table;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * How soon the basic sample is ready with an AOT cache of JDK 25, next to a bare
 * application with the same libraries. Argument: number of rounds.
 */
public final class AotCache implements AutoCloseable {

	private static final Path SAMPLE = Path.of("..", "samples", "basic", "target", "basic.jar");

	private final Random random = new Random();

	private final Path directory = Files.createTempDirectory("aot-cache");

	// Takes the place of Twitch, and never answers.
	private final ServerSocket twitch = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());

	private final CachedApplication bare;

	private final CachedApplication sample;

	private final List<CachedApplication> applications;

	private AotCache() throws IOException {
		Path jar = extractSample();
		List<String> bareCommand = bareCommand(jar);
		this.bare = application("bare Boot with WebClient", bareCommand);
		this.sample = application("samples/basic", sampleCommand(jar));
		this.applications = List.of(this.bare, application("the same again", bareCommand), this.sample);
	}

	public static void main(String[] args) throws IOException {
		if (Runtime.version().feature() < 25) {
			System.out.println("\nThe AOT cache needs JDK 25, so JAVA_HOME has to be one.");
			return;
		}
		try (AotCache benchmark = new AotCache()) {
			benchmark.run((args.length > 0) ? Integer.parseInt(args[0]) : 10);
		}
	}

	private CachedApplication application(String name, List<String> command) {
		return new CachedApplication(name, this.directory.resolve(name.replaceAll("\\W", "-") + ".aot"), command);
	}

	private Path extractSample() throws IOException {
		Process extraction = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djarmode=tools", "-jar", SAMPLE.toString(), "extract", "--force", "--destination",
				this.directory.toString())
			.inheritIO()
			.start();
		Assert.state(extraction.onExit().join().exitValue() == 0, "The sample cannot be extracted");
		return this.directory.resolve("basic.jar");
	}

	private List<String> sampleCommand(Path jar) {
		Stream<String> uris = Stream.of("device-authorization", "token", "revocation", "validation")
			.map((name) -> "--twitch.oauth.provider." + name + "-uri=http://localhost:" + this.twitch.getLocalPort());
		return Stream.concat(Stream.of("-jar", jar.toString()), uris).toList();
	}

	// With the libraries of the sample, except for the starter.
	private static List<String> bareCommand(Path sample) throws IOException {
		String own = System.getProperty("java.class.path").split(File.pathSeparator)[0];
		try (JarFile jar = new JarFile(sample.toFile())) {
			String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
			String classPath = Stream
				.concat(Stream.of(Path.of(own).toAbsolutePath()),
						Arrays.stream(libraries.split(" ")).map(sample::resolveSibling))
				.filter((entry) -> !StartUp.isOfStarter(entry))
				.map(Path::toString)
				.collect(Collectors.joining(File.pathSeparator));
			return List.of("-cp", classPath, BareApplication.class.getName(),
					"--spring.main.web-application-type=none");
		}
	}

	private void run(int rounds) throws IOException {
		Table table = new Table("AOT cache", "application", "ready without a cache", "÷ bare", "noise",
				"ready with a cache", "÷ bare", "noise");
		this.applications.forEach(CachedApplication::train);
		Assert.state(!isConnected(Duration.ofMillis(1)), "A training run has made a connection");
		Assert.state(this.sample.callWhileRunning(() -> isConnected(Duration.ofMinutes(1))),
				"The sample connects to something else than is watched");
		for (int round = 0; round < rounds; round++) {
			List<CachedApplication> order = new ArrayList<>(this.applications);
			Collections.shuffle(order, this.random);
			order.forEach(CachedApplication::start);
			this.applications.forEach((application) -> application.compareWith(this.bare));
		}
		print(table, rounds);
	}

	// A connection waits to be accepted, so none is missed.
	private boolean isConnected(Duration patience) {
		try {
			this.twitch.setSoTimeout((int) patience.toMillis());
			this.twitch.accept().close();
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void print(Table table, int rounds) {
		for (CachedApplication application : this.applications) {
			List<Object> cells = new ArrayList<>(List.of(application.name()));
			for (CachedApplication.Times times : List.of(application.without(), application.with())) {
				cells.add(Table.format("%.0f ms", times.millis().median()));
				cells.add(Table.format("× %.3f", times.ratios().median()));
				cells.add(Table.format("±%.1f %%", times.ratios().noise() / 2));
			}
			table.row(cells.toArray());
		}
		table.end("Medians of " + rounds + " rounds in random order; a ratio is the median of the ratios of a round. "
				+ "Ready: from the start of the JVM until Spring Boot logs it. The training runs made no connection; "
				+ "the sample makes one when it runs.");
	}

	@Override
	public void close() throws IOException {
		this.twitch.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
