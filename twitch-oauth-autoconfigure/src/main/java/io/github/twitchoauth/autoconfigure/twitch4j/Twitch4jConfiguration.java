package io.github.twitchoauth.autoconfigure.twitch4j;

import com.github.twitch4j.helix.TwitchHelix;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.autoconfigure.TwitchOAuthProperties;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.lifecycle.ApplicationListeners;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import io.github.twitchoauth.twitch4j.EventSub;
import io.github.twitchoauth.twitch4j.EventSubListeners;
import io.github.twitchoauth.twitch4j.EventSubMeterBinder;
import io.github.twitchoauth.twitch4j.EventSubSessions;
import io.github.twitchoauth.twitch4j.EventSubSocket;
import io.github.twitchoauth.twitch4j.HelixClients;
import io.github.twitchoauth.twitch4j.HelixRequests;
import io.github.twitchoauth.twitch4j.TwitchClient;
import io.github.twitchoauth.web.HelixAuthorization;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Helix, EventSub and chat with twitch4j.
 */
@ConditionalOnBooleanProperty(name = "twitch.oauth.twitch4j.enabled", matchIfMissing = true)
@Import({ AccountClientsRegistrar.class, Twitch4jConfiguration.MetricsConfiguration.class })
final class Twitch4jConfiguration {

	// Not twitchClient, because applications give that name to a client of twitch4j's
	// own.
	static final String CLIENT_BEAN = "twitchAccountClient";

	@Bean
	Twitch4jPropertiesMapper twitch4jPropertiesMapper(Twitch4jProperties properties, TwitchOAuthProperties oauth,
			TwitchOAuthConnectionDetails connectionDetails) {
		return new Twitch4jPropertiesMapper(properties, oauth, connectionDetails);
	}

	@Bean
	HelixRequests twitchHelixRequests(@Qualifier("twitch") WebClient webClient, Twitch4jPropertiesMapper mapper) {
		return new WebClientHelixRequests(webClient, mapper.requestTimeout());
	}

	// Not lazy, even where everything else is, because it must be there at the login.
	@Bean
	@Lazy(false)
	HelixClients twitchHelixClients(Accounts accounts, HelixRequests requests, HelixAuthorization authorization,
			EventDispatcher events, AuthorizationLifecycle lifecycle) {
		HelixClients helix = new HelixClients(accounts, requests, authorization.helixUri(), lifecycle.clock());
		events.addPrecedingListener(helix);
		return helix;
	}

	@Bean
	EventSubSocket twitchEventSubSocket(Twitch4jPropertiesMapper mapper, ObjectProvider<HttpClientSettings> settings) {
		return new EventSubSocket(EventSubHttpClient.create(settings.getIfAvailable(HttpClientSettings::defaults)),
				mapper.eventSubUri());
	}

	@Bean
	EventSubSessions twitchEventSubSessions(Accounts accounts, EventSubSocket socket, Leases leases,
			AuthorizationLifecycle lifecycle) {
		return new EventSubSessions(accounts, socket, leases, lifecycle.clock());
	}

	@Bean
	EventSubListeners twitchEventSubListeners(ApplicationListeners listeners, AuthorizationLifecycle lifecycle,
			Twitch4jPropertiesMapper mapper) {
		return new EventSubListeners(listeners, lifecycle, mapper.isAutoSubscribe());
	}

	@Bean
	@Lazy(false)
	EventSub twitchEventSub(Accounts accounts, TokenManager tokens, EventDispatcher events,
			AuthorizationLifecycle lifecycle, EventSubListeners listeners, EventSubSessions sessions,
			HelixRequests requests, Twitch4jPropertiesMapper mapper) {
		EventSub eventSub = new EventSub(accounts, tokens, events, listeners, sessions, requests);
		mapper.subscribe(eventSub, accounts);
		if (mapper.isPublishEvents()) {
			events.addAccompanyingListener(eventSub);
		}
		lifecycle.disposeOnClose(eventSub);
		return eventSub;
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> twitchUnheardListenersWarning(EventSub eventSub,
			ApplicationContext context) {
		return (event) -> {
			if (event.getApplicationContext() == context) {
				eventSub.warnOfUnheard();
			}
		};
	}

	// Primary, because there may be beans for the clients of other accounts.
	@Bean(CLIENT_BEAN)
	@Primary
	@ConditionalOnMissingBean(name = CLIENT_BEAN)
	TwitchClient twitchAccountClient(TokenManager tokens, HelixClients helix, HelixRequests requests,
			EventSub eventSub) {
		return new TwitchClient(TokenManager.DEFAULT_ACCOUNT, tokens, helix, requests, eventSub);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TwitchHelix twitchHelix(TwitchClient client) {
		return client.getHelix();
	}

	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		EventSubMeterBinder twitchEventSubMeterBinder(EventSub eventSub) {
			return new EventSubMeterBinder(eventSub);
		}

	}

}
