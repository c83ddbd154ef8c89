package io.github.twitchoauth.tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.integration.ClassDataArchive;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that are killed in the middle of a refresh, and what the next one finds.
 */
@Tag("long")
class KillTests {

	private static final int KILLS = Boolean.getBoolean("soak") ? 20 : 1;

	private static final Counts NOTHING = new Counts(0, 0, 0, 0);

	private static final Counts REFRESH = new Counts(1, 1, 0, 0);

	/**
	 * The spent token is presented once more, and a person is asked.
	 */
	private static final Counts LOGIN = new Counts(2, 1, 1, 1);

	private static final List<String> LOSS = List.of("event AuthorizationLostEvent", "event DeviceCodeEvent",
			"event AuthenticatedEvent");

	@TempDir
	private static Path archiveDirectory;

	private static ClassDataArchive archive;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@TempDir
	private Path directory;

	@AutoClose
	private BotProcess process;

	private int told;

	@BeforeAll
	static void recordClasses() {
		archive = ClassDataArchive.in(archiveDirectory);
		try (MockTwitch twitch = MockTwitch.start();
				BotProcess process = BotProcess.start(archive.recording(), twitch,
						archiveDirectory.resolve("tokens.json"))) {
			twitch.approveNext("twitchdev");
			process.awaitEvent("AuthenticatedEvent").call(1);
			twitch.expireAccessTokens();
			process.call(1);
			process.awaitSuccess();
			process.end();
		}
	}

	@BeforeEach
	void logIn() {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		start();
		this.process.awaitEvent("AuthenticatedEvent");
	}

	@ParameterizedTest
	@EnumSource
	void startWhenKilledDuringRefreshThenRestoresOrAsksHumanOnce(Step step) throws IOException {
		for (int kill = 0; kill < KILLS; kill++) {
			Counts before = Counts.of(this.twitch);
			expire();
			killAt(step);
			assertThat(Counts.of(this.twitch).minus(before)).isEqualTo(step.isBeforeRequest() ? NOTHING : REFRESH);
			assertFileIsWholeAndNobodyWasTold();
			start();
			assertThat(step.losesToken() ? awaitNewLogin() : awaitRestored()).isTrue();
			assertThat(Counts.of(this.twitch).minus(before)).isEqualTo(step.losesToken() ? LOGIN : REFRESH);
		}
		this.twitch.assertNoMisuse();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void startWhenKilledWhileSavingThenRestoresOrAsksHumanOnce() throws IOException {
		for (int kill = 0; kill < KILLS; kill++) {
			Counts before = Counts.of(this.twitch);
			expire();
			this.process.dieWhileSaving();
			this.process.call(1);
			this.process.awaitDeath();
			assertFileIsWholeAndNobodyWasTold();
			start();
			boolean restored = awaitFirstEvent().equals("event AuthenticatedEvent restored");
			assertThat(restored ? awaitRestored() : awaitNewLogin()).isTrue();
			assertThat(Counts.of(this.twitch).minus(before)).isEqualTo(restored ? REFRESH : LOGIN);
		}
		this.twitch.assertNoMisuse();
	}

	// What the next process does not know is whether the request was sent, which would
	// have
	// spent the token. The living access token makes it unnecessary to find out.
	@Test
	void startWhenKilledDuringRefreshWhileTheAccessTokenLivesThenPresentsNothingUntilItIsDead() {
		for (int kill = 0; kill < KILLS; kill++) {
			Counts before = Counts.of(this.twitch);
			refuseOneCall();
			killAt(Step.BEFORE_REQUEST);
			start();
			assertThat(awaitRestored()).isTrue();
			refuseOneCall();
			assertWorks();
			assertThat(Counts.of(this.twitch).minus(before)).isEqualTo(NOTHING);
			this.twitch.expireAccessTokens();
			Awaitility.await().atMost(TestApplication.PATIENCE).until(this.process::works);
			assertThat(Counts.of(this.twitch).minus(before)).isEqualTo(REFRESH);
		}
		this.twitch.assertNoMisuse();
	}

	private void refuseOneCall() {
		this.twitch.on(Endpoint.HELIX_USERS).next(1).respond(Fault.status(401, "Invalid OAuth token"));
	}

	private boolean awaitRestored() {
		this.process.awaitEvent("AuthenticatedEvent restored");
		assertWorks();
		return this.process.events().stream().noneMatch(LOSS::contains);
	}

	// Only presenting the stored token shows that it is spent.
	private boolean awaitNewLogin() {
		this.process.awaitEvent("DeviceCodeEvent");
		this.twitch.approve(this.twitch.awaitUserCode(TestApplication.PATIENCE), "twitchdev");
		this.process.awaitEvent("AuthenticatedEvent");
		assertWorks();
		return this.process.events().equals(LOSS);
	}

	private void expire() {
		this.told = this.process.events().size();
		this.twitch.expireAccessTokens();
	}

	private void killAt(Step step) {
		if (step == Step.BEFORE_ANSWER) {
			long refreshes = this.twitch.getRefreshCount();
			this.twitch.on(Endpoint.REFRESH).respond(Fault.delay(Duration.ofSeconds(15)));
			this.process.call(1);
			awaitRefreshes(refreshes + 1);
		}
		else {
			this.process.stopAt(step);
			this.process.call(1);
			this.process.awaitStop(step);
		}
		this.process.process().kill();
	}

	private void awaitRefreshes(long count) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.atMost(TestApplication.PATIENCE)
			.until(() -> this.twitch.getRefreshCount() == count);
	}

	private String awaitFirstEvent() {
		this.process.process().awaitOutput("event ");
		return this.process.events().get(0);
	}

	private void start(String... properties) {
		if (this.process != null) {
			this.process.close();
		}
		this.process = BotProcess.start(archive.using(), this.twitch, file(), properties);
	}

	private void assertWorks() {
		this.process.call(1);
		this.process.awaitSuccess();
		assertThat(leftovers()).isEmpty();
	}

	private void assertFileIsWholeAndNobodyWasTold() throws IOException {
		JsonNode account = JsonMapper.shared().readTree(Files.readString(file())).path("accounts").path("default");
		assertThat(account.path("accessToken").asString()).hasSize(30);
		assertThat(account.path("refreshToken").asString()).hasSize(50);
		assertThat(this.process.events()).hasSize(this.told);
	}

	private List<Path> leftovers() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((path) -> path.toString().endsWith(".tmp")).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path file() {
		return this.directory.resolve("tokens.json");
	}

	/**
	 * What Twitch has seen.
	 *
	 * @param requests requests to refresh
	 * @param refreshes refreshes that worked
	 * @param replays spent refresh tokens that were presented again
	 * @param logins requests for a code
	 */
	private record Counts(long requests, long refreshes, long replays, long logins) {

		static Counts of(MockTwitch twitch) {
			return new Counts(twitch.getRequestCount(Endpoint.REFRESH), twitch.getRefreshCount(),
					twitch.getReplays().size(), twitch.getRequestCount(Endpoint.DEVICE));
		}

		Counts minus(Counts other) {
			return new Counts(this.requests - other.requests, this.refreshes - other.refreshes,
					this.replays - other.replays, this.logins - other.logins);
		}

	}

}
