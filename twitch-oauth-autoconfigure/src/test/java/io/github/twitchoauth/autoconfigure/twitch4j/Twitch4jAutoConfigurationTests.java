package io.github.twitchoauth.autoconfigure.twitch4j;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import com.github.twitch4j.helix.TwitchHelix;
import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.twitch4j.EventSub;
import io.github.twitchoauth.twitch4j.EventSubMeterBinder;
import io.github.twitchoauth.twitch4j.TwitchClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Twitch4jAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class Twitch4jAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
				TwitchWebClientAutoConfiguration.class, Twitch4jAutoConfiguration.class,
				WebClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false");

	@Test
	void contextWhenTwitch4jIsPresentThenHasItsBeans() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(TwitchClient.class)
				.hasSingleBean(TwitchHelix.class)
				.hasSingleBean(EventSub.class);
			TwitchClient client = context.getBean(TwitchClient.class);
			assertThat(client.getAccount()).isEqualTo("default");
			assertThat(client.getHelix()).isEqualTo(context.getBean(TwitchHelix.class))
				.isNotEqualTo(client.forAccount("other").getHelix());
		});
	}

	@Test
	void meterBinderWhenMicrometerIsThereThenIsPresentAndBacksOff() {
		this.runner.run((context) -> assertThat(context).hasBean("twitchEventSubMeterBinder"));
		this.runner.withBean("own", EventSubMeterBinder.class, () -> Mockito.mock())
			.run((context) -> assertThat(context).hasSingleBean(EventSubMeterBinder.class)
				.doesNotHaveBean("twitchEventSubMeterBinder"));
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(EventSub.class)
				.doesNotHaveBean("twitchEventSubMeterBinder"));
	}

	@Test
	void contextWhenTwitch4jIsAbsentThenHasNoneOfItsBeansAndTheOthers() {
		this.runner
			.withClassLoader(new FilteredClassLoader("com.github.twitch4j", "com.github.philippheuer", "feign",
					"com.netflix", "com.fasterxml.jackson.databind"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Twitch4jAutoConfiguration.class)
				.doesNotHaveBean("twitchAccountClient")
				.hasBean("twitchWebClient")
				.hasBean("twitchTokenManager"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.enabled=false", "twitch.oauth.twitch4j.enabled=false" })
	void contextWhenDisabledThenHasNoneOfItsBeans(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TwitchClient.class)
				.doesNotHaveBean(TwitchHelix.class)
				.doesNotHaveBean(EventSub.class));
	}

	@Test
	void contextWhenApplicationHasBeansOfItsOwnThenBacksOff() {
		TwitchHelix helix = Mockito.mock();
		this.runner.withBean(TwitchHelix.class, () -> helix)
			.run((context) -> assertThat(context).getBean(TwitchHelix.class).isSameAs(helix));
	}

	@Test
	void contextWhenApplicationHasClientsOfOtherAccountsThenTheDefaultOneIsInjectedUnlessQualified() {
		this.runner.withUserConfiguration(Streamer.class).run((context) -> {
			assertThat(context.getBean(TwitchClient.class).getAccount()).isEqualTo("default");
			assertThat(context.getBean("streamerClient", TwitchClient.class).getAccount()).isEqualTo("streamer");
		});
	}

	@Test
	void contextWhenAccountsAreConfiguredThenEachHasAClient() {
		this.runner.withUserConfiguration(Channels.class)
			.withPropertyValues("twitch.oauth.accounts.streamer.auto-start=false",
					"twitch.oauth.accounts.my-bot.scopes=user:write:chat")
			.run((context) -> {
				assertThat(context.getBean(TwitchClient.class).getAccount()).isEqualTo("default");
				assertThat(context.getBean(Channels.class).accounts).containsExactly("default", "streamer", "my-bot");
			});
	}

	@Test
	void contextWhenListenerNeedsAScopeThatNobodyAsksForThenWarns(CapturedOutput output) {
		this.runner.withBean(Listener.class)
			.run((context) -> assertThat(output)
				.contains("Listener Twitch4jAutoConfigurationTests.Listener.onFollow(ChannelFollowEvent) will get no "
						+ "events")
				.contains("[moderator:read:followers]"));
	}

	@Test
	void contextWhenListenerHasItsScopesThenDoesNotWarn(CapturedOutput output) {
		this.runner.withBean(Listener.class)
			.withPropertyValues("twitch.oauth.accounts.streamer.scopes=moderator:read:followers")
			.run((context) -> assertThat(output).doesNotContain("will get no events"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws://example.com/ws", "https://example.com", "wss://user@example.com/ws", "wss:/ws" })
	void contextWhenEventSubUriIsNotSafeThenFailsAndNamesTheProperty(String uri) {
		this.runner.withPropertyValues("twitch.oauth.twitch4j.event-sub-uri=" + uri)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessageContaining("twitch.oauth.twitch4j.event-sub-uri")
				.hasMessageNotContaining("user@"));
	}

	@Test
	void contextWhenSubscriptionTypeIsUnknownThenFailsAndNamesTheProperty() {
		this.runner.withPropertyValues("twitch.oauth.twitch4j.subscriptions[0].type=made.up")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessageContaining("twitch.oauth.twitch4j.subscriptions[0].type"));
	}

	@Test
	void propertiesWhenNotSetThenEventSubIsTwitchs() {
		assertThat(new Twitch4jProperties().getEventSubUri()).isEqualTo(URI.create("wss://eventsub.wss.twitch.tv/ws"));
	}

	static class Listener {

		@EventListener
		void onFollow(ChannelFollowEvent event) {
		}

	}

	static class Channels {

		private final List<String> accounts;

		Channels(TwitchClient client, @Qualifier("streamer") TwitchClient streamer,
				@Qualifier("my-bot") TwitchClient bot) {
			this.accounts = Stream.of(client, streamer, bot).map(TwitchClient::getAccount).toList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Streamer {

		@Bean
		TwitchClient streamerClient(TwitchClient client) {
			return client.forAccount("streamer");
		}

	}

}
