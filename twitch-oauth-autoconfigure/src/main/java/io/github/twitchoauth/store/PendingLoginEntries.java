package io.github.twitchoauth.store;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pending logins in a token file. The last writer wins, so they need no other lock
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
		ObjectNode entry = this.file.read().pendingLogin(account);
		return (entry != null) ? this.codec.read(account, entry) : null;
	}

	void save(String account, @Nullable PendingLogin login) {
		this.file.requireNotGone();
		this.locks.writing(() -> {
			TokenDocument document = this.file.recover();
			if (login != null) {
				document.putPendingLogin(account, this.codec.write(account, login));
				this.file.write(document);
			}
			else if (document.removePendingLogin(account)) {
				this.file.write(document);
			}
		});
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
