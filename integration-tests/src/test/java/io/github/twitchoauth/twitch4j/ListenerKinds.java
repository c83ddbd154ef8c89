package io.github.twitchoauth.twitch4j;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import com.github.twitch4j.eventsub.events.ChannelModeratorAddEvent;
import com.github.twitch4j.eventsub.events.ChannelPollBeginEvent;
import com.github.twitch4j.eventsub.events.ChannelPollEndEvent;
import com.github.twitch4j.eventsub.events.ChannelRaidEvent;
import com.github.twitch4j.eventsub.events.ChannelUpdateEvent;
import com.github.twitch4j.eventsub.events.ChannelUpdateV2Event;
import com.github.twitch4j.eventsub.events.ChannelVipAddEvent;
import com.github.twitch4j.eventsub.events.CreatorGoalsBeginEvent;
import com.github.twitch4j.eventsub.events.EventSubEvent;
import com.github.twitch4j.eventsub.events.ModeratorEvent;
import com.github.twitch4j.eventsub.events.StreamOfflineEvent;
import com.github.twitch4j.eventsub.events.StreamOnlineEvent;
import com.github.twitch4j.eventsub.events.UserAuthorizationRevokeEvent;
import com.github.twitch4j.eventsub.events.UserUpdateEvent;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * Listeners in all the places where applications have them.
 */
@Configuration
@Import({ ListenerKinds.Imported.class, ListenerKinds.Typed.class, ListenerKinds.OfflineListener.class })
class ListenerKinds {

	static final String[] TYPES = { "channel.raid", "channel.follow", "stream.online", "channel.update",
			"stream.offline", "channel.poll.begin", "channel.poll.end", "user.update", "channel.goal.begin",
			"channel.vip.add", "channel.moderator.add" };

	static final String SCOPES = "moderator:read:followers,channel:read:polls,channel:read:goals,channel:read:vips,"
			+ "moderation:read";

	ListenerKinds(ConfigurableApplicationContext context) {
		context.addApplicationListener(new Programmatic());
	}

	@EventListener
	void onRaid(ChannelRaidEvent event) {
	}

	@EventListener({ UserUpdateEvent.class, ApplicationContext.class })
	void onEither(Object event) {
	}

	@EventListener
	void onAnyEvent(EventSubEvent event) {
	}

	@EventListener
	void onAnyModeration(ModeratorEvent event) {
	}

	@EventListener
	void onAnything(Object event) {
	}

	@Bean
	@Lazy
	OnDemand onDemand() {
		return new OnDemand();
	}

	@Bean
	ApplicationListener<EventSubNotification<ChannelPollBeginEvent>> lambda() {
		return (event) -> {
		};
	}

	@Bean
	ApplicationListener<PayloadApplicationEvent<ChannelPollEndEvent>> payload() {
		return ApplicationListener.forPayload((event) -> {
		});
	}

	@Bean
	ApplicationListener<ApplicationEvent> anyEvent() {
		return (event) -> {
		};
	}

	@Bean
	@Lazy
	GenericApplicationListener generic() {
		return new Generic();
	}

	static class Imported {

		@EventListener
		void onFollow(EventSubNotification<ChannelFollowEvent> notification) {
		}

	}

	interface OnlineListener {

		@EventListener
		default void onOnline(StreamOnlineEvent event) {
		}

	}

	static class OnDemand implements OnlineListener {

	}

	static class Typed implements ApplicationListener<EventSubNotification<ChannelUpdateV2Event>> {

		@Override
		public void onApplicationEvent(EventSubNotification<ChannelUpdateV2Event> event) {
		}

	}

	abstract static class Variable<E extends EventSubEvent> {

		@EventListener
		void on(E event) {
		}

		@EventListener
		void onNotification(EventSubNotification<? extends E> notification) {
		}

	}

	static class OfflineListener extends Variable<StreamOfflineEvent> {

	}

	static class Programmatic implements ApplicationListener<EventSubNotification<CreatorGoalsBeginEvent>> {

		@Override
		public void onApplicationEvent(EventSubNotification<CreatorGoalsBeginEvent> event) {
		}

	}

	static class Late implements ApplicationListener<EventSubNotification<ChannelModeratorAddEvent>> {

		@Override
		public void onApplicationEvent(EventSubNotification<ChannelModeratorAddEvent> event) {
		}

	}

	static class Generic implements GenericApplicationListener {

		@Override
		public boolean supportsEventType(ResolvableType eventType) {
			return eventType.as(PayloadApplicationEvent.class).getGeneric().resolve() == ChannelVipAddEvent.class;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
		}

	}

	/**
	 * Listens to what nobody can subscribe to.
	 */
	@SuppressWarnings("deprecation")
	static class Unheard {

		@EventListener
		void onUpdate(ChannelUpdateEvent event) {
		}

		@EventListener
		void onRevocation(UserAuthorizationRevokeEvent event) {
		}

	}

}
