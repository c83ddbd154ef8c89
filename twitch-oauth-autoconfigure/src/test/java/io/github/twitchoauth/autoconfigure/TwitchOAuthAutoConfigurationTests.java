package io.github.twitchoauth.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import com.google.zxing.qrcode.encoder.Encoder;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.console.LoginConsole;
import io.github.twitchoauth.console.QrEncoder;
import io.github.twitchoauth.console.ZxingQrEncoder;
import io.github.twitchoauth.endpoint.ProviderEndpoints;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.ObjectMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for which beans {@link TwitchOAuthAutoConfiguration} defines, and when.
 */
class TwitchOAuthAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc");

	@ParameterizedTest
	@ValueSource(classes = { DeviceAuthFlow.class, TokenManager.class, TwitchIdClient.class, TokenStore.class,
			TwitchOAuthConnectionDetails.class, LoginConsole.class, QrEncoder.class })
	void contextWhenClientIdIsSetThenHasBean(Class<?> type) {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(type);
			assertThat(context.getBeanNamesForType(type)).allMatch((name) -> name.startsWith("twitch"));
		});
	}

	@Test
	void contextWhenNothingElseIsSetThenKeepsTokensInMemoryAndUsesZxingAndTwitch() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(InMemoryTokenStore.class).hasSingleBean(ZxingQrEncoder.class);
			assertThat(context.getBean(TwitchOAuthPropertiesMapper.class).endpoints())
				.isEqualTo(ProviderEndpoints.TWITCH);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { DeviceAuthFlow.class, TokenManager.class, TwitchIdClient.class, TokenStore.class,
			LoginConsole.class, QrEncoder.class })
	void contextWhenUserDefinesBeanThenBacksOff(Class<?> type) {
		backsOff(type, Mockito.mock(type));
	}

	@Test
	void contextWhenUserDefinesConnectionDetailsThenBacksOffAndConnectsThere() {
		TwitchOAuthConnectionDetails details = Mockito.mock();
		BDDMockito.given(details.getDeviceAuthorizationUri()).willReturn(URI.create("https://id.example/device"));
		BDDMockito.given(details.getTokenUri()).willReturn(URI.create("https://id.example/token"));
		BDDMockito.given(details.getHelixUri()).willReturn(URI.create("https://api.example/helix"));
		backsOff(TwitchOAuthConnectionDetails.class, details);
		this.runner.withBean(TwitchOAuthConnectionDetails.class, () -> details)
			.withPropertyValues("twitch.oauth.provider.token-uri=https://elsewhere.example/token")
			.run((context) -> assertThat(context.getBean(TwitchOAuthPropertiesMapper.class).endpoints())
				.isEqualTo(new ProviderEndpoints(URI.create("https://id.example/device"),
						URI.create("https://id.example/token"), null, null)));
	}

	@Test
	void contextWhenUserDefinesTokenManagerThenItsTokensAreNotPutElsewhereByAFlow() {
		this.runner.withBean(TokenManager.class, () -> Mockito.mock(TokenManager.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DeviceAuthFlow.class)
				.doesNotHaveBean("twitchAutoStart"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitchDeviceAuthFlow", "twitchTokenManager", "twitchIdHttpClient", "twitchLoginConsole" })
	void contextWhenNobodyNeedsABeanThenItIsNotCreated(String name) {
		this.runner.withPropertyValues("twitch.oauth.auto-start=false").run((context) -> {
			assertThat(context.getBeanFactory().containsSingleton(name)).isFalse();
			assertThat(context).hasBean(name);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.auto-start=true", "twitch.oauth.accounts.bot.auto-start=true" })
	void contextWhenAnAccountIsAutoStartedThenWhatItNeedsIsCreatedAtStart(String property) {
		this.runner.withPropertyValues("twitch.oauth.auto-start=false", property)
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("twitchDeviceAuthFlow")).isTrue());
	}

	@Test
	void contextWhenDisabledThenHasNone() {
		this.runner.withPropertyValues("twitch.oauth.enabled=false")
			.run((context) -> assertHasNone(context.getBeanDefinitionNames()));
	}

	@Test
	void contextWhenDisabledThenNeedsNoStandIn() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MissingMockTwitchAutoConfiguration.class))
			.withPropertyValues("twitch.oauth.enabled=false", "twitch.oauth.mock.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void contextWhenDisabledThenNeedsNoClientId() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
			.withPropertyValues("twitch.oauth.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(classes = { WebClient.class, HttpClient.class })
	void contextWhenHttpLibraryIsMissingThenHasNone(Class<?> type) {
		this.runner.withClassLoader(new FilteredClassLoader(type))
			.run((context) -> assertHasNone(context.getBeanDefinitionNames()));
	}

	@Test
	void contextWhenZxingIsMissingThenDoesWithoutQrEncoder() {
		this.runner.withClassLoader(new FilteredClassLoader(Encoder.class))
			.run((context) -> assertThat(context).doesNotHaveBean(QrEncoder.class)
				.hasSingleBean(LoginConsole.class)
				.hasSingleBean(DeviceAuthFlow.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { Executor.class, Scheduler.class, TaskScheduler.class, Clock.class, WebClient.class,
			WebClient.Builder.class, ClientHttpConnector.class, HttpClient.class, ObjectMapper.class })
	void contextWhenAloneThenLeaksNoBeanOfGeneralType(Class<?> type) {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(type));
	}

	@Test
	void contextWhenSpringBootHasSuchBeansThenTheyStillCome() {
		this.runner
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
					TaskSchedulingAutoConfiguration.class, WebClientAutoConfiguration.class))
			.run((context) -> {
				assertThat(context.getBeanNamesForType(Executor.class)).contains("applicationTaskExecutor");
				assertThat(context).hasSingleBean(TaskExecutor.class)
					.hasSingleBean(WebClient.Builder.class)
					.doesNotHaveBean(ExecutorService.class);
			});
	}

	private <T> void backsOff(Class<?> type, T bean) {
		@SuppressWarnings("unchecked")
		Class<T> beanType = (Class<T>) type;
		this.runner.withBean("users", beanType, () -> bean)
			.run((context) -> assertThat(context).hasSingleBean(type).getBean(type).isSameAs(bean));
	}

	private static void assertHasNone(String[] beanNames) {
		assertThat(beanNames).noneMatch((name) -> name.toLowerCase().contains("twitch"));
	}

}
