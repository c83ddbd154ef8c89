package io.github.twitchoauth.authorization;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a code that several processes poll for, because they share a store.
 */
class SharedLoginCodesTests extends AbstractDeviceCodeTests {

	private static final String USED = "{\"message\":\"invalid device code\"}";

	private final KeepingStore keeping = new KeepingStore();

	@Test
	void authorizeWhenAnotherProcessIsAnsweredFirstThenTakesItsToken() {
		this.server.code(1800, 5)
			.poll(400, ScriptedServer.PENDING)
			.approve()
			.poll(2, 400, USED)
			.answer("/validate", 200, ScriptedServer.VALIDATION);
		CompletableFuture<TwitchToken> first = process().flow().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		CompletableFuture<TwitchToken> second = process().flow().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(second).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at");
		assertThat(first).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at");
		Awaitility.await().until(() -> this.events.stream().filter(AuthenticatedEvent.class::isInstance).count() == 2);
		assertThat(this.events).doesNotHaveAnyElementsOfTypes(AuthorizationFailedEvent.class);
	}

	@Test
	void authorizeWhenKeptCodeIsUsedUpAndAccountHasATokenThenAsksAPersonAllTheSame() {
		this.keeping.code = new DeviceCode("kept-device-code", "KEPT", URI.create("https://www.twitch.tv/activate"),
				this.lifecycle.clock().instant().plusSeconds(600), Duration.ofSeconds(5));
		this.keeping.save("default", new TwitchToken("at-9", "rt-9", Set.of("user:read:chat"),
				this.lifecycle.clock().instant().plusSeconds(14400), "141981764", "twitchdev", "abc"));
		Application process = process();
		TwitchTokenManager manager = process.manager();
		manager.getToken().block(LIMIT);
		this.server.poll(2, 400, USED).code(1800, 5).approve();
		CompletableFuture<TwitchToken> login = process.flow(manager).authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(login).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at");
		assertThat(this.server.received("/device")).hasSize(1);
	}

	private Application process() {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, null), List.of());
		return new Application(accounts, new AuthorizationSettings(Duration.ofSeconds(10), false, true,
				Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.keeping, this.events::add,
				this.lifecycle);
	}

}
