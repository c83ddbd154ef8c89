package io.github.twitchoauth.twitch4j;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.github.twitchoauth.twitch4j.EventSubCounts.Reconnect;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for EventSub. Accounts are no tags, and event types are as many as
 * twitch4j has classes for, so the number of series is fixed.
 *
 * @since 0.1.0
 */
public final class EventSubMeterBinder implements MeterBinder {

	private final EventSub eventSub;

	/**
	 * Create a binder.
	 * @param eventSub what is measured for all accounts
	 */
	public EventSubMeterBinder(EventSub eventSub) {
		this.eventSub = eventSub;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("twitch.eventsub.connections", this.eventSub, EventSub::connectionCount)
			.description("Connections that EventSub has welcomed")
			.register(registry);
		Gauge.builder("twitch.eventsub.subscriptions", this.eventSub, EventSub::subscriptionCount)
			.description("Subscriptions that exist")
			.register(registry);
		EventSubCounts counts = this.eventSub.counts();
		for (Reconnect reason : Reconnect.values()) {
			count(registry, "twitch.eventsub.reconnects", counts.ofReconnects(reason), "reason",
					reason.name().toLowerCase(Locale.ROOT), "Connections that have taken the place of another one");
		}
		counts.types()
			.forEach((type) -> count(registry, "twitch.eventsub.notifications", counts.ofNotifications(type), "type",
					type, "Notifications received"));
		FunctionTimer
			.builder("twitch.eventsub.delay", counts, (current) -> current.delayed().sum(),
					(current) -> current.delayedMillis().sum(), TimeUnit.MILLISECONDS)
			.description("Time from when Twitch has sent a notification until it is here")
			.register(registry);
	}

	private static void count(MeterRegistry registry, String name, LongAdder counter, String tag, String value,
			String description) {
		FunctionCounter.builder(name, counter, LongAdder::sum)
			.tag(tag, value)
			.description(description)
			.register(registry);
	}

}
