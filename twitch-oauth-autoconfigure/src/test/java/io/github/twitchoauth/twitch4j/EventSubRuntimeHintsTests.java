package io.github.twitchoauth.twitch4j;

import com.github.twitch4j.eventsub.domain.chat.Message;
import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.autoconfigure.twitch4j.Twitch4jAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventSubRuntimeHints}.
 */
class EventSubRuntimeHintsTests {

	@Test
	void hintsWhenRegisteredThenCoverEventsAndTheirParts() {
		RuntimeHints hints = new RuntimeHints();
		new EventSubRuntimeHints().registerHints(hints, null);
		assertThat(hints)
			.matches(RuntimeHintsPredicates.resource().forResource("io/github/twitchoauth/twitch4j/eventsub-types.txt"))
			.matches(RuntimeHintsPredicates.reflection()
				.onType(ChannelFollowEvent.class)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
			.matches(RuntimeHintsPredicates.reflection().onType(ChannelChatMessageEvent.class))
			.matches(RuntimeHintsPredicates.reflection().onType(Message.class));
	}

	@Test
	void hintsWhenTwitch4jIsConfiguredThenAreImported() {
		assertThat(Twitch4jAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class).value())
			.containsExactly(EventSubRuntimeHints.class);
	}

}
