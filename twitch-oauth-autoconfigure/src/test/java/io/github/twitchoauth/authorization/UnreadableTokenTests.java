package io.github.twitchoauth.authorization;

import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tokens that the store has but cannot read, and for stores that say too much.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableTokenTests extends AbstractTokenManagerTests {

	private final UnreadableStore unreadable = new UnreadableStore();

	@Test
	void forgetWhenTokenCannotBeReadThenForgets() {
		this.unreadable.kept = this.twitch.logIn();
		TwitchTokenManager manager = manager(this.unreadable);
		assertThat(failure(manager.getToken())).isInstanceOf(TokenStoreException.class);
		manager.forget(ACCOUNT).block(LIMIT);
		assertThat(this.unreadable.kept).isNull();
	}

	@Test
	void saveWhenItFailsThenLogDoesNotRepeatWhatTheStoreSays(CapturedOutput output) {
		loaded();
		Account account = manager(new TalkativeStore()).account(ACCOUNT);
		account.update((stored) -> this.twitch.logIn());
		assertThat(output).contains("in use but could not be saved", "IllegalStateException")
			.doesNotContain("Failing row");
	}

	private static final class UnreadableStore implements TokenStore {

		private @Nullable TwitchToken kept;

		@Override
		public @Nullable TwitchToken find(String account) {
			throw new TokenStoreException("The token of account '" + account + "' cannot be decrypted");
		}

		@Override
		public void remove(String account) {
			this.kept = null;
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			return find(account);
		}

	}

	private static final class TalkativeStore implements TokenStore {

		@Override
		public @Nullable TwitchToken find(String account) {
			return null;
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			throw new IllegalStateException("Failing row contains " + change.apply(null));
		}

	}

}
