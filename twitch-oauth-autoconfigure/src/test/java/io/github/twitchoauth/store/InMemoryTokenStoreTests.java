package io.github.twitchoauth.store;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link InMemoryTokenStore} beyond the contract of all stores.
 */
class InMemoryTokenStoreTests {

	private final InMemoryTokenStore store = new InMemoryTokenStore();

	@Test
	void updateWhenWithinUpdateOfSameAccountThenFailsAndChangesNothing() {
		this.store.save("bot", Samples.token("a"));
		assertThatIllegalStateException().isThrownBy(() -> this.store.update("bot", (token) -> {
			this.store.save("bot", Samples.token("b"));
			return token;
		}));
		assertThat(this.store.find("bot")).isEqualTo(Samples.token("a"));
	}

}
