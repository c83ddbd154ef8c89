package io.github.twitchoauth.autoconfigure.actuate;

import io.github.twitchoauth.actuate.TwitchEndpoint;
import io.github.twitchoauth.actuate.TwitchEndpointWebExtension;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchEndpointAutoConfiguration}.
 */
class TwitchEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchEndpointAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc");

	@Test
	void endpointWhenExposedThenTellsOfTheAccounts() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=twitch").run((context) -> {
			assertThat(context).hasSingleBean(TwitchEndpoint.class).hasSingleBean(TwitchEndpointWebExtension.class);
			assertThat(context.getBean(TwitchEndpoint.class).accounts().accounts()).singleElement()
				.satisfies((account) -> assertThat(account.account()).isEqualTo("default"));
		});
	}

	@Test
	void endpointWhenNotExposedThenIsAbsent() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(TwitchEndpoint.class));
	}

	@Test
	void endpointWhenThereIsNoActuatorThenIsAbsent() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=twitch")
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TwitchEndpoint.class));
	}

	@Test
	void endpointWhenUserDefinesOneThenBacksOff() {
		TwitchEndpoint own = new TwitchEndpoint(Mockito.mock(), Show.NEVER);
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=twitch")
			.withBean(TwitchEndpoint.class, () -> own)
			.run((context) -> assertThat(context.getBean(TwitchEndpoint.class)).isSameAs(own));
	}

}
