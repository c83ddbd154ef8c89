package io.github.twitchoauth.autoconfigure.page;

import java.time.Clock;
import java.util.Set;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.PageAccess;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.page.AuthorizationRequiredAdvice;
import io.github.twitchoauth.page.LoginPage;
import io.github.twitchoauth.page.LoginPageRuntimeHints;
import io.github.twitchoauth.page.PageSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchLoginPageAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TwitchLoginPageAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(TwitchOAuthAutoConfiguration.class,
			TwitchLoginPageAutoConfiguration.class);

	private static final String[] PROPERTIES = { "twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false",
			"twitch.oauth.page.enabled=true" };

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues(PROPERTIES);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues(PROPERTIES);

	@Test
	void pageWhenEnabledThenIsServedOnServletsOrWebFlux() {
		this.servlet.run((context) -> assertThat(context).hasSingleBean(LoginPage.class)
			.hasSingleBean(AuthorizationRequiredAdvice.class)
			.hasSingleBean(org.springframework.web.servlet.function.RouterFunction.class)
			.doesNotHaveBean(org.springframework.web.reactive.function.server.RouterFunction.class));
		this.reactive.run((context) -> assertThat(context).hasSingleBean(LoginPage.class)
			.hasSingleBean(AuthorizationRequiredAdvice.class)
			.hasSingleBean(org.springframework.web.reactive.function.server.RouterFunction.class)
			.doesNotHaveBean(org.springframework.web.servlet.function.RouterFunction.class));
	}

	@Test
	void pageWhenNotEnabledThenIsNotThere() {
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false")
			.run((context) -> assertThat(context).doesNotHaveBean(LoginPage.class).doesNotHaveBean(PageSettings.class));
	}

	@Test
	void pageWhenThereIsNoWebServerThenIsNotThere() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues(PROPERTIES)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LoginPage.class));
	}

	@Test
	void pageWhenStarterIsDisabledThenIsNotThere() {
		this.servlet.withPropertyValues("twitch.oauth.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LoginPage.class));
	}

	@Test
	void pageWhenUsersThenOursBacksOff() {
		LoginPage page = new LoginPage(Mockito.mock(TwitchAccounts.class), Set.of("default"),
				new PageSettings("/mine", PageAccess.ANY, "mine", "Twitch"), null, Clock.systemUTC());
		AuthorizationRequiredAdvice advice = new AuthorizationRequiredAdvice("/mine", "Twitch");
		this.servlet.withBean("mine", LoginPage.class, () -> page)
			.withBean("myAdvice", AuthorizationRequiredAdvice.class, () -> advice)
			.run((context) -> {
				assertThat(context).getBean(LoginPage.class).isSameAs(page);
				assertThat(context).getBean(AuthorizationRequiredAdvice.class).isSameAs(advice);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.security", "org.springframework.boot.security", "com.google.zxing",
			"org.springframework.boot.web.server", "org.springframework.web.reactive.function.server" })
	void pageWhenOptionalLibraryIsMissingThenIsServedAllTheSame(String missing) {
		this.servlet.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(LoginPage.class));
	}

	@Test
	void pageWhenSpringMvcIsMissingThenIsServedOnWebFlux() {
		this.reactive.withClassLoader(new FilteredClassLoader(DispatcherServlet.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(LoginPage.class));
	}

	@Test
	void settingsWhenNothingIsSetThenAreLocal() {
		this.servlet.run((context) -> assertThat(context.getBean(PageSettings.class))
			.isEqualTo(new PageSettings("/twitch", PageAccess.LOCAL, "this application", "Twitch")));
	}

	@Test
	void propertiesWhenSetThenReachThePage() {
		this.servlet
			.withPropertyValues("twitch.oauth.page.path=/a/b.c", "twitch.oauth.page.access=authenticated",
					"spring.application.name=bot")
			.run((context) -> {
				assertThat(context.getBean(PageSettings.class))
					.isEqualTo(new PageSettings("/a/b.c", PageAccess.AUTHENTICATED, "bot", "Twitch"));
				assertThat(context.getBean(PageLocation.class).path()).isEqualTo("/a/b.c");
			});
	}

	@Test
	void locationWhenApplicationHasABasePathThenContainsIt() {
		this.reactive.withPropertyValues("spring.webflux.base-path=/base")
			.run((context) -> assertThat(context.getBean(PageLocation.class).path()).isEqualTo("/base/twitch"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "twitch", "/twitch/", "/a//b", "/{a}", "/**", "/..", "/a/../b", "/a?b", "/a#b",
			"/a b", "/ä", "https://example.com" })
	void pathWhenItCannotBeOneThenStartFails(String path) {
		this.servlet.withPropertyValues("twitch.oauth.page.path=" + path)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("twitch.oauth.page.path"));
	}

	@ParameterizedTest
	@CsvSource({ "native, local, true", "framework, local, true", "none, local, false", "framework, any, false",
			"native, authenticated, false" })
	void accessWhenForwardingHeadersAreAppliedThenCannotBeLocal(String strategy, String access, boolean fails) {
		this.servlet
			.withPropertyValues("server.forward-headers-strategy=" + strategy, "twitch.oauth.page.access=" + access)
			.run((context) -> {
				if (fails) {
					assertThat(context).getFailure().rootCause().hasMessageContaining("twitch.oauth.page.access");
				}
				else {
					assertThat(context).hasNotFailed();
				}
			});
	}

	@Test
	void accessWhenForwardingHeadersAreTransformedThenCannotBeLocal() {
		this.reactive.withBean(ForwardedHeaderTransformer.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("twitch.oauth.page.access"));
		this.servlet.withPropertyValues("spring.main.cloud-platform=kubernetes")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("twitch.oauth.page.access"));
	}

	// Tomcat applies the headers of a proxy also if only one of these is set.
	@ParameterizedTest
	@ValueSource(strings = { "remote-ip-header=x-client-ip", "protocol-header=x-forwarded-proto" })
	void accessWhenTomcatAppliesForwardingHeadersThenCannotBeLocal(String property) {
		this.servlet.withPropertyValues("server.tomcat.remoteip." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("twitch.oauth.page.access"));
		this.servlet
			.withPropertyValues("server.tomcat.remoteip." + property.substring(0, property.indexOf('=') + 1),
					"server.forward-headers-strategy=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "any, '', true", "authenticated, '', true", "local, '', false", "any, streamer, false" })
	void startWhenStrangersCanLogInThenWarns(String access, String expectedLogin, boolean warns,
			CapturedOutput output) {
		String[] expected = expectedLogin.isEmpty() ? new String[0]
				: new String[] { "twitch.oauth.expected-login=" + expectedLogin };
		this.servlet.withPropertyValues(expected)
			.withPropertyValues("twitch.oauth.page.access=" + access)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output.getOut().contains("Set twitch.oauth.expected-login, or")).isEqualTo(warns);
			});
	}

	@Test
	void hintsWhenRegisteredThenFilesAndJsonOfThePageAreInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new LoginPageRuntimeHints().registerHints(hints, null);
		for (String file : new String[] { "page.css", "page.js", "scopes.properties" }) {
			assertThat(hints)
				.matches(RuntimeHintsPredicates.resource().forResource("io/github/twitchoauth/page/" + file));
		}
		assertThat(hints).matches(RuntimeHintsPredicates.reflection().onMethodInvocation(AccountStatus.class, "login"))
			.matches(RuntimeHintsPredicates.reflection().onType(AccountStatus.PendingLogin.class))
			.matches(RuntimeHintsPredicates.reflection().onType(TypeReference.of("io.github.twitchoauth.AccountList")));
	}

}
