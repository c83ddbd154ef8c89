package io.github.twitchoauth.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NewCodeOffer}.
 */
class NewCodeOfferTests {

	private static final TwitchOAuthException DENIED = new AuthorizationDeniedException("denied");

	private final List<String> asked = new ArrayList<>();

	private InputStream typed = InputStream.nullInputStream();

	private boolean readByOthers;

	private boolean inBackground;

	private final NewCodeOffer offer = new NewCodeOffer(
			new StandardInput(() -> this.typed, () -> this.readByOthers, () -> this.inBackground), this.asked::add);

	private VirtualTimeScheduler time;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void tearDown() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void enterWhenDeniedThenAsksForOneNewCode() {
		assertThat(fail("bot", DENIED)).isTrue();
		pressEnter();
		pressEnter();
		assertThat(this.asked).containsExactly("bot");
	}

	@Test
	void enterWhenExpiredThenAsksForANewCode() {
		assertThat(fail("bot", new DeviceCodeExpiredException("expired"))).isTrue();
		pressEnter();
		assertThat(this.asked).containsExactly("bot");
	}

	@Test
	void enterWhenPressedBeforeThenDoesNotCount() {
		this.typed = new ByteArrayInputStream(new byte[] { '\n' });
		fail("bot", DENIED);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.asked).isEmpty();
	}

	@Test
	void enterWhenLoggedInMeanwhileThenAsksForNothing() {
		fail("bot", DENIED);
		this.offer.isMadeAfter(new AuthenticatedEvent(this, "streamer", token(), false));
		this.offer.isMadeAfter(new AuthenticatedEvent(this, "bot", token(), false));
		pressEnter();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void enterWhenTwoAccountsHaveFailedThenAsksForBoth() {
		fail("bot", DENIED);
		fail("streamer", DENIED);
		pressEnter();
		pressEnter();
		assertThat(this.asked).containsExactly("bot", "streamer");
	}

	@Test
	void enterWhenOneOfTwoHasLoggedInMeanwhileThenAsksForTheOther() {
		fail("bot", DENIED);
		fail("streamer", DENIED);
		this.offer.isMadeAfter(new AuthenticatedEvent(this, "streamer", token(), false));
		pressEnter();
		assertThat(this.asked).containsExactly("bot");
	}

	@Test
	void enterWhenTheApplicationReadsTheKeyboardByThenThenIsLeftToIt() {
		fail("bot", DENIED);
		this.readByOthers = true;
		pressEnter();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void enterWhenTheApplicationReadsTheKeyboardNowAndThenThenIsLeftToItForGood() {
		fail("bot", DENIED);
		this.readByOthers = true;
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		this.readByOthers = false;
		pressEnter();
		assertThat(this.asked).isEmpty();
		assertThat(fail("bot", DENIED)).isFalse();
		assertThat(this.offer.make("bot")).isFalse();
	}

	// The terminal stops a process that reads in the background.
	@Test
	void enterWhenTheProcessIsInTheBackgroundThenIsNotRead() {
		fail("bot", DENIED);
		this.inBackground = true;
		pressEnter();
		assertThat(this.asked).isEmpty();
		this.inBackground = false;
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.asked).containsExactly("bot");
	}

	@ParameterizedTest
	@CsvSource({ "4711 (java) S 1 4711 4711 34816 4711 4194560, false",
			"4711 (a (b) c) S 1 4711 4700 34816 4800 4194560, true" })
	void inBackgroundWhenAnotherGroupIsInTheForegroundThenIsTrue(String status, boolean background,
			@TempDir Path directory) throws IOException {
		Path stat = Files.writeString(directory.resolve("stat"), status);
		assertThat(StandardInput.isInBackground(stat)).isEqualTo(background);
		assertThat(StandardInput.isInBackground(directory.resolve("missing"))).isFalse();
	}

	@Test
	void offerWhenTheApplicationReadsTheKeyboardThenIsNotMade() {
		this.readByOthers = true;
		assertThat(fail("bot", DENIED)).isFalse();
		pressEnter();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void offerWhenANewCodeWouldNotHelpThenIsNotMade() {
		assertThat(fail("bot", new ClientConfigurationException("unknown client"))).isFalse();
	}

	private boolean fail(String account, TwitchOAuthException error) {
		return this.offer.isMadeAfter(new AuthorizationFailedEvent(this, account, error));
	}

	private void pressEnter() {
		this.typed = new ByteArrayInputStream(new byte[] { '\n' });
		this.time.advanceTimeBy(Duration.ofSeconds(1));
	}

	private static TwitchToken token() {
		return new TwitchToken("at", "rt", Set.of(), null, "1", "dev");
	}

}
