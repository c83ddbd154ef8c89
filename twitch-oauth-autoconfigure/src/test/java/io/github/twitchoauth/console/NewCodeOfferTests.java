package io.github.twitchoauth.console;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
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

	private final NewCodeOffer offer = new NewCodeOffer(new StandardInput(() -> this.typed, () -> this.readByOthers),
			this.asked::add);

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
	void enterWhenTheLastFailureIsOfAnotherAccountThenAsksForThatOne() {
		fail("bot", DENIED);
		fail("streamer", DENIED);
		pressEnter();
		assertThat(this.asked).containsExactly("streamer");
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
