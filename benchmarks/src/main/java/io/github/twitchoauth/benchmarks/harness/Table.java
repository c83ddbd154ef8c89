package io.github.twitchoauth.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table in Markdown, with the machine and the date that its figures are of.
 */
public final class Table {

	private final double loadBefore = load();

	public Table(String title, String... columns) {
		System.out.println();
		System.out.println("**" + title + "**");
		System.out.println();
		row((Object[]) columns);
		row(Collections.nCopies(columns.length, "---").toArray());
	}

	/**
	 * Print a row, at once, so that it is not lost if the rest is never measured.
	 * @param cells what is in it
	 */
	public void row(Object... cells) {
		System.out.println(Arrays.stream(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |")));
	}

	/**
	 * Print what is below the table.
	 * @param notes sentences, such as how noisy the figures are
	 */
	public void end(String... notes) {
		System.out.println();
		List.of(notes).forEach(System.out::println);
		System.out.println(format("<sub>%s; %s, %d cores, JDK %s; load of the machine %.1f before and %.1f after</sub>",
				LocalDate.now(), processor(), Runtime.getRuntime().availableProcessors(), Runtime.version(),
				this.loadBefore, load()));
	}

	public static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

	private static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	private static String processor() {
		try {
			return Files.readAllLines(Path.of("/proc/cpuinfo"))
				.stream()
				.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
