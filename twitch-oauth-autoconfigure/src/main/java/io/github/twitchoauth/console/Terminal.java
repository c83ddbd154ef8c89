package io.github.twitchoauth.console;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Where the person reads: a stream, and what it can show.
 */
public final class Terminal {

	private static final String RESET = "\033[0m";

	private static final Set<String> ANSI_CAPABLE_WINDOWS = Set.of("Windows 11", "Windows Server 2025");

	private static final Set<String> EAST_ASIAN = Set.of("zh", "ja", "ko");

	private final Supplier<PrintStream> out;

	private final Charset charset;

	private final boolean interactive;

	private final boolean ansi;

	private final IntSupplier columns;

	private final boolean wideSymbols;

	/**
	 * Create a terminal of 80 columns.
	 * @param out the stream, asked for anew each time
	 * @param charset how the stream encodes; what cannot be encoded is replaced by ASCII
	 * @param interactive whether a person reads it as it appears, as opposed to a file
	 * @param ansi whether it understands ANSI colours
	 */
	public Terminal(Supplier<PrintStream> out, Charset charset, boolean interactive, boolean ansi) {
		this(out, charset, interactive, ansi, () -> TerminalSize.DEFAULT_COLUMNS, false);
	}

	/**
	 * Create a terminal.
	 * @param out the stream, asked for anew each time
	 * @param charset how the stream encodes; what cannot be encoded is replaced by ASCII
	 * @param interactive whether a person reads it as it appears, as opposed to a file
	 * @param ansi whether it understands ANSI colours
	 * @param columns how many columns it has, asked for anew each time
	 * @param wideSymbols whether lines and blocks may take two columns, as they do in
	 * East Asian fonts, so that ASCII is used in their place
	 */
	public Terminal(Supplier<PrintStream> out, Charset charset, boolean interactive, boolean ansi, IntSupplier columns,
			boolean wideSymbols) {
		Assert.notNull(out, "'out' must not be null");
		Assert.notNull(charset, "'charset' must not be null");
		Assert.notNull(columns, "'columns' must not be null");
		this.out = out;
		this.charset = charset;
		this.interactive = interactive;
		this.ansi = ansi;
		this.columns = columns;
		this.wideSymbols = wideSymbols;
	}

	/**
	 * Return the standard output of this process, also after {@code System.setOut}.
	 * Colours are used on a terminal, unless {@code NO_COLOR} is set.
	 * @return the standard output
	 */
	public static Terminal standardOutput() {
		boolean interactive = isInteractive(System.console());
		boolean ansi = interactive && supportsAnsi(System.getenv(), System.getProperty("os.name", ""));
		IntSupplier columns = interactive ? TerminalSize::columns : () -> TerminalSize.DEFAULT_COLUMNS;
		return new Terminal(() -> System.out, charset(System.out), interactive, ansi, columns,
				hasWideSymbols(Locale.getDefault()));
	}

	static boolean hasWideSymbols(Locale locale) {
		return EAST_ASIAN.contains(locale.getLanguage());
	}

	// Since JDK 22 there is a console without a terminal, too
	private static boolean isInteractive(@Nullable Console console) {
		Method isTerminal = ClassUtils.getMethodIfAvailable(Console.class, "isTerminal");
		if (console == null || isTerminal == null) {
			return console != null;
		}
		return Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
	}

	static boolean supportsAnsi(Map<String, String> environment, String operatingSystem) {
		if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
			return false;
		}
		if (operatingSystem.toLowerCase(Locale.ROOT).startsWith("windows")) {
			return environment.containsKey("WT_SESSION") || ANSI_CAPABLE_WINDOWS.contains(operatingSystem);
		}
		return !Set.of("", "dumb").contains(environment.getOrDefault("TERM", ""));
	}

	/**
	 * Return the same terminal with colours switched on or off.
	 * @param ansi whether to use ANSI colours
	 * @return the terminal
	 */
	public Terminal withAnsi(boolean ansi) {
		return new Terminal(this.out, this.charset, this.interactive, ansi, this.columns, this.wideSymbols);
	}

	boolean isInteractive() {
		return this.interactive;
	}

	boolean isAnsi() {
		return this.ansi;
	}

	int columns() {
		return this.columns.getAsInt();
	}

	boolean canDraw(String symbols) {
		return !this.wideSymbols && canEncode(symbols);
	}

	boolean canEncode(String text) {
		return this.charset.canEncode() && this.charset.newEncoder().canEncode(text);
	}

	private static Charset charset(PrintStream out) {
		Method charset = ClassUtils.getMethodIfAvailable(PrintStream.class, "charset");
		if (charset != null && ReflectionUtils.invokeMethod(charset, out) instanceof Charset known) {
			return known;
		}
		String beforeJdk18 = System.getProperty("sun.stdout.encoding", "");
		return (!beforeJdk18.isEmpty() && Charset.isSupported(beforeJdk18)) ? Charset.forName(beforeJdk18)
				: Charset.defaultCharset();
	}

	String styled(String text, String style) {
		return this.ansi ? "\033[" + style + "m" + text + RESET : text;
	}

	// One call, so that no other thread's output gets in between
	void print(String text) {
		this.out.get().println(text.replace("\n", System.lineSeparator()));
	}

}
