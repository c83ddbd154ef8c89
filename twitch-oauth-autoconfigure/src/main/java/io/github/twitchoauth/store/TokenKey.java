package io.github.twitchoauth.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.springframework.util.Assert;

/**
 * Names what a {@link TokenStorage} keeps: the token of one account of one client, or the
 * login that somebody has yet to approve for it.
 *
 * @param clientId the client, or an empty text for tokens that are kept under no client.
 * The logins of a client are kept as if they were those of another one, whose id is
 * {@code login}, a tab and the client's, so that a storage need not tell them apart
 * @param account the account, which has no control characters and is case-sensitive
 * @since 0.1.0
 */
public record TokenKey(String clientId, String account) {

	/**
	 * Create a key.
	 * @param clientId the client, or an empty text for tokens that are kept under no
	 * client
	 * @param account the account, which has no control characters and is case-sensitive
	 */
	public TokenKey {
		Assert.notNull(clientId, "'clientId' must not be null");
		Assert.hasLength(account, "'account' must not be empty");
		Assert.isTrue(StandardCharsets.UTF_8.newEncoder().canEncode(account),
				"'account' must not contain half a surrogate pair");
	}

	// Client ids have no control characters (RFC 6749, appendix A.1), so this key cannot
	// be that of a token.
	static TokenKey ofPendingLogin(String clientId, String account) {
		return new TokenKey(clientOfPendingLogins(clientId), account);
	}

	static String clientOfPendingLogins(String clientId) {
		return "login\t" + clientId;
	}

	/**
	 * Return a key that suits any database: neither its length nor its alphabet depends
	 * on the names, and equal letters of different case give different keys.
	 * @return the SHA-256 of client and account, as 64 hexadecimal digits
	 */
	public String id() {
		return HexFormat.of()
			.formatHex(Sha256.hash((this.clientId + "\n" + this.account).getBytes(StandardCharsets.UTF_8)));
	}

}
