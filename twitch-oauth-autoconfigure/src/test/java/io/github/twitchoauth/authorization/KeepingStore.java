package io.github.twitchoauth.authorization;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.PendingLogin;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Store that keeps one pending login, whoever asks, unless it fails. May let readers of
 * it wait.
 */
final class KeepingStore implements TokenStore {

	volatile @Nullable DeviceCode code;

	volatile Set<String> scopes = Set.of("user:read:chat");

	volatile String account = "default";

	volatile @Nullable LeaseStorage leases;

	volatile boolean failing;

	volatile boolean unreadable;

	volatile CountDownLatch silence = new CountDownLatch(0);

	private final InMemoryTokenStore tokens = new InMemoryTokenStore();

	@Override
	public @Nullable TwitchToken find(String account) {
		if (this.unreadable) {
			throw new TokenStoreException("encrypted with another key");
		}
		return this.tokens.find(account);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return this.tokens.update(account, change);
	}

	@Override
	public @Nullable PendingLogin findPendingLogin(String account) {
		failIfAsked();
		try {
			this.silence.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		DeviceCode code = this.code;
		return (code != null) ? new PendingLogin(code, this.scopes) : null;
	}

	@Override
	public @Nullable PendingLogin updatePendingLogin(String account, UnaryOperator<@Nullable PendingLogin> change) {
		failIfAsked();
		DeviceCode present = this.code;
		PendingLogin login = change.apply((present != null) ? new PendingLogin(present, this.scopes) : null);
		this.code = (login != null) ? login.code() : null;
		return login;
	}

	@Override
	public AccountPage findPendingLogins(@Nullable String cursor, int limit) {
		failIfAsked();
		return new AccountPage((this.code != null) ? List.of(this.account + "@abc") : List.of(), null);
	}

	@Override
	public Optional<LeaseStorage> leases() {
		return Optional.ofNullable(this.leases);
	}

	private void failIfAsked() {
		if (this.failing) {
			throw new IllegalStateException("down");
		}
	}

}
