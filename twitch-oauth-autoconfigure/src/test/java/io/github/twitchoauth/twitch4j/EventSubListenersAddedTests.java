package io.github.twitchoauth.twitch4j;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

/**
 * Tests of {@link EventSub} with listeners that are added while the application runs.
 */
class EventSubListenersAddedTests {

	private static final TwitchToken TOKEN = new TwitchToken("access", "refresh", Set.of(), null, "42", "bot");

	private static final SubscriptionRequest RAIDS = new SubscriptionRequest(EventSubTypes.get("channel.raid", null),
			Map.of(), null, "Listener");

	private final EventSubListeners listeners = Mockito.mock();

	private final EventSubSessions sessions = Mockito.mock();

	private final EventSub eventSub = new EventSub(Mockito.mock(Accounts.class, Mockito.RETURNS_DEEP_STUBS),
			Mockito.mock(TokenManager.class), Mockito.mock(EventDispatcher.class), this.listeners, this.sessions,
			Mockito.mock());

	@Test
	void acceptWhenALoginFindsAListenerThenAccountsThatAreLoggedInSubscribeToo() {
		AccountSession session = Mockito.mock();
		BDDMockito.given(this.sessions.create(ArgumentMatchers.any(), ArgumentMatchers.any()))
			.willReturn(session)
			.willReturn(Mockito.mock(AccountSession.class));
		logIn("first");
		BDDMockito.then(session).should(Mockito.never()).open(ArgumentMatchers.any());
		BDDMockito.given(this.listeners.findNew()).willReturn(List.of(RAIDS)).willReturn(List.of());
		BDDMockito.given(this.listeners.requests()).willReturn(List.of(RAIDS));
		logIn("second");
		BDDMockito.then(session).should().open(ArgumentMatchers.any());
	}

	private void logIn(String account) {
		this.eventSub.accept(new AuthenticatedEvent(this, account, TOKEN, false));
	}

}
