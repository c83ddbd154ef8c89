package io.github.twitchoauth.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Table;

/**
 * How much later an application is ready with the starter on its class path than without
 * it. Argument: number of runs.
 */
public final class StartUp {

	private static final List<String> PROPERTIES = List.of("--twitch.oauth.client-id=benchmark",
			"--twitch.oauth.auto-start=false", "--spring.main.banner-mode=off", "--logging.level.root=warn");

	/**
	 * The class path of an application with the starter and nothing else, which the build
	 * writes.
	 */
	private static final Path CLASS_PATH = Path.of("target", "class-path-starter.txt");

	private final List<Contender> contenders;

	private final Contender bare;

	private final Contender withoutPage;

	private final Contender starter;

	private final Samples pageRatios = new Samples();

	private final Random random = new Random();

	private StartUp(String starterClassPath) throws IOException {
		String bareClassPath = withoutStarter(starterClassPath);
		this.bare = new Contender("bare Boot with WebClient", bareClassPath);
		this.withoutPage = new Contender("with the starter, had it no page", withoutPage(starterClassPath));
		this.starter = new Contender("with the starter", starterClassPath);
		this.contenders = List.of(this.bare, new Contender("the same again", bareClassPath), this.withoutPage,
				this.starter);
	}

	public static void main(String[] args) throws IOException {
		String own = System.getProperty("java.class.path").split(File.pathSeparator)[0];
		String withStarter = own + File.pathSeparator + Files.readString(CLASS_PATH).strip();
		StartUp benchmark = new StartUp(withStarter);
		int runs = (args.length > 0) ? Integer.parseInt(args[0]) : 10;
		benchmark.run(runs);
		benchmark.print(runs);
	}

	private static String withoutStarter(String classPath) {
		return Arrays.stream(classPath.split(File.pathSeparator))
			.filter((entry) -> !isOfStarter(Path.of(entry)))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String withoutPage(String classPath) throws IOException {
		List<String> entries = new ArrayList<>(List.of(classPath.split(File.pathSeparator)));
		for (int i = 0; i < entries.size(); i++) {
			Path jar = Path.of(entries.get(i));
			if (jar.getFileName().toString().startsWith("twitch-oauth-autoconfigure")) {
				entries.set(i, JarWithoutPage.of(jar).toString());
			}
		}
		return String.join(File.pathSeparator, entries);
	}

	static boolean isOfStarter(Path entry) {
		return entry.getFileName().toString().startsWith("twitch-oauth-") || entry.toString().contains("zxing");
	}

	// In random order, for the machine may be slower at regular times.
	private void run(int runs) {
		this.contenders.forEach(Contender::start);
		for (int run = 0; run < runs; run++) {
			List<Contender> order = new ArrayList<>(this.contenders);
			Collections.shuffle(order, this.random);
			order.forEach(Contender::start);
			this.contenders.forEach((contender) -> contender.add(this.bare.lastReady));
			this.pageRatios.add(this.starter.lastReady / this.withoutPage.lastReady);
		}
	}

	private void print(int runs) {
		Table table = new Table("Start-up", "application", "ready after", "÷ bare", "noise", "classes loaded",
				"÷ bare");
		for (Contender contender : this.contenders) {
			table.row(contender.name, Table.format("%.0f ms", contender.ready.median()),
					Table.format("× %.3f", contender.ratios.median()),
					Table.format("±%.1f %%", contender.ratios.noise() / 2),
					Table.format("%.0f", contender.classes.median()),
					Table.format("× %.3f", contender.classes.median() / this.bare.classes.median()));
		}
		table.end(
				"Medians of " + runs + " rounds in random order; a ratio is the median of the ratios of a round. "
						+ "Ready: from the start of the JVM to the ApplicationReadyEvent.",
				Table.format("The page: × %.3f (±%.1f %%), and %.0f classes.", this.pageRatios.median(),
						this.pageRatios.noise() / 2,
						this.starter.classes.median() - this.withoutPage.classes.median()));
	}

	private static final class Contender {

		private final String name;

		private final String classPath;

		private final Samples ready = new Samples();

		private final Samples ratios = new Samples();

		private final Samples classes = new Samples();

		private double lastReady;

		private double lastClasses;

		Contender(String name, String classPath) {
			this.name = name;
			this.classPath = classPath;
		}

		void start() {
			try (ChildJvm application = ChildJvm.start(this.classPath, BareApplication.class, List.of("-Xmx256m"),
					PROPERTIES.toArray())) {
				Results results = application.awaitEnd();
				this.lastReady = results.number("ready");
				this.lastClasses = results.number("classes");
			}
		}

		void add(double bareReady) {
			this.ready.add(this.lastReady);
			this.ratios.add(this.lastReady / bareReady);
			this.classes.add(this.lastClasses);
		}

	}

}
