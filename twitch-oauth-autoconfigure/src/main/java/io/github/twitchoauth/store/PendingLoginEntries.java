package io.github.twitchoauth.store;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pending logins in a token file. They change at once, so they need no other lock
 * than that of writing.
 */
final class PendingLoginEntries {

	private final TokenFile file;

	private final TokenFileLocks locks;

	private final PendingLoginCodec codec;

	PendingLoginEntries(TokenFile file, TokenFileLocks locks, PendingLoginCodec codec) {
		this.file = file;
		this.locks = locks;
		this.codec = codec;
	}

	@Nullable PendingLogin find(String account) {
		return find(this.file.read(), account);
	}

	AccountPage findAccounts(@Nullable String cursor, int limit) {
		return AccountPage.of(this.file.read().pendingLogins(), cursor, limit);
	}

	private @Nullable PendingLogin find(TokenDocument document, String account) {
		ObjectNode entry = document.pendingLogin(account);
		return (entry != null) ? this.codec.read(account, entry) : null;
	}

	@Nullable PendingLogin update(String account, UnaryOperator<@Nullable PendingLogin> change) {
		this.file.requireNotGone();
		AtomicReference<@Nullable PendingLogin> kept = new AtomicReference<>();
		this.locks.writing(() -> {
			TokenDocument document = this.file.recover();
			PendingLogin present = find(document, account);
			kept.set(change.apply(present));
			if (!Objects.equals(kept.get(), present)) {
				put(document, account, kept.get());
				this.file.write(document);
			}
		});
		return kept.get();
	}

	private void put(TokenDocument document, String account, @Nullable PendingLogin login) {
		if (login != null) {
			document.putPendingLogin(account, this.codec.write(account, login));
		}
		else {
			document.removePendingLogin(account);
		}
	}

	void encryptAll() {
		this.locks.writing(() -> {
			TokenDocument document = this.file.recover();
			List<String> unencrypted = document.pendingLogins()
				.stream()
				.filter((account) -> encrypt(document, account))
				.toList();
			if (!unencrypted.isEmpty()) {
				this.file.write(document);
			}
		});
	}

	private boolean encrypt(TokenDocument document, String account) {
		ObjectNode entry = document.pendingLogin(account);
		PendingLogin login = (entry != null && this.codec.isReadable(entry)) ? this.codec.read(account, entry) : null;
		if (login != null) {
			document.putPendingLogin(account, this.codec.write(account, login));
		}
		return login != null;
	}

}
