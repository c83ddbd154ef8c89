package io.github.twitchoauth.tokens;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.twitchoauth.integration.ChildProcess;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.test.MockTwitch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link TokenBot} in a process of its own.
 */
final class BotProcess implements AutoCloseable {

	private final ChildProcess process;

	private int round;

	private BotProcess(ChildProcess process) {
		this.process = process;
	}

	static BotProcess start(MockTwitch twitch, Path file) {
		return new BotProcess(ChildProcess.start(TokenBot.class, Map.of(), arguments(twitch, file)));
	}

	static BotProcess start(MockTwitch twitch, Path file, Duration requestTimeout) {
		List<String> arguments = arguments(twitch, file);
		arguments.add("--twitch.oauth.request-timeout=" + requestTimeout.toMillis() + "ms");
		arguments.remove("--twitch.oauth.request-timeout=20s");
		return new BotProcess(ChildProcess.start(TokenBot.class, Map.of(), arguments));
	}

	static BotProcess start(List<String> options, MockTwitch twitch, Path file, String... properties) {
		List<String> arguments = arguments(twitch, file);
		Stream.of(properties).map("--"::concat).forEach(arguments::add);
		return new BotProcess(ChildProcess.start(options, TokenBot.class, Map.of(), arguments));
	}

	private static List<String> arguments(MockTwitch twitch, Path file) {
		List<String> arguments = new ArrayList<>(List.of("--spring.main.banner-mode=off", "--logging.level.root=warn",
				"--twitch.oauth.client-id=test", "--twitch.oauth.console.enabled=false",
				"--twitch.oauth.twitch4j.enabled=false", "--twitch.oauth.request-timeout=20s",
				// Tells of each try to save, not only of the first.
				"--logging.level.io.github.twitchoauth.authorization.AccountTokens=debug"));
		Stream.of(TestApplication.provider(twitch.getBaseUrl()), TokenFile.properties(file))
			.flatMap(Stream::of)
			.map("--"::concat)
			.forEach(arguments::add);
		return arguments;
	}

	ChildProcess process() {
		return this.process;
	}

	BotProcess awaitEvent(String event) {
		this.process.awaitOutput("event " + event);
		return this;
	}

	List<String> events() {
		return this.process.lines().stream().filter((line) -> line.startsWith("event ")).toList();
	}

	void stopAt(Step step) {
		this.process.send("stop-at " + step);
	}

	void dieWhileSaving() {
		this.process.send("die-while-saving");
	}

	void end() {
		this.process.terminate();
		awaitDeath();
	}

	void awaitDeath() {
		this.process.awaitExit(Duration.ofMinutes(1));
	}

	void awaitStop(Step step) {
		this.process.awaitOutput("reached " + step);
	}

	void call(int count) {
		this.process.send("call " + ++this.round + " " + count);
	}

	boolean isAnswered() {
		return this.process.output().contains(round());
	}

	boolean works() {
		call(1);
		this.process.awaitOutput(round());
		return this.process.lines().contains(success());
	}

	void awaitSuccess() {
		this.process.awaitOutput(round());
		assertThat(this.process.lines()).contains(success());
	}

	private String success() {
		return round() + "[twitchdev]";
	}

	private String round() {
		return "round " + this.round + " ";
	}

	@Override
	public void close() {
		this.process.kill();
	}

}
