package io.github.twitchoauth.autoconfigure.web;

import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchClientHttpRequestInterceptor;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchHelixAutoConfiguration},
 * {@link TwitchWebClientAutoConfiguration} and {@link TwitchRestClientAutoConfiguration}.
 */
class TwitchClientAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
				TwitchWebClientAutoConfiguration.class, TwitchRestClientAutoConfiguration.class,
				WebClientAutoConfiguration.class, RestClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false");

	@ParameterizedTest
	@ValueSource(classes = { HelixAuthorization.class, TwitchExchangeFilterFunction.class,
			TwitchClientHttpRequestInterceptor.class, WebClient.class, RestClient.class })
	void contextWhenClientIdIsSetThenHasBeanNamedTwitch(Class<?> type) {
		this.runner.run((context) -> assertThat(context.getBeanNamesForType(type)).singleElement()
			.satisfies((name) -> assertThat(name).isEqualTo("twitch" + type.getSimpleName().replace("Twitch", ""))));
	}

	@Test
	void contextWhenClientsAreInjectedThenOnlyTheQualifierFindsThem() {
		this.runner.withUserConfiguration(InjectionPoints.class).run((context) -> {
			assertThat(context).hasNotFailed();
			InjectionPoints.Clients clients = context.getBean(InjectionPoints.Clients.class);
			assertThat(clients.qualified).containsExactly(context.getBean("twitchWebClient"),
					context.getBean("twitchRestClient"));
			assertThat(clients.unqualified).isEmpty();
		});
	}

	@Test
	void contextWhenApplicationHasClientsOfItsOwnThenThoseAreInjected() {
		WebClient webClient = WebClient.create();
		RestClient restClient = RestClient.create();
		this.runner.withBean("mine", WebClient.class, () -> webClient)
			.withBean("mineToo", RestClient.class, () -> restClient)
			.withUserConfiguration(InjectionPoints.class)
			.run((context) -> {
				InjectionPoints.Clients clients = context.getBean(InjectionPoints.Clients.class);
				assertThat(clients.unqualified).containsExactly(webClient, restClient);
				assertThat(clients.qualified).containsExactly(context.getBean("twitchWebClient"),
						context.getBean("twitchRestClient"));
			});
	}

	@Test
	void contextWhenApplicationDefinesClientsOfTheSameNameThenBacksOff() {
		WebClient webClient = WebClient.create();
		RestClient restClient = RestClient.create();
		this.runner.withBean("twitchWebClient", WebClient.class, () -> webClient)
			.withBean("twitchRestClient", RestClient.class, () -> restClient)
			.run((context) -> {
				assertThat(context).getBean(WebClient.class).isSameAs(webClient);
				assertThat(context).getBean(RestClient.class).isSameAs(restClient);
			});
	}

	@Test
	void contextWhenApplicationQualifiesItsClientsThenBacksOff() {
		this.runner.withUserConfiguration(QualifiedClients.class).run((context) -> {
			assertThat(context.getBeanNamesForType(WebClient.class)).containsExactly("mine");
			assertThat(context.getBeanNamesForType(RestClient.class)).containsExactly("mineToo");
		});
	}

	@Test
	void contextWhenApplicationDefinesFilterAndInterceptorThenBacksOff() {
		HelixAuthorization authorization = Mockito.mock();
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(authorization);
		TwitchClientHttpRequestInterceptor interceptor = new TwitchClientHttpRequestInterceptor(authorization);
		this.runner.withBean(TwitchExchangeFilterFunction.class, () -> filter)
			.withBean(TwitchClientHttpRequestInterceptor.class, () -> interceptor)
			.run((context) -> {
				assertThat(context).getBean(TwitchExchangeFilterFunction.class).isSameAs(filter);
				assertThat(context).getBean(TwitchClientHttpRequestInterceptor.class).isSameAs(interceptor);
				context.getBean(WebClient.class)
					.mutate()
					.filters((filters) -> assertThat(filters).containsExactly(filter));
			});
	}

	@Test
	void contextWhenApplicationCustomizesBuildersThenCustomizersApplyAndTheLoginIsInnermost() {
		this.runner
			.withBean(WebClientCustomizer.class,
					() -> (builder) -> builder.filter((request, next) -> next.exchange(request)))
			.withBean(RestClientCustomizer.class,
					() -> (builder) -> builder
						.requestInterceptor((request, body, execution) -> execution.execute(request, body)))
			.run((context) -> {
				context.getBean(WebClient.class)
					.mutate()
					.filters((filters) -> assertThat(filters).hasSize(2)
						.last()
						.isSameAs(context.getBean(TwitchExchangeFilterFunction.class)));
				context.getBean(RestClient.class)
					.mutate()
					.requestInterceptors((interceptors) -> assertThat(interceptors).hasSize(2)
						.last()
						.isSameAs(context.getBean(TwitchClientHttpRequestInterceptor.class)));
			});
	}

	@Test
	void contextWhenThereAreTwoBuildersThenStartsFromANewOneWithTheCustomizers() {
		this.runner.withBean("plain", WebClient.Builder.class, WebClient::builder)
			.withBean("loadBalanced", WebClient.Builder.class, WebClient::builder)
			.withBean("plainToo", RestClient.Builder.class, RestClient::builder)
			.withBean("loadBalancedToo", RestClient.Builder.class, RestClient::builder)
			.withBean(WebClientCustomizer.class, () -> (builder) -> builder.defaultHeader("X-Application", "bot"))
			.withBean(RestClientCustomizer.class, () -> (builder) -> builder.defaultHeader("X-Application", "bot"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(WebClient.class)
					.mutate()
					.defaultHeaders((headers) -> assertThat(headers.get("X-Application")).containsExactly("bot"));
				context.getBean(RestClient.class)
					.mutate()
					.defaultHeaders((headers) -> assertThat(headers.get("X-Application")).containsExactly("bot"));
			});
	}

	@Test
	void contextWhenApplicationHasABuilderOfItsOwnThenStartsFromItAndLeavesItAsItWas() {
		WebClient.Builder webClient = WebClient.builder().defaultHeader("X-Application", "bot");
		RestClient.Builder restClient = RestClient.builder().defaultHeader("X-Application", "bot");
		this.runner.withBean(WebClient.Builder.class, () -> webClient)
			.withBean(RestClient.Builder.class, () -> restClient)
			.run((context) -> {
				context.getBean(WebClient.class)
					.mutate()
					.defaultHeaders((headers) -> assertThat(headers.get("X-Application")).containsExactly("bot"));
				context.getBean(RestClient.class)
					.mutate()
					.defaultHeaders((headers) -> assertThat(headers.get("X-Application")).containsExactly("bot"));
				webClient.filters((filters) -> assertThat(filters).isEmpty());
				restClient.requestInterceptors((interceptors) -> assertThat(interceptors).isEmpty());
			});
	}

	@Test
	void contextWhenLoginIsDisabledThenHasNoClient() {
		this.runner.withPropertyValues("twitch.oauth.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TokenManager.class)
				.doesNotHaveBean(WebClient.class)
				.doesNotHaveBean(RestClient.class)
				.doesNotHaveBean(TwitchExchangeFilterFunction.class));
	}

	@Test
	void contextWhenRestClientModuleIsMissingThenHasWebClientOnly() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class,
					TwitchHelixAutoConfiguration.class, TwitchWebClientAutoConfiguration.class,
					TwitchRestClientAutoConfiguration.class, WebClientAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient"))
			.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("twitchWebClient")
				.hasSingleBean(TwitchClientHttpRequestInterceptor.class)
				.doesNotHaveBean(RestClient.class));
	}

	@Test
	void contextWhenHelixUriIsSetThenItIsTheBaseUrl() {
		this.runner.withPropertyValues("twitch.oauth.client.helix-uri=https://gateway.example/twitch")
			.run((context) -> assertThat(context.getBean(HelixAuthorization.class).helixUri())
				.hasToString("https://gateway.example/twitch"));
	}

	@Test
	void contextWhenHelixUriIsNotEncryptedThenFails() {
		this.runner.withPropertyValues("twitch.oauth.client.helix-uri=http://gateway.example/twitch")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("twitch.oauth.client.helix-uri"));
	}

	@Test
	void contextWhenMaxWaitIsNegativeThenFails() {
		this.runner.withPropertyValues("twitch.oauth.client.rate-limit.max-wait=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("twitch.oauth.client.rate-limit.max-wait"));
	}

	@Configuration(proxyBeanMethods = false)
	static class InjectionPoints {

		@Bean
		Clients clients(@Qualifier("twitch") WebClient webClient, @Qualifier("twitch") RestClient restClient,
				ObjectProvider<WebClient> anyWebClient, ObjectProvider<RestClient> anyRestClient) {
			return new Clients(List.of(webClient, restClient),
					Stream.concat(anyWebClient.stream(), anyRestClient.stream()).map(Object.class::cast).toList());
		}

		record Clients(List<Object> qualified, List<Object> unqualified) {

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedClients {

		@Bean
		@Qualifier("twitch")
		WebClient mine() {
			return WebClient.create();
		}

		@Bean
		@Qualifier("twitch")
		RestClient mineToo() {
			return RestClient.create();
		}

	}

}
