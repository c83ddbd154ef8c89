package io.github.twitchoauth.samples.basic;

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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application in a JVM of its own, without a client id, and the person in front of
 * it.
 */
final class ApplicationProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Pattern LINK = Pattern.compile("Verification URI: (\\S+)device-code=(\\w+)\\s");

	// Part of util-linux: gives a process a terminal.
	private static final Path SCRIPT = Path.of("/usr/bin/script");

	private final HttpClient browser = HttpClient.newHttpClient();

	private final Process process;

	private final Path output;

	private ApplicationProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	static ApplicationProcess start(Class<?> mainClass, Path output) throws IOException {
		return start(command(mainClass), output);
	}

	/**
	 * Start the application on a terminal.
	 */
	static ApplicationProcess startOnTerminal(Class<?> mainClass, Path output) throws IOException {
		return start(List.of(SCRIPT.toString(), "--quiet", "--command",
				"'" + String.join("' '", command(mainClass)) + "'", "/dev/null"), output);
	}

	static boolean canStartOnTerminal() {
		return Files.isExecutable(SCRIPT);
	}

	private static List<String> command(Class<?> mainClass) {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-cp", System.getProperty("java.class.path"), mainClass.getName(),
				"--twitch.oauth.mock.interval=200ms");
	}

	private static ApplicationProcess start(List<String> command, Path output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().remove("TWITCH_CLIENT_ID");
		return new ApplicationProcess(builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(),
				output);
	}

	String output() {
		try {
			return new String(Files.readAllBytes(this.output), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	void pressEnter() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
	}

	void awaitOutput(String pattern) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(output()).containsPattern(pattern));
	}

	void openLinkAndPress(String button) throws Exception {
		awaitOutput(LINK.pattern());
		Matcher link = LINK.matcher(output());
		assertThat(link.find()).isTrue();
		URI uri = URI.create(link.group(1) + "device-code=" + link.group(2));
		assertThat(visit(HttpRequest.newBuilder(uri).build())).contains(link.group(2), "value=\"" + button + "\"");
		visit(HttpRequest.newBuilder(uri.resolve("/activate"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("user_code=" + link.group(2) + "&login=twitchdev&decision=" + button))
			.build());
	}

	private String visit(HttpRequest request) throws Exception {
		HttpResponse<String> response = this.browser.send(request, BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response::body).isEqualTo(200);
		return response.body();
	}

	int awaitExit(Duration timeout) throws InterruptedException {
		assertThat(this.process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)).as(this::output).isTrue();
		return this.process.exitValue();
	}

	void terminate() {
		this.process.destroy();
	}

	@Override
	public void close() {
		// What gives the process a terminal does not end it.
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
