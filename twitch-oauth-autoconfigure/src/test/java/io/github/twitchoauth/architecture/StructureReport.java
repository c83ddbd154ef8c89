package io.github.twitchoauth.architecture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Prints as Markdown how large the library is, how much of it is tested, and how many
 * types a reader opens to follow a login, a refresh and an EventSub notification.
 */
public final class StructureReport {

	private static final int LONG_FILE = 150;

	private final List<SourceFile> main;

	private final List<SourceFile> unitTests;

	private final List<SourceFile> integrationTests;

	private final Map<String, Set<JavaClass>> flows = new LinkedHashMap<>();

	private StructureReport(Path checkout) throws IOException {
		Path library = checkout.resolve("twitch-oauth-autoconfigure");
		this.main = SourceFile.readAll(library.resolve("src/main/java"));
		this.unitTests = SourceFile.readAll(library.resolve("src/test/java"));
		this.integrationTests = SourceFile.readAll(checkout.resolve("integration-tests/src/test/java"));
		CallGraph calls = new CallGraph(library.resolve("target/classes"));
		this.flows.put("login", calls.typesReachedFrom("authorization.TwitchDeviceAuthFlow", "authorize"));
		this.flows.put("refresh", calls.typesReachedFrom("authorization.TwitchTokenManager", "refresh"));
		this.flows.put("notification", calls.typesReachedFrom("twitch4j.EventSubSession", "open"));
	}

	/**
	 * Print the report.
	 * @param args the root of a checkout whose main code is compiled
	 * @throws IOException if it cannot be read
	 */
	public static void main(String[] args) throws IOException {
		new StructureReport(Path.of(args[0])).print(System.out);
	}

	private void print(PrintStream out) {
		out.println("| package | lines | types | public types | " + String.join(" | ", this.flows.keySet())
				+ " | unit test lines | per line | integration test lines | per line |");
		out.println("| --- |" + " ---: |".repeat(10));
		packages().forEach((name) -> printRow(out, label(name), name::equals));
		printRow(out, "all", (name) -> true);
		out.println();
		printMethods(out);
		this.flows.forEach((flow, types) -> out.printf("%nTypes to open for a %s: %s%n", flow,
				types.stream().map(JavaClass::getSimpleName).collect(Collectors.joining(", "))));
		printDefinition(out);
	}

	private Set<String> packages() {
		return Stream.of(this.main, this.unitTests, this.integrationTests)
			.flatMap(List::stream)
			.map(SourceFile::packageName)
			.collect(TreeSet::new, Set::add, Set::addAll);
	}

	private static String label(String packageName) {
		return packageName.equals(ArchitectureTests.ROOT) ? "(root)"
				: packageName.substring(ArchitectureTests.ROOT.length() + 1);
	}

	private void printRow(PrintStream out, String label, Predicate<String> packages) {
		int lines = sum(this.main, packages, SourceFile::lines);
		out.printf("| %s | %d | %d | %d |", label, lines, sum(this.main, packages, SourceFile::types),
				sum(this.main, packages, SourceFile::publicTypes));
		this.flows.values()
			.forEach((types) -> out.printf(" %d |",
					types.stream().map(JavaClass::getPackageName).filter(packages).count()));
		printTests(out, sum(this.unitTests, packages, SourceFile::lines), lines);
		printTests(out, sum(this.integrationTests, packages, SourceFile::lines), lines);
		out.println();
	}

	private static void printTests(PrintStream out, int testLines, int lines) {
		out.printf(" %d | %s |", testLines,
				(lines > 0) ? String.format(Locale.ROOT, "%.2f", (double) testLines / lines) : "");
	}

	private static int sum(List<SourceFile> files, Predicate<String> packages, ToIntFunction<SourceFile> number) {
		return files.stream().filter((file) -> packages.test(file.packageName())).mapToInt(number).sum();
	}

	private void printMethods(PrintStream out) {
		List<Integer> lengths = this.main.stream()
			.map(SourceFile::methods)
			.flatMap(Collection::stream)
			.sorted()
			.toList();
		out.printf("Lines of a method: median %d, 95th percentile %d, longest %d. Files above %d lines: %d.%n",
				lengths.get(lengths.size() / 2), lengths.get(lengths.size() * 95 / 100),
				lengths.get(lengths.size() - 1), LONG_FILE,
				this.main.stream().filter((file) -> file.lines() > LONG_FILE).count());
	}

	private static void printDefinition(PrintStream out) {
		out.printf("%nThese are the top-level types that can be reached by following calls and method references from"
				+ " TwitchDeviceAuthFlow.authorize, TwitchTokenManager.refresh or EventSubSession.open, also to a single"
				+ " overriding method, but not into constructors, records, enums, exceptions and events."
				+ " Lines are all lines of a file, types are top-level types.%n");
	}

}
