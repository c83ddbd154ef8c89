package io.github.twitchoauth.samples.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

import io.github.twitchoauth.test.EventSubSubscription;
import io.github.twitchoauth.test.MockTwitch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import reactor.core.publisher.Flux;

/**
 * Starts three {@link GreeterApplication}s, the PostgreSQL that they share and a stand-in
 * for Twitch, where somebody follows every few seconds. Each line of input kills a
 * process.
 */
public final class Demonstration implements AutoCloseable {

	private static final String NODE = "node";

	private final List<Process> nodes = new ArrayList<>();

	private final MockTwitch twitch = MockTwitch.start();

	private final EmbeddedPostgres database;

	private Demonstration(EmbeddedPostgres database) {
		this.database = database;
	}

	static Demonstration start(int nodes) throws IOException {
		Demonstration demonstration = new Demonstration(EmbeddedPostgres.start());
		for (int i = 1; i <= nodes; i++) {
			demonstration.nodes.add(demonstration.startNode("node " + i));
		}
		return demonstration;
	}

	public static void main(String[] args) throws IOException {
		if (args.length > 0 && args[0].equals(NODE)) {
			GreeterApplication.main(args);
			return;
		}
		try (Demonstration demonstration = start(3)) {
			System.out.println("Open the link and play the user. Press Enter to kill the process that began first.");
			Flux.interval(Duration.ofSeconds(3)).subscribe((number) -> demonstration.follow("viewer" + number));
			Scanner input = new Scanner(System.in);
			while (demonstration.isAnyAlive() && input.hasNextLine()) {
				input.nextLine();
				demonstration.kill();
			}
		}
	}

	private Process startNode(String name) throws IOException {
		String url = this.twitch.getBaseUrl();
		List<String> command = new ArrayList<>(java());
		command.addAll(List.of(NODE, "--node=" + name,
				"--spring.datasource.url=" + this.database.getJdbcUrl("postgres", "postgres"),
				"--twitch.oauth.provider.device-authorization-uri=" + url + "/oauth2/device",
				"--twitch.oauth.provider.token-uri=" + url + "/oauth2/token",
				"--twitch.oauth.provider.revocation-uri=" + url + "/oauth2/revoke",
				"--twitch.oauth.provider.validation-uri=" + url + "/oauth2/validate",
				"--twitch.oauth.client.helix-uri=" + url + "/helix",
				"--twitch.oauth.twitch4j.event-sub-uri=" + this.twitch.eventSub().getUri()));
		return new ProcessBuilder(command).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
	}

	// From the packaged application, or from its classes.
	private static List<String> java() {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		String classPath = System.getProperty("java.class.path");
		return classPath.endsWith("cluster.jar") ? List.of(java, "-jar", classPath)
				: List.of(java, "-cp", classPath, Demonstration.class.getName());
	}

	MockTwitch twitch() {
		return this.twitch;
	}

	void follow(String user) {
		List<EventSubSubscription> subscriptions = this.twitch.eventSub().getSubscriptions();
		if (!subscriptions.isEmpty()) {
			this.twitch.eventSub().follow("twitchdev", user);
		}
	}

	/**
	 * Kill the process that has been running for the longest time, as if its machine had
	 * lost power.
	 */
	void kill() {
		Stream<Process> alive = this.nodes.stream().filter(Process::isAlive);
		alive.findFirst().ifPresent((node) -> node.destroyForcibly().onExit().join());
	}

	private boolean isAnyAlive() {
		return this.nodes.stream().anyMatch(Process::isAlive);
	}

	@Override
	public void close() throws IOException {
		this.nodes.forEach((node) -> node.destroyForcibly().onExit().join());
		this.database.close();
		this.twitch.close();
	}

}
