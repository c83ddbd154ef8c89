package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * {@link TokenStore} in a JSON file, which several processes of one machine and one user
 * may share:
 *
 * <pre>{@code
 * {"version": 1, "revision": 17, "accounts": {"default": {"accessToken": "…", "refreshToken": "…", …}}}
 * }</pre>
 * <ul>
 * <li>The file always has its old content or the new one, also after a crash, a power
 * failure or on a full disk. Fields that this class does not know survive.
 * <li>Nobody but the owner can read it, from its creation on. Directories that are
 * missing are created likewise.
 * <li>A file that cannot be understood, an empty one too, is never overwritten: the
 * constructor and all methods fail until somebody has repaired or deleted it. An empty
 * file is what a broken disk or an unlucky copy leaves; to take it for a file without
 * tokens would sentence those of all accounts.
 * <li>A file that was there and has disappeared, alone or with its directory, is an
 * outage and no logout: a volume may have been unmounted. All methods fail until the file
 * is back, and no new one is made in its place; applications go on with the tokens that
 * they have in memory. So deleting the file logs nobody out before a restart, which takes
 * a missing file for the first start. An account that is missing in a file which is there
 * is logged out.
 * <li>Next to it lies a lock file with the suffix {@code .lock}, which stays empty and
 * must not be deleted while the application runs. The operating system frees the locks of
 * a process that dies. It also drops them if code of the same process opens and closes
 * that file, to copy the directory for example. That, and a lock file that was deleted or
 * exchanged, is noticed before a refresh token is presented. What happens in the seconds
 * after that, until Twitch has answered, is not.
 * <li>The file must have one name only. Under a second one (a hard link, not a symbolic
 * one) others would not see its locks and present the same refresh tokens.
 * <li>An account whose new token could not be written, on a full disk for example, stays
 * locked for others until that has been done, the store is closed, or the process ends:
 * the refresh token in the file is spent.
 * <li>A refresh token is marked in the file before it is presented, so that the next
 * process knows of it if this one is killed meanwhile. A disk that is full does not keep
 * it from being refreshed.
 * <li>Logins that somebody has yet to approve are kept next to the accounts, in the field
 * {@code pendingLogins}.
 * <li>With a key, what it holds unencrypted is encrypted at once. Processes without the
 * key cannot use it any more.
 * <li>It is written as a whole for each change, so it suits hundreds of accounts rather
 * than tens of thousands.
 * </ul>
 * The file belongs on a local disk. A network file system would have to implement POSIX
 * byte-range locks, atomic renames and close-to-open consistency without flaw; for
 * several machines take a database. In a container, mount the directory and not the file,
 * for a mount point cannot be renamed over; the constructor tries that. Applications in
 * one process may share the file only if they share this class, and not if each brings
 * its own class loader's.
 *
 * @since 0.1.0
 */
public final class FileTokenStore implements TokenStore, AutoCloseable {

