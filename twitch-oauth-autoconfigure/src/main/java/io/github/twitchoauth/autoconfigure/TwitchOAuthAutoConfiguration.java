package io.github.twitchoauth.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.google.zxing.qrcode.encoder.Encoder;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.authorization.AuthorizationSettings;
import io.github.twitchoauth.authorization.AutoStart;
import io.github.twitchoauth.authorization.StoredChanges;
import io.github.twitchoauth.authorization.StoredLogins;
import io.github.twitchoauth.authorization.TwitchDeviceAuthFlow;
import io.github.twitchoauth.authorization.TwitchTokenManager;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.console.LoginConsole;
import io.github.twitchoauth.console.QrEncoder;
import io.github.twitchoauth.console.ZxingQrEncoder;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.ApplicationListeners;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import io.github.twitchoauth.observation.AuthorizationObservations;
import io.github.twitchoauth.observation.LoginObservationConvention;
import io.github.twitchoauth.observation.RefreshObservationConvention;
import io.github.twitchoauth.observation.StoreObservationConvention;
import io.github.twitchoauth.observation.ValidationObservationConvention;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.web.HelixSettings;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration for device-code login to Twitch. What nobody needs is not created,
 * but bad properties are refused at start in any case. Of contexts one below the other,
 * the uppermost one logs in for all.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HttpClientAutoConfiguration.class)
