package io.github.twitchoauth.twitch4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import com.github.twitch4j.eventsub.events.EventSubEvent;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EventSubTypes} and {@link EventSubType}.
 */
class EventSubTypesTests {

	private static final Set<String> FOR_OTHERS = Set.of("conduit.shard.disabled", "drop.entitlement.grant",
			"extension.bits_transaction.create", "user.authorization.grant", "user.authorization.revoke");

	@Test
	void allWhenReadThenKnowsWhatTwitch4jKnows() {
		assertThat(EventSubTypes.all()).hasSizeGreaterThan(70)
			.allSatisfy((type) -> assertThat(type.eventClass())
				.isEqualTo(SubscriptionTypes.getSubscriptionType(type.name(), type.version()).getEventClass()))
			.noneSatisfy((type) -> assertThat(FOR_OTHERS).contains(type.name()));
	}

	@Test
	void ofEventWhenThereAreSeveralVersionsThenIsTheNewest() {
		assertThat(EventSubTypes.ofEvent(ChannelFollowEvent.class)).satisfies((type) -> {
			assertThat(type.version()).isEqualTo("2");
			assertThat(type.scopes()).containsExactly("moderator:read:followers");
		});
		assertThat(EventSubTypes.find("channel.hype_train.begin", null)).extracting(EventSubType::version)
			.isEqualTo("2");
		assertThat(EventSubTypes.find("channel.hype_train.begin", "1")).extracting(EventSubType::version)
			.isEqualTo("1");
		assertThat(EventSubTypes.ofEvent(EventSubEvent.class)).isNull();
		assertThat(EventSubTypes.find("made.up", null)).isNull();
		assertThat(EventSubTypes.find("made.up", "1")).isNull();
	}

	@Test
	void conditionWhenFieldsAreMissingThenTheUserStandsForThem() {
		EventSubType follow = type("channel.follow");
		assertThat(follow.condition(Map.of(), "42")).containsExactly(Map.entry("broadcaster_user_id", "42"),
				Map.entry("moderator_user_id", "42"));
		assertThat(follow.condition(Map.of("broadcasteruserid", "1"), "42"))
			.containsExactly(Map.entry("broadcaster_user_id", "1"), Map.entry("moderator_user_id", "42"));
		assertThat(follow.condition(Map.of("broadcaster-user-id", "1"), null)).isNull();
	}

	@Test
	void conditionWhenThereAreAlternativesThenOneIsEnough() {
		EventSubType raid = type("channel.raid");
		assertThat(raid.condition(Map.of(), "42")).containsExactly(Map.entry("to_broadcaster_user_id", "42"));
		assertThat(raid.condition(Map.of("from_broadcaster_user_id", "1"), "42"))
			.containsExactly(Map.entry("from_broadcaster_user_id", "1"));
		EventSubType redemption = type("channel.channel_points_custom_reward_redemption.add");
		assertThat(redemption.condition(Map.of("rewardId", "r"), "42"))
			.containsExactly(Map.entry("broadcaster_user_id", "42"), Map.entry("reward_id", "r"));
	}

	@Test
	void conditionWhenTheTypeIsUnknownThenFieldsAreSpeltAsInOtherTypes() {
		EventSubType unknown = EventSubTypes.get("channel.new_thing", "7");
		assertThat(unknown.condition(Map.of("broadcasteruserid", "1", "new-field", "2"), "42"))
			.containsExactly(Map.entry("broadcaster_user_id", "1"), Map.entry("new_field", "2"));
		assertThat(unknown.missingScopes(List.of())).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> EventSubTypes.get("channel.new_thing", null));
	}

	@Test
	void conditionWhenTurkishLocaleThenSameFields() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr"));
		try {
			assertThat(type("channel.raid").condition(Map.of("fromBroadcasterUserId", "1"), "42"))
				.containsExactly(Map.entry("from_broadcaster_user_id", "1"));
			assertThat(type("channel.raid").condition(Map.of("FROM-BROADCASTER-USER-ID", "1"), "42"))
				.containsExactly(Map.entry("from_broadcaster_user_id", "1"));
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void missingScopesWhenOneOfTheAlternativesIsGrantedThenThereAreNone() {
		EventSubType poll = type("channel.poll.begin");
		assertThat(poll.missingScopes(List.of("channel:manage:polls"))).isEmpty();
		assertThat(poll.missingScopes(List.of("bits:read"))).containsExactly("channel:read:polls");
		assertThat(type("stream.online").missingScopes(List.of())).isEmpty();
		assertThat(type("channel.moderate").missingScopes(List.of("moderator:read:vips"))).hasSize(7)
			.doesNotContain("moderator:read:vips");
	}

	private static EventSubType type(String name) {
		EventSubType type = EventSubTypes.find(name, null);
		assertThat(type).isNotNull();
		return type;
	}

}
