package io.github.twitchoauth.integration;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Twitch does not know a scope, or has retired it: the error names scope and property.
 */
class RefusedScopeTests {

	private static final String[] SCOPES = { "twitch.oauth.scopes=user:read:chat,user:read:chat_colour",
			"twitch.oauth.accounts.bot.scopes=user:bot,chat:shout",
			"twitch.oauth.accounts.twin.scopes=user:read:chat_colour,user:read:chat" };

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private final TestApplication application = TestApplication.start(this.twitch.getBaseUrl(), SCOPES);

	@Test
	void authorizeWhenScopeIsUnknownThenNamesItAndTheProperty() {
		refuse("invalid scope requested: 'user:read:chat_colour'");
		assertThat(failure(this.application.flow()))
			.hasMessageContainingAll("scope 'user:read:chat_colour'", "Correct it in twitch.oauth.scopes,",
					"https://dev.twitch.tv/docs/authentication/scopes/")
			.hasMessageNotContaining("'user:read:chat'");
		assertThat(this.application.await(AuthorizationFailedEvent.class, 1)).hasSize(1);
	}

	@Test
	void authorizeWhenScopeIsRetiredThenNamesAllThatItMayBe() {
		refuse("the scope you are requesting is currently unavailable");
		assertThat(failure(this.application.flow())).hasMessageContainingAll(
				"one of the scopes 'user:read:chat', 'user:read:chat_colour'",
				"\"the scope you are requesting is currently unavailable\"", "twitch.oauth.scopes");
	}

	@Test
	void authorizeWhenScopeIsTheAccountsThenNamesItsProperty() {
		refuse("invalid scope requested: 'chat:shout'");
		assertThat(failure(this.application.flow().forAccount("bot")))
			.hasMessageContainingAll("scope 'chat:shout'", "Correct it in twitch.oauth.accounts.bot.scopes,")
			.hasMessageNotContaining("user:bot");
	}

	@Test
	void authorizeWhenScopeMayBeInheritedThenNamesBothProperties() {
		refuse("Invalid Scope");
		assertThat(failure(this.application.flow().forAccount("twin")))
			.hasMessageContaining("Correct it in twitch.oauth.accounts.twin.scopes, or twitch.oauth.scopes if");
	}

	@Test
	void authorizeWhenAccountIsMadeUpThenNamesTheDefaultProperty() {
		this.twitch.on(Endpoint.DEVICE)
			.respond(Fault.body(400, "application/json",
					"{\"error\":\"invalid_scope\",\"error_description\":\"No scope USER:READ:CHAT here\"}"));
		assertThat(failure(this.application.flow().forAccount("user-1")))
			.hasMessageContainingAll("scope 'user:read:chat'", "Correct it in twitch.oauth.scopes,");
	}

	private void refuse(String words) {
		this.twitch.on(Endpoint.DEVICE).respond(Fault.status(400, words));
	}

	private static ClientConfigurationException failure(DeviceAuthFlow flow) {
		return catchThrowableOfType(ClientConfigurationException.class,
				() -> flow.authorize().block(TestApplication.PATIENCE));
	}

}
