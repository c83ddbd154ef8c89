package io.github.twitchoauth.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What {@link StorageBasedTokenStore} needs of a database: rows that hold a document and
 * a claim. To keep tokens in a database of your own, implement these five methods and
 * declare a bean:
 *
 * <pre>{@code
 * &#64;Bean
 * TokenStore tokenStore(MyTokenStorage storage, TokenCodec codec) {
 *     return new StorageBasedTokenStore(storage, codec);
 * }
 * }</pre>
 * <p>
 * A claim is a short text that is never used twice. It says which process is about to
 * replace the document, and outlives that process. All methods report failures by any
 * unchecked exception, whose message is not logged; they may block, and must finish what
 * they do although their thread is interrupted. A row must never be deleted: a process
 * that waits for it could lose the token that it is about to write.
 * <p>
 * The module {@code twitch-oauth-test} has the test for stores: extend
 * {@code io.github.twitchoauth.test.store.TokenStoreContract}.
 *
 * @since 0.1.0
 */
public interface TokenStorage {

	/**
	 * Read a document, without waiting for a process that is replacing it.
	 * @param key the row
	 * @return the document as it was last written, or {@code null} if there is none
	 */
	@Nullable String read(TokenKey key);

	/**
	 * List the accounts of a client whose row has a document. It must not take up more
	 * memory than a page does, however many rows there are.
	 * @param clientId the client
	 * @param cursor {@code null} for the first page, then what the page before calls
	 * {@linkplain AccountPage#next() next}
	 * @param limit how many accounts the page may have, at least one
	 * @return the page. It may have fewer accounts, and even none, although it has a
	 * successor
	 */
	AccountPage findAccounts(String clientId, @Nullable String cursor, int limit);

	/**
	 * List the accounts of a client whose row has a document, where most rows have none
	 * any more: those of logins that were approved or have expired. Is asked every few
	 * seconds.
	 * @param clientId the client, as it is in the {@linkplain TokenKey keys} of logins
	 * @param cursor {@code null} for the first page, then what the page before calls
	 * {@linkplain AccountPage#next() next}
	 * @param limit how many accounts the page may have, at least one
	 * @return the page; by default, that of {@link #findAccounts}. A storage in which
	 * that looks at all rows should have an index of those with a document
	 */
	default AccountPage findPendingLogins(String clientId, @Nullable String cursor, int limit) {
		return findAccounts(clientId, cursor, limit);
	}

	/**
	 * Claim a row if its present claim is the expected one: compare and set. The claim
	 * must be durable on return. Does not wait for a process that is replacing the
	 * document.
	 * @param key the row, which is created if it is missing
	 * @param claim the new claim, of at most 100 ASCII characters
	 * @param expected the claim to replace, or {@code null} for a row without a claim
	 * @return the new claim if it was set, otherwise the claim that is there; or
	 * {@code null} if that cannot be said, because another process holds the lock of
	 * {@link #replace}
	 */
	@Nullable String claim(TokenKey key, String claim, @Nullable String expected);

	/**
	 * Replace a document and clear the claim, provided that the row has that claim. From
	 * reading the document until the new one is durable, the row is locked if the
	 * database has locks that last as long as their owner lives, however long that takes.
	 * If the database has none, the implementation changes what {@link #claim} returns of
	 * the row every few seconds meanwhile, and compares the claim again when it writes.
	 * @param key the row
	 * @param claim the claim that it must have
	 * @param change makes the new document. It is called once, on the calling thread, and
	 * may take minutes; if it throws, nothing is changed and the exception is passed on
	 * @return whether the row had the claim; if not, the change has not been called
	 */
	boolean replace(TokenKey key, String claim, Change change);

	/**
	 * Clear a claim if the row has it.
	 * @param key the row
	 * @param claim the claim
	 */
	void release(TokenKey key, String claim);

	/**
	 * Read the versions of documents, which are numbers that change with them.
	 * @param keys the rows
	 * @return the version of each that exists; nothing, as is the default, if there are
	 * none: then a process learns of another one's change when it needs the token
	 */
	default Map<TokenKey, Long> versions(Collection<TokenKey> keys) {
		return Map.of();
	}

	/**
	 * Return leases that are kept in the same database.
	 * @return the leases, or empty, as is the default, if there are none: then each
	 * process polls for logins and connects to Twitch as if there were no other
	 */
	default Optional<LeaseStorage> leases() {
		return Optional.empty();
	}

	/**
	 * Return when the tokens are to be validated, which is kept with the rows.
	 * @return these times, or empty, as is the default, if there are none: then each
	 * process validates the tokens that it uses
	 */
	default Optional<ValidationStorage> validations() {
		return Optional.empty();
	}

	/**
	 * Makes a new document from the present one.
	 */
	@FunctionalInterface
	interface Change {

		/**
		 * Make a new document.
		 * @param document the present document, or {@code null} if there is none
		 * @param claimed asks the database whether the row still has the claim, in the
		 * transaction that holds the lock if there is one, so that a lost connection is
		 * noticed
		 * @return the new document, which may be the present one, or {@code null} for
		 * none
		 */
		@Nullable String apply(@Nullable String document, BooleanSupplier claimed);

	}

}
