package io.github.twitchoauth.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what properties and the user's beans change, at an authorization server on a
 * local socket.
 */
class PropertyEffectTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final AuthorizationServerStub server = new AuthorizationServerStub();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withBean(Events.class)
		.withPropertyValues("twitch.oauth.client-id=abc")
		.withPropertyValues(this.server.properties());

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void clientIdAndScopesWhenSetThenAreSentInTheirOrder() {
		this.runner.withPropertyValues("twitch.oauth.scopes=user:read:chat,bits:read").run((context) -> {
			flow(context).getDeviceCode().block(LIMIT);
			assertThat(this.server.received("/device", "client_id")).containsExactly("abc");
			assertThat(this.server.received("/device", "scopes")).containsExactly("user:read:chat bits:read");
			assertThat(this.server.received("/device", "client_secret")).isEmpty();
		});
	}

	@Test
	void providerWhenSetThenEveryCallGoesThere() {
		this.runner.run((context) -> {
			assertThat(logIn(context).login()).isEqualTo("twitchdev");
			flow(context).revokeToken("at").block(LIMIT);
			assertThat(this.server.received("/token", "device_code")).containsExactly("dc");
			assertThat(this.server.received("/validate")).singleElement()
				.satisfies((request) -> assertThat(request.getHeader("Authorization")).isEqualTo("OAuth at"));
			assertThat(this.server.received("/revoke", "token")).containsExactly("at");
		});
	}

	@Test
	void providerWhenForeignWithoutValidationAndRevocationThenTwitchIsNotAsked() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
			.withPropertyValues("twitch.oauth.client-id=abc",
					"twitch.oauth.provider.device-authorization-uri=" + this.server.uri("/device"),
					"twitch.oauth.provider.token-uri=" + this.server.uri("/token"))
			.run((context) -> {
				TwitchOAuthPropertiesMapper mapper = context.getBean(TwitchOAuthPropertiesMapper.class);
				assertThat(mapper.endpoints().validationUri()).isNull();
				assertThat(mapper.endpoints().revocationUri()).isNull();
				assertThat(logIn(context).login()).isNull();
				StepVerifier.create(flow(context).revokeToken("at"))
					.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(ClientConfigurationException.class)
						.hasMessageContaining("twitch.oauth.provider.revocation-uri"))
					.verify(LIMIT);
			});
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'',    0, 0
			none,  0, 0
			post,  1, 0
			basic, 0, 1
			""")
	void clientAuthenticationWhenSetThenSecretIsSentThatWayToTwitchToo(String authentication, int parameters,
			int headers) {
		this.runner
			.withPropertyValues("twitch.oauth.client-secret=s3cr3t",
					"twitch.oauth.provider.client-authentication=" + authentication)
			.run((context) -> {
				flow(context).getDeviceCode().block(LIMIT);
				assertThat(this.server.received("/device", "client_secret")).hasSize(parameters);
				assertThat(this.server.received("/device"))
					.filteredOn((request) -> request.containsHeader("Authorization"))
					.hasSize(headers);
			});
	}

	@Test
	void validationWhenDisabledThenNobodyIsAskedWhoseTheTokenIs() {
		this.runner.withPropertyValues("twitch.oauth.validation.enabled=false").run((context) -> {
			assertThat(logIn(context).login()).isNull();
			assertThat(this.server.received("/validate")).isEmpty();
		});
	}

	@Test
	void expectedLoginWhenSomebodyElseApprovedThenTokenIsRevoked() {
		this.runner.withPropertyValues("twitch.oauth.expected-login=streamer").run((context) -> {
			StepVerifier.create(flow(context).pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)))
				.expectError(UnexpectedAccountException.class)
				.verify(LIMIT);
			assertThat(this.server.received("/revoke", "token")).containsExactly("at", "rt");
		});
	}

	@Test
	void requestTimeoutWhenServerIsSlowerThenCallEnds() {
		this.server.answer(WireMock.post("/device"), WireMock.ok().withFixedDelay(5000));
		this.runner.withPropertyValues("twitch.oauth.request-timeout=200ms")
			.run((context) -> StepVerifier.create(flow(context).getDeviceCode())
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(TwitchUnavailableException.class)
					.hasMessageContaining("within 200 ms"))
				.verify(LIMIT));
	}

	@Test
	void renewExpiredCodeWhenOffThenLoginEnds() {
		this.server.code(1);
		this.runner.run((context) -> {
			StepVerifier.create(flow(context).authorize()).expectError(DeviceCodeExpiredException.class).verify(LIMIT);
			assertThat(this.server.received("/device")).hasSize(1);
		});
	}

	@Test
	void renewExpiredCodeWhenOnThenAsksForANewCode() {
		this.server.code(1);
		this.runner.withPropertyValues("twitch.oauth.renew-expired-code=true").run((context) -> {
			Disposable login = flow(context).authorize().subscribe();
			Awaitility.await().untilAsserted(() -> assertThat(this.server.received("/device")).hasSizeGreaterThan(1));
			login.dispose();
		});
	}

	@Test
	void publishEventsWhenOnThenListenersHearOfCodeAndLogin() {
		this.runner.run((context) -> {
			flow(context).getDeviceCode().block(LIMIT);
			logIn(context);
			Awaitility.await()
				.untilAsserted(() -> assertThat(events(context)).hasExactlyElementsOfTypes(DeviceCodeEvent.class,
						AuthenticatedEvent.class));
		});
	}

	@Test
	void tokenStoreWhenUsersThenTokenIsKeptThere() {
		TokenStore store = new InMemoryTokenStore();
		this.runner.withBean(TokenStore.class, () -> store).run((context) -> {
			TwitchToken token = logIn(context);
			assertThat(store.find("default")).isEqualTo(token);
		});
	}

	@Test
	void clientSecretWhenSetThenIsSentWhenTokensAreRefreshed() {
		this.server.answer(WireMock.get("/validate"),
				WireMock.jsonResponse("{\"status\":401,\"message\":\"invalid access token\"}", 401));
		this.runner
			.withPropertyValues("twitch.oauth.client-secret=secret", "twitch.oauth.accounts.bot.client-secret=own",
					"twitch.oauth.accounts.other.client-id=xyz")
			.withBean(TokenStore.class, () -> storeWith(null, "default", "bot", "other"))
			.run((context) -> {
				refresh(context, "default");
				refresh(context, "bot");
				refresh(context, "other");
				assertThat(this.server.received("/token", "client_secret")).containsExactly("secret", "own");
				assertThat(this.server.received("/token", "client_id")).containsExactly("abc", "abc", "xyz");
			});
	}

	@Test
	void refreshAheadOfExpiryWhenNotSetThenTokenIsReplacedAMinuteEarly() {
		this.runner.withBean(TokenStore.class, () -> storeWith(Instant.now().plusSeconds(45), "default"))
			.run((context) -> assertThat(context.getBean(TokenManager.class).getToken().block(LIMIT).accessToken())
				.isEqualTo("at"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "5s" })
	void refreshAheadOfExpiryWhenShorterThenTokenIsStillServed(String aheadOfExpiry) {
		this.runner.withPropertyValues("twitch.oauth.refresh.ahead-of-expiry=" + aheadOfExpiry)
			.withBean(TokenStore.class, () -> storeWith(Instant.now().plusSeconds(45), "default"))
			.run((context) -> {
				assertThat(context.getBean(TokenManager.class).getToken().block(LIMIT).accessToken()).isEqualTo("old");
				assertThat(this.server.received("/token")).isEmpty();
			});
	}

	@Test
	void validationIntervalWhenShortThenTokenIsValidatedAgain() {
		this.runner.withPropertyValues("twitch.oauth.validation.interval=1s").run((context) -> {
			logIn(context);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(this.server.received("/validate")).hasSizeGreaterThan(2));
		});
	}

	@Test
	void clockWhenUsersThenTellsWhenTheCodeExpires() {
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		this.runner.withBean(Clock.class, () -> Clock.fixed(now, ZoneOffset.UTC))
			.run((context) -> assertThat(flow(context).getDeviceCode().block(LIMIT).expiresAt())
				.isEqualTo(now.plusSeconds(1800)));
	}

	@Test
	void webClientCustomizerWhenUsersThenSeesNoSecret() {
		List<String> seen = new CopyOnWriteArrayList<>();
		this.runner.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class))
			.withBean(WebClientCustomizer.class, () -> (builder) -> builder.filter((request, next) -> {
				seen.add(request.url().toString());
				return next.exchange(request);
			}))
			.run((context) -> {
				logIn(context);
				assertThat(seen).isEmpty();
			});
	}

	@Test
	void tokenEndpointWhenItRedirectsThenDeviceCodeIsNotSentAlong() {
		this.server.answer(WireMock.post("/token"), WireMock.temporaryRedirect(this.server.uri("/elsewhere")));
		this.runner.run((context) -> {
			StepVerifier
				.create(flow(context).pollForAuthorization("dc", Duration.ofMillis(300), Duration.ofMillis(100)))
				.expectError()
				.verify(LIMIT);
			assertThat(this.server.received("/token")).isNotEmpty();
			assertThat(this.server.received("/elsewhere")).isEmpty();
		});
	}

	private static DeviceAuthFlow flow(ApplicationContext context) {
		return context.getBean(DeviceAuthFlow.class);
	}

	private static TwitchToken logIn(ApplicationContext context) {
		return flow(context).pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)).block(LIMIT);
	}

	private static void refresh(ApplicationContext context, String account) {
		context.getBean(TokenManager.class).refresh(account, "old").block(LIMIT);
	}

	private static TokenStore storeWith(Instant expiresAt, String... accounts) {
		TokenStore store = new InMemoryTokenStore();
		for (String account : accounts) {
			store.save(account, new TwitchToken("old", "rt", Set.of(), expiresAt, "141981764", "twitchdev"));
		}
		return store;
	}

	private static List<TwitchOAuthEvent> events(ApplicationContext context) {
		return context.getBean(Events.class).received;
	}

	static class Events {

		private final List<TwitchOAuthEvent> received = new CopyOnWriteArrayList<>();

		@EventListener
		void onEvent(TwitchOAuthEvent event) {
			this.received.add(event);
		}

	}

}