	private static final Log logger = LogFactory.getLog(FileTokenStore.class);

	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);

	private final TokenFile file;

	private final TokenFileLocks locks;

	private final StoredTokens tokens;

	private final PendingLoginEntries logins;

	private final Map<String, AccountUpdate> updates = new ConcurrentHashMap<>();

	private final Map<String, Unwritten> unwritten = new ConcurrentHashMap<>();

	private volatile boolean closed;

	/**
	 * Create a store that encrypts nothing.
	 * @param path the file, which need not exist
	 * @throws UnusableTokenFileException if the file cannot be used
	 */
	public FileTokenStore(Path path) {
		this(path, TokenCipher.none());
	}

	/**
	 * Create a store that waits for locks up to 60 seconds.
	 * @param path the file, which need not exist
	 * @param cipher encrypts and decrypts tokens
	 * @throws UnusableTokenFileException if the file cannot be used, which includes that
	 * it contains a token that cannot be decrypted
	 */
	public FileTokenStore(Path path, TokenCipher cipher) {
		this(path, cipher, LOCK_TIMEOUT);
	}

	/**
	 * Create a store.
	 * @param path the file, which need not exist
	 * @param cipher encrypts and decrypts tokens
	 * @param lockTimeout how long an update waits for others that update the same account
	 * before it fails, for example because a process that holds the lock is suspended
	 * @throws UnusableTokenFileException if the file cannot be used, which includes that
	 * it contains a token that cannot be decrypted
	 */
	public FileTokenStore(Path path, TokenCipher cipher, Duration lockTimeout) {
		Assert.notNull(path, "'path' must not be null");
		Assert.notNull(cipher, "'cipher' must not be null");
		Assert.isTrue(lockTimeout != null && !lockTimeout.isNegative() && !lockTimeout.isZero(),
				"'lockTimeout' must be positive");
		try {
			DurableFile durableFile = DurableFile.at(path);
			this.tokens = new StoredTokens(new TokenCodec(cipher), durableFile.path());
			this.file = new TokenFile(durableFile);
			this.locks = new TokenFileLocks(LockFile.of(durableFile.sibling(".lock")), durableFile.path(), lockTimeout);
			this.logins = new PendingLoginEntries(this.file, this.locks, new PendingLoginCodec(cipher));
			check();
		}
		catch (IOException ex) {
			throw TokenFile.unusable(path, "cannot be used", ex);
		}
	}

	/**
	 * Return whether tokens in a file may be those of some clients: if one is, or does
	 * not say whose it is, and also if the file cannot be read.
	 * @param path the file, which need not exist
	 * @param clientIds the clients
	 * @return whether to look for tokens there
	 */
	public static boolean mayHoldTokensOf(Path path, Collection<String> clientIds) {
		try {
			return TokenDocument.parse(Files.readAllBytes(path)).mayHoldTokensOf(clientIds);
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException | TokenDocument.MalformedException ex) {
			return true;
		}
	}

	/**
	 * Return where the tokens are.
	 * @return the absolute path of the file, without symbolic links
	 */
	public Path getPath() {
		return this.file.path();
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		requireName(account);
		return this.tokens.read(this.file.read(), account);
	}

	@Override
	public AccountPage findAccounts(@Nullable String cursor, int limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		return AccountPage.of(this.file.read().accounts(), cursor, limit);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		requireName(account);
		Assert.notNull(change, "'change' must not be null");
		this.file.requireNotGone();
		LockFile.Hold hold = this.locks.lock(account);
		try {
			recover();
			AccountUpdate update = new AccountUpdate(hold, this.tokens.read(this.file.read(), account));
			this.updates.put(account, update);
			return updateLocked(account, update, change);
		}
		finally {
			this.updates.remove(account);
			end(hold, this.unwritten.containsKey(account));
		}
	}

	// Another process may have held the lock for a while and may have left another token.
	@Override
	public void assertLocked(String account) {
		AccountUpdate update = updateOf(account);
		try {
			this.file.requireOnlyName();
			if (!update.hold().renew() || !update.mayHaveLeft(this.tokens.read(this.file.read(), account))) {
				throw new TokenStoreException("The lock on the account '" + account + "' in the token file '"
						+ this.file.path() + "' has been lost, and others may have taken it. Leave the file with the"
						+ " suffix .lock alone: do not delete or replace it, and exclude it where the application"
						+ " itself reads all files of the directory");
			}
		}
		catch (IOException ex) {
			throw TokenFile.unusable(this.file.path(), "cannot be locked", ex);
		}
	}

	@Override
	public void writeAhead(String account, TwitchToken token) {
		Assert.notNull(token, "'token' must not be null");
		AccountUpdate update = updateOf(account);
		if (!token.equals(update.stored())) {
			assertLocked(account);
			update.writes(token);
			write(account, update, token);
			update.wrote(token);
		}
	}

	@Override
	public @Nullable PendingLogin findPendingLogin(String account) {
		requireName(account);
		return this.logins.find(account);
	}

	@Override
	public @Nullable PendingLogin updatePendingLogin(String account, UnaryOperator<@Nullable PendingLogin> change) {
		requireName(account);
		Assert.notNull(change, "'change' must not be null");
		return this.logins.update(account, change);
	}

	@Override
	public AccountPage findPendingLogins(@Nullable String cursor, int limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		return this.logins.findAccounts(cursor, limit);
	}

	private AccountUpdate updateOf(String account) {
		AccountUpdate update = this.updates.get(account);
		Assert.state(update != null, "'account' is not being updated");
		return update;
	}

	private @Nullable TwitchToken updateLocked(String account, AccountUpdate update,
			UnaryOperator<@Nullable TwitchToken> change) {
		TwitchToken next = apply(account, update, change);
		if (!Objects.equals(next, update.stored())) {
			if (update.isSpentBy(next)) {
				this.unwritten.put(account, new Unwritten(update, Objects.requireNonNull(next)));
			}
			write(account, update, next);
		}
		this.unwritten.remove(account);
		return next;
	}

	private @Nullable TwitchToken apply(String account, AccountUpdate update,
			UnaryOperator<@Nullable TwitchToken> change) {
		TwitchToken stored = update.stored();
		TwitchToken given = current(account, stored);
		try {
			return change.apply(given);
		}
		catch (RuntimeException ex) {
			if (!Objects.equals(update.stored(), stored)) {
				takeBack(account, update, given);
			}
			throw ex;
		}
	}

	// If another process has the lock by now, it may have written the same token ahead.
	private void takeBack(String account, AccountUpdate update, @Nullable TwitchToken given) {
		try {
			assertLocked(account);
			write(account, update, given);
		}
		catch (TokenStoreException ex) {
			logger.debug("The account '" + account + "' keeps what was written ahead: " + ex.getMessage());
		}
	}

	// Another process may have written without the lock.
	private @Nullable TwitchToken current(String account, @Nullable TwitchToken stored) {
		Unwritten unwritten = this.unwritten.get(account);
		return (unwritten != null && unwritten.update().mayHaveLeft(stored)) ? unwritten.token() : stored;
	}

	// Only this process can write a token that could not be written yet, and the refresh
	// token in the file may be spent. So the account stays locked for other processes
	// until it is written.
	private void end(LockFile.Hold hold, boolean retain) {
		if (!retain) {
			hold.release();
			return;
		}
		hold.retain();
		if (this.closed) {
			close();
		}
	}

	/**
	 * Let others go on that wait for what this store could not write.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.locks.releaseRetained();
	}

	private void check() throws IOException {
		this.tokens.decryptAll(this.file.read());
		this.file.requireOnlyName();
		this.locks.writing(() -> {
			this.file.recover();
			this.file.closeToOthers();
			this.file.requireReplaceable();
		});
		this.tokens.decryptAll(this.file.read());
		this.tokens.unencrypted(this.file.read()).forEach(this::encrypt);
		this.logins.encryptAll();
	}

	// The account's lock is held, because a process without the key that is about to
	// refresh the token could not read it any more.
	private void encrypt(String account) {
		LockFile.Hold hold = this.locks.lock(account);
		try {
			TwitchToken token = this.tokens.read(this.file.read(), account);
			if (token != null) {
				write(account, new AccountUpdate(hold, token), token);
			}
		}
		finally {
			hold.release();
		}
	}

	private void recover() {
		if (this.file.hasLeftovers()) {
			this.locks.writing(this.file::recover);
		}
	}

	private void write(String account, AccountUpdate update, @Nullable TwitchToken next) {
		this.file.requireNotGone();
		this.locks.writing(() -> {
			TokenDocument document = this.file.recover();
			requireUnchanged(document, account, update);
			this.tokens.write(document, account, next);
			this.file.write(document);
		});
		this.unwritten.remove(account);
	}

	// Another program may ignore locks, and the lock file may have been deleted.
	private void requireUnchanged(TokenDocument document, String account, AccountUpdate update) {
		if (!update.mayHaveLeft(this.tokens.read(document, account))) {
			throw new TokenStoreException("The account '" + account + "' has been changed in the token file '"
					+ this.file.path() + "' by somebody who did not lock it. The change has been left as it is");
		}
	}

	private static void requireName(String account) {
		Assert.hasLength(account, "'account' must not be empty");
		Assert.isTrue(StandardCharsets.UTF_8.newEncoder().canEncode(account),
				"'account' must not contain half a surrogate pair");
	}

	@Override
	public String toString() {
		return "FileTokenStore[" + this.file.path() + "]";
	}

	private record Unwritten(AccountUpdate update, TwitchToken token) {

	}

}
