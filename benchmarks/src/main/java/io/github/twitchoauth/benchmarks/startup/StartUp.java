package io.github.twitchoauth.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

	private final Samples readyBare = new Samples();

	private final Samples readyWithStarter = new Samples();

	private final Samples ratios = new Samples();

	private final Samples classesBare = new Samples();

	private final Samples classesWithStarter = new Samples();

	private StartUp() {
	}

	public static void main(String[] args) throws IOException {
		String own = System.getProperty("java.class.path").split(File.pathSeparator)[0];
		String withStarter = own + File.pathSeparator + Files.readString(CLASS_PATH).strip();
		StartUp benchmark = new StartUp();
		int runs = (args.length > 0) ? Integer.parseInt(args[0]) : 10;
		benchmark.run(withoutStarter(withStarter), withStarter, runs);
		benchmark.print(runs);
	}

	private static String withoutStarter(String classPath) {
		return Arrays.stream(classPath.split(File.pathSeparator))
			.filter((entry) -> !isOfStarter(Path.of(entry)))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isOfStarter(Path entry) {
		return entry.getFileName().toString().startsWith("twitch-oauth-") || entry.toString().contains("zxing");
	}

	private void run(String bare, String withStarter, int runs) {
		start(bare);
		start(withStarter);
		for (int run = 0; run < runs; run++) {
			boolean bareFirst = run % 2 == 0;
			Results one = start(bareFirst ? bare : withStarter);
			Results other = start(bareFirst ? withStarter : bare);
			add(bareFirst ? one : other, bareFirst ? other : one);
		}
	}

	private static Results start(String classPath) {
		try (ChildJvm application = ChildJvm.start(classPath, BareApplication.class, List.of("-Xmx256m"),
				PROPERTIES.toArray())) {
			return application.awaitEnd();
		}
	}

	private void add(Results bare, Results withStarter) {
		this.readyBare.add(bare.number("ready"));
		this.readyWithStarter.add(withStarter.number("ready"));
		this.ratios.add(withStarter.number("ready") / bare.number("ready"));
		this.classesBare.add(bare.number("classes"));
		this.classesWithStarter.add(withStarter.number("classes"));
	}

	private void print(int runs) {
		Table table = new Table("Start-up", "application", "ready after", "noise", "classes loaded");
		table.row("bare Boot with WebClient", Table.format("%.0f ms", this.readyBare.median()),
				Table.format("±%.1f %%", this.readyBare.noise() / 2), Table.format("%.0f", this.classesBare.median()));
		table.row("with the starter", Table.format("%.0f ms", this.readyWithStarter.median()),
				Table.format("±%.1f %%", this.readyWithStarter.noise() / 2),
				Table.format("%.0f", this.classesWithStarter.median()));
		table.row("starter ÷ bare", Table.format("× %.3f", this.ratios.median()),
				Table.format("±%.1f %%", this.ratios.noise() / 2),
				Table.format("× %.3f", this.classesWithStarter.median() / this.classesBare.median()));
		table.end("Medians of " + runs + " runs each, in turn; the ratio is the median of the ratios of pairs. "
				+ "Ready: from the start of the JVM to the ApplicationReadyEvent.");
	}

}