@ConditionalOnClass({ WebClient.class, reactor.netty.http.client.HttpClient.class })
@ConditionalOnBooleanProperty(name = "twitch.oauth.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(AuthorizationLifecycle.class)
@EnableConfigurationProperties(TwitchOAuthProperties.class)
@Import({ ProtectingProperties.class, TokenStoreConfiguration.class })
public final class TwitchOAuthAutoConfiguration {

	static final String LIFECYCLE_BEAN = "twitchAuthorizationLifecycle";

	private static final SmartInitializingSingleton NOTHING_TO_START = () -> {
	};

	@Bean
	@ConditionalOnMissingBean(TwitchOAuthConnectionDetails.class)
	PropertiesTwitchOAuthConnectionDetails twitchOAuthConnectionDetails(TwitchOAuthProperties properties) {
		return new PropertiesTwitchOAuthConnectionDetails(properties);
	}

	@Bean
	TwitchOAuthPropertiesMapper twitchOAuthPropertiesMapper(TwitchOAuthProperties properties,
			TwitchOAuthConnectionDetails connectionDetails) {
		return new TwitchOAuthPropertiesMapper(properties, connectionDetails);
	}

	@Bean
	UnknownProperties twitchUnknownProperties(ApplicationContext context) {
		return new UnknownProperties(context);
	}

	@Bean
	@Lazy
	TwitchIdHttpClient twitchIdHttpClient(TwitchOAuthPropertiesMapper mapper,
			ObjectProvider<HttpClientSettings> settings) {
		return new TwitchIdHttpClient(settings.getIfAvailable(HttpClientSettings::defaults), mapper.requestTimeout());
	}

	@Bean
	@Lazy
	HelixSettings twitchHelixSettings(TwitchOAuthPropertiesMapper mapper) {
		return new HelixSettings(mapper.helixUri(), mapper.rateLimitMaxWait());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TwitchIdClient twitchIdClient(TwitchOAuthPropertiesMapper mapper, TwitchIdHttpClient httpClient,
			ObjectProvider<ObservationRegistry> observationRegistry, ObjectProvider<Clock> clock) {
		ObservationRegistry registry = observationRegistry.getIfAvailable(() -> ObservationRegistry.NOOP);
		return new TwitchIdClient(httpClient.pooled(registry), httpClient.unpooled(registry), mapper.endpoints(),
				mapper.requestTimeout(), clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@Lazy
	AuthorizationSettings twitchAuthorizationSettings(TwitchOAuthPropertiesMapper mapper,
			ObjectProvider<ObservationRegistry> registry, ObjectProvider<LoginObservationConvention> login,
			ObjectProvider<RefreshObservationConvention> refresh, ObjectProvider<StoreObservationConvention> store,
			ObjectProvider<ValidationObservationConvention> validation) {
		return mapper.authorizationSettings()
			.withObservations(new AuthorizationObservations(registry.getIfAvailable(() -> ObservationRegistry.NOOP),
					login.getIfAvailable(), refresh.getIfAvailable(), store.getIfAvailable(),
					validation.getIfAvailable()));
	}

	@Bean(LIFECYCLE_BEAN)
	@Lazy
	AuthorizationLifecycle twitchAuthorizationLifecycle(ObjectProvider<Clock> clock) {
		return new AuthorizationLifecycle(clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@Lazy
	Accounts twitchConfiguredAccounts(TwitchOAuthPropertiesMapper mapper) {
		return mapper.accounts();
	}

	@Bean
	ContextEvents twitchContextEvents(ConfigurableApplicationContext context,
			ObjectProvider<ApplicationListeners> listeners, ObjectProvider<AuthorizationLifecycle> lifecycle) {
		return new ContextEvents(context, listeners, lifecycle);
	}

	@Bean
	ApplicationStart twitchApplicationStart() {
		return new ApplicationStart();
	}

	@Bean
	@Lazy
	ApplicationListeners twitchApplicationListeners(ApplicationContext context, TwitchOAuthPropertiesMapper mapper,
			AuthorizationLifecycle lifecycle) {
		return new ApplicationListeners(context, mapper.accounts().names(), lifecycle);
	}

	@Bean
	@Lazy
	EventDispatcher twitchEventDispatcher(TwitchOAuthPropertiesMapper mapper, AuthorizationLifecycle lifecycle,
			ApplicationStart start, ApplicationListeners published, ObjectProvider<LoginConsole> console,
			Environment environment) {
		List<Consumer<TwitchOAuthEvent>> listeners = new ArrayList<>();
		if (mapper.isConsoleEnabled()) {
			listeners.add(new ConsoleListener(console.getObject(), environment, mapper.accounts(),
					mapper.isConsoleForRunTimeAccounts()));
		}
		if (mapper.publishEvents()) {
			listeners.add(published::publishEvent);
		}
		EventDispatcher events = new EventDispatcher(listeners, lifecycle);
		events.hold();
		start.whenStarted(events::release);
		return events;
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Leases twitchLeases(TokenStore store, TwitchOAuthPropertiesMapper mapper, AuthorizationLifecycle lifecycle) {
		return store.leases()
			.map((storage) -> Leases.sharedThrough(storage, mapper.lease(), lifecycle))
			.orElseGet(Leases::ofOneProcess);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(TokenManager.class)
	ManagedTokens twitchManagedTokens(AuthorizationSettings settings, TwitchOAuthPropertiesMapper mapper,
			TwitchIdClient client, TokenStore store, EventDispatcher events, Leases leases,
			AuthorizationLifecycle lifecycle) {
		TwitchTokenManager manager = new TwitchTokenManager(mapper.accounts(), settings, client, store, events,
				lifecycle);
		new StoredChanges(manager, leases, lifecycle).follow();
		manager.startValidation();
		return new ManagedTokens(manager);
	}

	// Spring looks for listeners in the declared types of all beans, so what is not
	// needed at the start is declared by its interface: its class is not loaded.
	@Bean(destroyMethod = "")
	@Lazy
	@ConditionalOnMissingBean(TokenManager.class)
	TokenManager twitchTokenManager(ManagedTokens tokens) {
		return tokens.manager();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(DeviceAuthFlow.class)
	@ConditionalOnBean(ManagedTokens.class)
	DeviceAuthFlow twitchDeviceAuthFlow(Accounts accounts, Leases leases, TwitchIdClient client, ManagedTokens tokens,
			EventDispatcher events, AuthorizationLifecycle lifecycle) {
		return new TwitchDeviceAuthFlow(accounts, leases, client, tokens.manager(), events, lifecycle);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(TwitchAccounts.class)
	@ConditionalOnBean(ManagedTokens.class)
	AccountDirectory twitchAccounts(Accounts accounts, ManagedTokens tokens, DeviceAuthFlow flow,
			EventDispatcher events, AuthorizationLifecycle lifecycle) {
		return new AccountDirectory(accounts, tokens.manager(), flow, events, lifecycle);
	}

	// A context without ApplicationArguments is a test of some parts, and logs in to
	// nothing.
	@Bean
	@ConditionalOnBean(ManagedTokens.class)
	SmartInitializingSingleton twitchAutoStart(TwitchOAuthPropertiesMapper mapper, ApplicationStart start,
			ObjectProvider<ManagedTokens> tokens, ObjectProvider<DeviceAuthFlow> flow,
			ObjectProvider<AuthorizationLifecycle> lifecycle, ObjectProvider<ApplicationArguments> run) {
		if (!mapper.accounts().isAnyAutoStarted()) {
			return NOTHING_TO_START;
		}
		Runnable logIn = new AutoStart(mapper.accounts(), tokens.getObject().manager(), flow.getObject(),
				lifecycle.getObject())::start;
		return () -> run.ifAvailable((arguments) -> start.whenStarted(logIn));
	}

	// The start of the application does not wait for this, because the codes of these
	// logins have been shown before. A store in memory has no logins of earlier runs.
	@Bean
	@ConditionalOnBean(ManagedTokens.class)
	SmartInitializingSingleton twitchStoredLogins(TokenStore store, TwitchOAuthPropertiesMapper mapper,
			ApplicationStart start, ObjectProvider<ManagedTokens> tokens, ObjectProvider<DeviceAuthFlow> flow,
			ObjectProvider<AuthorizationLifecycle> lifecycle, ObjectProvider<ApplicationArguments> run,
			ConfigurableApplicationContext context) {
		if (store instanceof InMemoryTokenStore) {
			return NOTHING_TO_START;
		}
		Runnable follow = () -> new StoredLogins(mapper.accounts(), store, () -> tokens.getObject().manager(),
				flow::getObject, lifecycle.getObject())
			.follow();
		return () -> run.ifAvailable((arguments) -> start.whenStarted(() -> inBackground(context, follow)));
	}

	private static void inBackground(ConfigurableApplicationContext context, Runnable step) {
		Thread thread = new Thread(() -> unlessClosed(context, step), "twitch-oauth-start");
		thread.setDaemon(true);
		thread.start();
	}

	private static void unlessClosed(ConfigurableApplicationContext context, Runnable step) {
		try {
			if (context.isActive()) {
				step.run();
			}
		}
		catch (BeanCreationNotAllowedException ex) {
			// The application has ended before.
		}
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	LoginConsole twitchLoginConsole(TwitchOAuthProperties properties, TwitchOAuthPropertiesMapper mapper,
			ObjectProvider<QrEncoder> qrEncoder, ObjectProvider<Clock> clock, ObjectProvider<TwitchAccounts> accounts) {
		return new LoginConsoleFactory(properties, mapper).create(clock.getIfUnique(Clock::systemUTC),
				qrEncoder.getIfAvailable(), (account) -> accounts.getObject().logIn(account));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Encoder.class)
	static class QrConfiguration {

		@Bean
		@Lazy
		@ConditionalOnMissingBean
		QrEncoder twitchQrEncoder() {
			return new ZxingQrEncoder();
		}

	}

}
