package io.github.twitchoauth.authorization;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.observation.AuthorizationObservations;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.PendingLogin;
import io.github.twitchoauth.store.TokenStore;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ObservedTokenStore}.
 */
class ObservedTokenStoreTests {

	private final TwitchToken token = new TwitchToken("at", "rt", Set.of(), null, "1", "twitchdev");

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final AuthorizationObservations observations = new AuthorizationObservations(this.registry, null, null,
			null, null);

	private final TokenStore store = new ObservedTokenStore(new InMemoryTokenStore(), this.observations);

	@Test
	void methodsWhenTheStoreHasThemThenAreHandedOn() throws NoSuchMethodException {
		for (Method method : TokenStore.class.getMethods()) {
			Class<?> owner = ObservedTokenStore.class.getMethod(method.getName(), method.getParameterTypes())
				.getDeclaringClass();
			assertThat(owner).as(method.toString()).isEqualTo(ObservedTokenStore.class);
		}
	}

	@Test
	void updateWhenNestedThenBothAreObserved() {
		this.store.save("bot", this.token);
		assertThat(this.store.update("bot", (present) -> present)).isEqualTo(this.token);
		assertThat(this.store.find("bot")).isEqualTo(this.token);
		this.store.remove("bot");
		assertThat(this.store.find("bot")).isNull();
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo("twitch.oauth.store", 5)
			.hasAnObservationWithAKeyValue("operation", "UPDATE")
			.hasAnObservationWithAKeyValue("operation", "FIND")
			.hasAnObservationWithAKeyValue("twitch.account", "bot");
	}

	@Test
	void otherMethodsWhenCalledThenReachTheStore() {
		TokenStore inner = Mockito.mock(TokenStore.class);
		AccountPage page = new AccountPage(List.of("bot"), null);
		BDDMockito.given(inner.findAccounts(null, 7)).willReturn(page);
		TokenStore observed = new ObservedTokenStore(inner, this.observations);
		assertThat(observed.findAccounts(null, 7)).isEqualTo(page);
		observed.findPendingLogin("bot");
		UnaryOperator<PendingLogin> change = UnaryOperator.identity();
		observed.updatePendingLogin("bot", change);
		observed.assertLocked("bot");
		observed.writeAhead("bot", this.token);
		BDDMockito.then(inner).should().findPendingLogin("bot");
		BDDMockito.then(inner).should().updatePendingLogin("bot", change);
		BDDMockito.then(inner).should().assertLocked("bot");
		BDDMockito.then(inner).should().writeAhead("bot", this.token);
	}

	@Test
	void forClientWhenTheStoreHasPartsThenThePartIsObserved() {
		TokenStore inner = Mockito.mock(TokenStore.class);
		TokenStore part = Mockito.mock(TokenStore.class);
		BDDMockito.given(inner.forClient("abc")).willReturn(part);
		new ObservedTokenStore(inner, this.observations).forClient("abc").find("bot");
		BDDMockito.then(part).should().find("bot");
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo("twitch.oauth.store", 1);
	}

	@Test
	void updateWhenItFailsThenTheErrorIsObserved() {
		assertThatIllegalStateException().isThrownBy(() -> this.store.update("bot", (present) -> {
			throw new IllegalStateException("broken");
		}));
		assertThat(this.registry).hasObservationWithNameEqualTo("twitch.oauth.store").that().hasError();
	}

}
