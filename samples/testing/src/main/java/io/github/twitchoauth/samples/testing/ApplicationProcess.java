package io.github.twitchoauth.samples.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sample in a JVM of its own, without a client id, and the person in front of it.
 */
public final class ApplicationProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String LINK = "Verification URI: (\\S+)device-code=(\\w+)\\s";

	// Part of util-linux: gives a process a terminal.
	private static final Path SCRIPT = Path.of("/usr/bin/script");

	private final HttpClient browser = HttpClient.newHttpClient();

	private final Process process;

	private final Path output;

	private ApplicationProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Start a sample.
	 * @param mainClass its main class
	 * @param output the file to which its output goes
	 * @param arguments its arguments
	 * @return the running sample
	 * @throws IOException if it cannot be started
	 */
	public static ApplicationProcess start(Class<?> mainClass, Path output, String... arguments) throws IOException {
		return start(command(mainClass, arguments), output);
	}

	/**
	 * Start a sample on a terminal.
	 * @param mainClass its main class
	 * @param output the file to which its output goes
	 * @return the running sample
	 * @throws IOException if it cannot be started
	 */
	public static ApplicationProcess startOnTerminal(Class<?> mainClass, Path output) throws IOException {
		return start(List.of(SCRIPT.toString(), "--quiet", "--command",
				"'" + String.join("' '", command(mainClass)) + "'", "/dev/null"), output);
	}

	public static boolean canStartOnTerminal() {
		return Files.isExecutable(SCRIPT);
	}

	private static List<String> command(Class<?> mainClass, String... arguments) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), mainClass.getName(), "--twitch.oauth.mock.interval=200ms"));
		command.addAll(List.of(arguments));
		return command;
	}

	private static ApplicationProcess start(List<String> command, Path output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().remove("TWITCH_CLIENT_ID");
		return new ApplicationProcess(builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(),
				output);
	}

	/**
	 * Return what the sample has printed so far.
	 * @return the output
	 */
	public String output() {
		try {
			return new String(Files.readAllBytes(this.output), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * Press Enter on the terminal.
	 * @throws IOException if the sample has ended
	 */
	public void pressEnter() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
	}

	/**
	 * Wait until the sample has printed something.
	 * @param pattern what, as a regular expression
	 * @return the match
	 */
	public MatchResult awaitOutput(String pattern) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(output()).containsPattern(pattern));
		return Pattern.compile(pattern).matcher(output()).results().findFirst().orElseThrow();
	}

	/**
	 * Open the link that the sample prints, and decide.
	 * @param button {@code authorize} or {@code deny}
	 * @throws Exception if the page does not answer
	 */
	public void openLinkAndPress(String button) throws Exception {
		MatchResult link = awaitOutput(LINK);
		openLinkAndPress(URI.create(link.group(1) + "device-code=" + link.group(2)), link.group(2), button);
	}

	/**
	 * Open a link, and decide.
	 * @param link the link
	 * @param code the code that is to be on its page
	 * @param button {@code authorize} or {@code deny}
	 * @throws Exception if the page does not answer
	 */
	public void openLinkAndPress(URI link, String code, String button) throws Exception {
		assertThat(visit(HttpRequest.newBuilder(link).build())).contains(code, "value=\"" + button + "\"");
		visit(HttpRequest.newBuilder(link.resolve("/activate"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("user_code=" + code + "&login=twitchdev&decision=" + button))
			.build());
	}

	private String visit(HttpRequest request) throws Exception {
		HttpResponse<String> response = this.browser.send(request, BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response::body).isEqualTo(200);
		return response.body();
	}

	/**
	 * Wait until the sample has ended.
	 * @param timeout how long to wait
	 * @return the exit code
	 * @throws InterruptedException if the thread is interrupted
	 */
	public int awaitExit(Duration timeout) throws InterruptedException {
		assertThat(this.process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)).as(this::output).isTrue();
		return this.process.exitValue();
	}

	public void terminate() {
		this.process.destroy();
	}

	@Override
	public void close() {
		// What gives the process a terminal does not end it.
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
