package io.github.twitchoauth.store;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClientTokenStore}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientTokenStoreTests {

	private static final TwitchToken THEIRS = token("theirs", "them");

	private static final TwitchToken OURS = token("ours", "us");

	private static final TwitchToken UNKNOWN = token("unknown", null);

	private final TokenStore store = new InMemoryTokenStore();

	private final ClientTokenStore us = new ClientTokenStore(this.store, "us");

	private final ClientTokenStore them = new ClientTokenStore(this.store, "them");

	@Test
	void saveWhenThereIsNothingThenKeepsItUnderTheNameOfTheAccount() {
		this.us.save("bot", OURS);
		assertThat(this.store.find("bot")).isEqualTo(OURS);
		assertThat(this.us.find("bot")).isEqualTo(OURS);
		assertThat(this.them.find("bot")).isNull();
	}

	@Test
	void saveWhenAnotherClientsTokenIsThereThenBothStay() {
		this.them.save("bot", THEIRS);
		this.us.save("bot", OURS);
		assertThat(this.us.find("bot")).isEqualTo(OURS);
		assertThat(this.them.find("bot")).isEqualTo(THEIRS);
		assertThat(this.store.find("bot")).isEqualTo(THEIRS);
		assertThat(this.store.find("bot@us")).isEqualTo(OURS);
	}

	@Test
	void updateWhenAnotherClientsTokenIsThereThenIsNotShown() {
		this.store.save("bot", THEIRS);
		assertThat(this.us.update("bot", (token) -> {
			assertThat(token).isNull();
			return null;
		})).isNull();
		assertThat(this.store.find("bot")).isEqualTo(THEIRS);
	}

	@Test
	void removeWhenBothAreThereThenRemovesOwnOnly() {
		this.them.save("bot", THEIRS);
		this.us.save("bot", OURS);
		this.us.remove("bot");
		assertThat(this.us.find("bot")).isNull();
		assertThat(this.them.find("bot")).isEqualTo(THEIRS);
		this.us.remove("bot");
		assertThat(this.them.find("bot")).isEqualTo(THEIRS);
	}

	@Test
	void updateWhenTheOtherClientsTokenHasDisappearedThenOwnOneStaysWhereItIs() {
		this.them.save("bot", THEIRS);
		this.us.save("bot", OURS);
		this.them.remove("bot");
		ClientTokenStore restarted = new ClientTokenStore(this.store, "us");
		assertThat(restarted.find("bot")).isEqualTo(OURS);
		TwitchToken refreshed = token("refreshed", "us");
		restarted.update("bot", (token) -> {
			assertThat(token).isEqualTo(OURS);
			return refreshed;
		});
		assertThat(this.store.find("bot")).isNull();
		this.them.save("bot", THEIRS);
		assertThat(this.us.find("bot")).isEqualTo(refreshed);
		this.us.remove("bot");
		this.them.remove("bot");
		this.us.save("bot", OURS);
		assertThat(this.store.find("bot")).isEqualTo(OURS);
	}

	@Test
	void updateWhenTheOtherClientIsRefreshingThenDoesNotWait() throws InterruptedException {
		this.them.save("bot", THEIRS);
		this.us.save("bot", OURS);
		CountDownLatch refreshing = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		Thread refresh = new Thread(() -> this.them.update("bot", (token) -> {
			refreshing.countDown();
			await(answer);
			return token;
		}));
		refresh.start();
		await(refreshing);
		this.us.save("bot", token("refreshed", "us"));
		answer.countDown();
		refresh.join();
		assertThat(this.us.find("bot")).extracting(TwitchToken::accessToken).isEqualTo("refreshed");
	}

	@Test
	void findWhenTokenDoesNotSayWhoseItIsThenReturnsIt() {
		this.store.save("bot", UNKNOWN);
		assertThat(this.us.find("bot")).isEqualTo(UNKNOWN);
		this.us.update("bot", (token) -> OURS);
		assertThat(this.store.find("bot")).isEqualTo(OURS);
	}

	@Test
	void updateWhenTokenIsFoundToBeAnotherClientsThenIsLabelledAndLeft() {
		this.store.save("bot", UNKNOWN);
		TwitchToken labelled = token("unknown", "them");
		this.us.update("bot", (token) -> labelled);
		assertThat(this.us.find("bot")).isNull();
		assertThat(this.them.find("bot")).isEqualTo(labelled);
	}

	@Test
	void updateWhenTokenIsDisownedThenItStaysAndTheNextOneIsKeptElsewhere(CapturedOutput output) {
		this.store.save("bot", UNKNOWN);
		assertThat(this.us.update("bot", (token) -> {
			this.us.disown("bot");
			return null;
		})).isNull();
		assertThat(output).contains("'bot'", "does not say which client", "'bot@us'").doesNotContain("unknown");
		assertThat(this.us.find("bot")).isNull();
		assertThat(this.store.find("bot")).isEqualTo(UNKNOWN);
		this.us.save("bot", OURS);
		ClientTokenStore restarted = new ClientTokenStore(this.store, "us");
		assertThat(restarted.find("bot")).isEqualTo(OURS);
		restarted.remove("bot");
		assertThat(this.store.find("bot")).isEqualTo(UNKNOWN);
	}

	@Test
	void updateWhenStoreForgetsClientIdsThenStillFindsItsOwn() {
		TokenStore forgetful = new ForgetfulStore(this.store);
		forgetful.save("bot", UNKNOWN);
		ClientTokenStore us = new ClientTokenStore(forgetful, "us");
		us.disown("bot");
		us.save("bot", OURS);
		assertThat(new ClientTokenStore(forgetful, "us").find("bot")).isEqualTo(token("ours", null));
		us.remove("bot");
		assertThat(forgetful.find("bot@us")).isNull();
	}

	@Test
	void saveWhenStoreForgetsWhoseTheTokenIsFoundToBeThenItAndItsSuccessorsStay() {
		TokenStore forgetful = new ForgetfulStore(this.store);
		forgetful.save("bot", UNKNOWN);
		ClientTokenStore us = new ClientTokenStore(forgetful, "us");
		us.update("bot", (token) -> token("unknown", "them"));
		assertThat(us.find("bot")).isNull();
		forgetful.save("bot", token("next", null));
		us.save("bot", OURS);
		assertThat(us.find("bot")).isEqualTo(token("ours", null));
		assertThat(forgetful.find("bot")).isEqualTo(token("next", null));
	}

	@Test
	void saveWhenTheOtherClientHasLoggedOutOfAForgetfulStoreThenTakesItsPlace() {
		TokenStore forgetful = new ForgetfulStore(this.store);
		forgetful.save("bot", UNKNOWN);
		ClientTokenStore us = new ClientTokenStore(forgetful, "us");
		us.update("bot", (token) -> token("unknown", "them"));
		forgetful.remove("bot");
		us.save("bot", OURS);
		assertThat(us.find("bot")).isEqualTo(token("ours", null));
		us.remove("bot");
		assertThat(us.find("bot")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bot@us", "bot@us@us" })
	void saveWhenNameLooksLikeASecondNameThenIsAnotherAccount(String account) {
		this.them.save("bot", THEIRS);
		this.us.save("bot", OURS);
		TwitchToken other = token("other", "us");
		this.us.save(account, other);
		assertThat(this.us.find("bot")).isEqualTo(OURS);
		assertThat(this.us.find(account)).isEqualTo(other);
	}

	@Test
	void saveWhenNameIsLongThenSecondNameIsNotTooLong() {
		String one = "x".repeat(500);
		String other = "x".repeat(499) + "y";
		NamesStore names = new NamesStore(this.store);
		for (String account : new String[] { one, other }) {
			new ClientTokenStore(names, "them").save(account, THEIRS);
			new ClientTokenStore(names, "us").save(account, token(account, "us"));
		}
		assertThat(names.longest).isEqualTo(500);
		assertThat(this.us.find(one)).extracting(TwitchToken::accessToken).isEqualTo(one);
		assertThat(this.us.find(other)).extracting(TwitchToken::accessToken).isEqualTo(other);
	}

	@Test
	void removeWhenTokenCannotBeReadThenRemovesIt() {
		TokenStore unreadable = new NamesStore(this.store) {

			@Override
			boolean isReadable(TwitchToken token) {
				return false;
			}

		};
		this.store.save("bot", OURS);
		new ClientTokenStore(unreadable, "us").remove("bot");
		assertThat(this.store.find("bot")).isNull();
	}

	@Test
	void removeWhenOnlyOwnTokenCannotBeReadThenTheOtherClientsStays() {
		TokenStore unreadable = new NamesStore(this.store) {

			@Override
			boolean isReadable(TwitchToken token) {
				return !token.equals(OURS);
			}

		};
		this.store.save("bot", THEIRS);
		this.store.save("bot@us", OURS);
		new ClientTokenStore(unreadable, "us").remove("bot");
		assertThat(this.store.find("bot")).isEqualTo(THEIRS);
		assertThat(this.store.find("bot@us")).isNull();
	}

	@Test
	void updateWhenTheFunctionFailsThenPassesItOnAndCallsItOnce() {
		this.store.save("bot", THEIRS);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.us.update("bot", (token) -> {
			throw new IllegalStateException("refused");
		}));
		assertThat(this.us.find("bot")).isNull();
	}

	// Two processes of each client over one file, all of which log in and out again.
	@Test
	void updateWhenClientsLogInAndOutAtOnceThenNoneLosesATokenOrHasTwo(@TempDir Path directory) {
		Path file = directory.resolve("tokens.json");
		IntStream.range(0, 4).parallel().forEach((process) -> {
			String client = (process % 2 == 0) ? "us" : "them";
			try (FileTokenStore shared = new FileTokenStore(file)) {
				ClientTokenStore store = new ClientTokenStore(shared, client);
				for (int i = 0; i < 20; i++) {
					TwitchToken mine = token(process + "-" + i, client);
					store.update("bot", (token) -> requireOwn(token, client) ? null : mine);
				}
			}
		});
		FileTokenStore shared = new FileTokenStore(file);
		for (String client : new String[] { "us", "them" }) {
			TwitchToken plain = shared.find("bot");
			boolean atPlain = plain != null && client.equals(plain.clientId());
			assertThat(atPlain && shared.find("bot@" + client) != null).as("Two of " + client).isFalse();
		}
	}

	private static boolean requireOwn(@Nullable TwitchToken token, String client) {
		assertThat((token != null) ? token.clientId() : client).isEqualTo(client);
		return token != null;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void writeAheadWhenBothAreThereThenMarksOwnOnly(@TempDir Path directory) {
		TokenStore file = new FileTokenStore(directory.resolve("tokens.json"));
		ClientTokenStore ours = new ClientTokenStore(file, "us");
		file.save("bot", THEIRS);
		ours.save("bot", OURS);
		ours.update("bot", (token) -> {
			ours.writeAhead("bot", OURS.withPossiblySpent(true));
			assertThat(file.find("bot")).isEqualTo(THEIRS);
			assertThat(file.find("bot@us")).isEqualTo(OURS.withPossiblySpent(true));
			return token;
		});
		assertThat(file.find("bot@us")).isEqualTo(OURS);
	}

	private static TwitchToken token(String name, @Nullable String clientId) {
		return new TwitchToken(name, "r-" + name, Set.of(), null, "1", "twitchdev", clientId);
	}

	private static class NamesStore implements TokenStore {

		private final TokenStore store;

		private int longest;

		NamesStore(TokenStore store) {
			this.store = store;
		}

		boolean isReadable(TwitchToken token) {
			return true;
		}

		@Override
		public @Nullable TwitchToken find(String account) {
			TwitchToken token = this.store.find(account);
			if (token != null && !isReadable(token)) {
				throw new TokenStoreException("cannot be decrypted");
			}
			return token;
		}

		@Override
		public void remove(String account) {
			this.store.remove(account);
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			this.longest = Math.max(this.longest, account.length());
			return this.store.update(account, change);
		}

	}

	/**
	 * A store that was written before tokens had a client id.
	 */
	private static final class ForgetfulStore extends NamesStore {

		ForgetfulStore(TokenStore store) {
			super(store);
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			return super.update(account, (token) -> {
				TwitchToken next = change.apply(token);
				return (next != null) ? new TwitchToken(next.accessToken(), next.refreshToken(), next.scopes(),
						next.expiresAt(), next.userId(), next.login()) : null;
			});
		}

	}

}
