package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.store.MapTokenStorage;
import io.github.twitchoauth.store.StepTime;
import io.github.twitchoauth.store.TokenKey;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for refreshes whose process was not heard of for so long that another one has
 * taken over.
 */
class TakenOverRefreshTests extends AbstractTokenManagerTests {

	private static final Duration WAIT = Duration.ofMinutes(10);

	private final MapTokenStorage rows = new MapTokenStorage();

	private final StepTime elapsed = new StepTime();

	private TwitchTokenManager owner;

	private TwitchTokenManager other;

	@BeforeEach
	void shareToken() {
		TwitchToken token = this.twitch.logIn();
		this.elapsed.open(this.rows).forClient("abc").save(ACCOUNT, token);
		this.owner = manager(this.elapsed.open(this.rows));
		this.other = manager(this.elapsed.open(this.rows));
		assertThat(this.owner.getToken().block(LIMIT)).isEqualTo(token);
		assertThat(this.other.getToken().block(LIMIT)).isEqualTo(token);
	}

	@Test
	void refreshWhenTheOwnerOfTheOnlyCopyIsCutOffThenWaitsUntilItIsBack() {
		refreshWithoutSaving();
		expectNothingPresented();
		pass(WAIT.minusMinutes(1));
		expectNothingPresented();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		Awaitility.await().until(() -> !this.owner.account(ACCOUNT).isUnsaved());
		assertThat(this.other.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		pass(Duration.ofMinutes(1));
		assertThat(this.other.refresh(ACCOUNT, "at-2").block(LIMIT).accessToken()).isEqualTo("at-3");
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	@Test
	void refreshWhenTheOwnerDoesNotComeBackThenTheLastTryDecidesAfterTenMinutes() {
		refreshWithoutSaving();
		expectNothingPresented();
		pass(WAIT.plusMinutes(1));
		assertThat(failure(this.other.refresh(ACCOUNT, "at-1"))).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests("refresh")).containsExactly("refresh rt-1", "refresh rt-1");
	}

	@Test
	void refreshWhenTheOwnerHadNotPresentedTheTokenThenItWorksAfterTenMinutes() {
		this.rows.claims.put(new TokenKey("abc", ACCOUNT).id(), "dead/1");
		this.twitch.expire("at-1");
		assertThat(failure(this.other.refresh(ACCOUNT, "at-1"))).isInstanceOf(TokenStoreException.class);
		pass(WAIT.plusMinutes(1));
		assertThat(this.other.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.events).noneMatch(AuthorizationLostEvent.class::isInstance);
	}

	@Test
	void refreshWhenTakenOverAndTheTokenLivesThenServesItAndPresentsNothing() {
		this.rows.claims.put(new TokenKey("abc", ACCOUNT).id(), "dead/1");
		assertThat(this.other.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-1");
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
	}

	private void refreshWithoutSaving() {
		this.rows.refusesReplacing = true;
		assertThat(this.owner.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		this.rows.refusesReplacing = false;
		assertThat(this.owner.account(ACCOUNT).isUnsaved()).isTrue();
	}

	// Neither Twitch nor the store is asked again at once.
	private void expectNothingPresented() {
		int requests = this.twitch.requests().size();
		for (int i = 0; i < 3; i++) {
			assertThat(failure(this.other.refresh(ACCOUNT, "at-1"))).isInstanceOf(TokenStoreException.class)
				.hasMessageContaining("may still bring the new token");
		}
		assertThat(this.twitch.requests()).hasSize(requests + 1).endsWith("validate at-1");
		assertThat(this.twitch.requests("refresh")).hasSize(1);
		assertThat(this.events).noneMatch(AuthorizationLostEvent.class::isInstance);
	}

	// The owner, whose next try would come after a second, is not told.
	@Override
	void pass(Duration duration) {
		this.elapsed.pass(duration);
		this.clock.jump(duration);
	}

}
