package io.github.twitchoauth.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
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

	private final String title;

	private final List<String> rows = new ArrayList<>();

	public Table(String title, String... columns) {
		this.title = title;
		row((Object[]) columns);
		row(Collections.nCopies(columns.length, "---").toArray());
	}

	public void row(Object... cells) {
		this.rows.add(Arrays.stream(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |")));
	}

	/**
	 * Print the table.
	 * @param notes sentences below it, such as how noisy the figures are
	 */
	public void print(String... notes) {
		System.out.println();
		System.out.println("**" + this.title + "**");
		System.out.println();
		this.rows.forEach(System.out::println);
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
