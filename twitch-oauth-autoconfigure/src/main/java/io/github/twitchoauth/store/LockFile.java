package io.github.twitchoauth.store;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Locks that exclude threads and processes alike: locked bytes of a file that stays
 * empty. The operating system frees the locks of a process that dies.
 * <p>
 * POSIX drops all locks that a process has on a file as soon as it closes any channel to
 * it, which foreign code may do: see {@link Hold#renew()}. So there is one channel per
 * file in the whole process, it is never closed, and it is an asynchronous one: an
 * interrupt closes the other kind. Nothing here deletes the file, for locks on a deleted
 * file exclude nobody.
 */
final class LockFile {

	/**
	 * Position of the lock that is held while the token file is replaced.
	 */
	static final long WRITING = 0;

	private static final int WIDTH = 3;

	private static final Log logger = LogFactory.getLog(LockFile.class);

	private static final Map<Path, LockFile> FILES = new ConcurrentHashMap<>();

	private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE,
			LinkOption.NOFOLLOW_LINKS);

	private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	private final Path path;

	private final KeyedLocks<Long> threads = new KeyedLocks<>();

	private final Map<Long, Hold> retained = new ConcurrentHashMap<>();

	private @Nullable OpenFile open;

	private LockFile(Path path) {
		this.path = path;
	}

	// The path must be resolved, so that no file is opened by two channels.
	static LockFile of(Path path) {
		return FILES.computeIfAbsent(path, LockFile::new);
	}

	// Accounts that share a position by accident merely wait for each other. Each lock
	// takes three bytes (turn, lock, witness). The first three bytes of the file belong
	// to the lock for writing.
	static long positionOf(String account) {
		byte[] hash = Sha256.hash(account.getBytes(StandardCharsets.UTF_8));
		return WIDTH + WIDTH * (ByteBuffer.wrap(hash).getLong() >>> 3);
	}

	// Returns null if the lock was not free for all of that time.
	@Nullable Hold acquire(long position, Object owner, long nanos) throws IOException {
		long deadline = System.nanoTime() + nanos;
		return poll(() -> acquireUnlessBarred(position, owner, deadline), deadline);
	}

	private @Nullable Hold acquireUnlessBarred(long position, Object owner, long deadline) throws IOException {
		if (!this.threads.acquire(position, deadline - System.nanoTime())) {
			return null;
		}
		Hold hold = null;
		try {
			hold = hold(position, owner, deadline);
			return hold;
		}
		finally {
			if (hold == null) {
				this.threads.release(position);
			}
		}
	}

	private @Nullable Hold hold(long position, Object owner, long deadline) throws IOException {
		Hold retained = this.retained.get(position);
		if (retained != null && retained.isBarredFrom(owner)) {
			return null;
		}
		if (retained != null && retained.file.isAt(this.path)) {
			Hold renewed = this.retained.remove(position, retained) ? renewed(retained, owner) : null;
			return (renewed != null) ? renewed : lock(position, owner, deadline);
		}
		Hold hold = lock(position, owner, deadline);
		if (hold != null && retained != null && this.retained.remove(position, retained)) {
			retained.unlock();
		}
		return hold;
	}

	// Returns null if others may have had the lock meanwhile.
	private @Nullable Hold renewed(Hold retained, Object owner) throws IOException {
		Hold hold = new Hold(retained.position, owner, retained.file, retained.lock, retained.witness);
		if (hold.renew()) {
			return hold;
		}
		hold.unlock();
		return null;
	}

	void releaseRetained(Object owner) {
		this.retained.forEach((position, hold) -> {
			if (hold.owner.refersTo(owner) && this.retained.remove(position, hold)) {
				hold.unlock();
			}
		});
	}

	private void release(FileLock lock) {
		try {
			lock.release();
		}
		catch (IOException ex) {
			logger.warn("'" + this.path + "' could not be unlocked", ex);
		}
	}

	int held() {
		return this.threads.size();
	}

	private @Nullable Hold lock(long position, Object owner, long deadline) throws IOException {
		while (true) {
			OpenFile file = open();
			FileLock lock = lockInTurn(file.channel(), position, deadline);
			if (lock == null) {
				return null;
			}
			Hold hold = null;
			try {
				FileLock witness = poll(() -> tryLock(file.channel(), position + 2), deadline);
				if (witness == null) {
					return null;
				}
				hold = new Hold(position, owner, file, lock, witness);
				if (file.isAt(this.path)) {
					return hold;
				}
				hold.unlock();
			}
			finally {
				if (hold == null) {
					release(lock);
				}
			}
		}
	}

	// The first byte lets one waiter at a time queue for the lock. Without it, a process
	// that locks again at once would starve processes that try every few milliseconds.
	private @Nullable FileLock lockInTurn(AsynchronousFileChannel channel, long position, long deadline)
			throws IOException {
		FileLock turn = poll(() -> tryLock(channel, position), deadline);
		if (turn == null) {
			return null;
		}
		try {
			return poll(() -> tryLock(channel, position + 1), deadline);
		}
		finally {
			release(turn);
		}
	}

	// This polls, because a wait inside the operating system could not be given up.
	private static <T> @Nullable T poll(Attempt<T> attempt, long deadline) throws IOException {
		long pause = FIRST_PAUSE;
		boolean interrupted = false;
		try {
			T result = attempt.make();
			while (result == null && System.nanoTime() - deadline < 0) {
				LockSupport.parkNanos(pause);
				interrupted |= Thread.interrupted();
				pause = Math.min(2 * pause, LONGEST_PAUSE);
				result = attempt.make();
			}
			return result;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static @Nullable FileLock tryLock(AsynchronousFileChannel channel, long position) throws IOException {
		try {
			return channel.tryLock(position, 1, false);
		}
		catch (OverlappingFileLockException ex) {
			// The lock is held by this class in another class loader.
			return null;
		}
	}

	// A channel to a file that has been deleted stays open for the locks that are held
	// on it.
	private synchronized OpenFile open() throws IOException {
		OpenFile file = this.open;
		if (file == null || !file.isAt(this.path)) {
			Files.createDirectories(this.path.getParent(), OwnerOnly.directory());
			if (Files.exists(this.path, LinkOption.NOFOLLOW_LINKS)) {
				DurableFile.requireRegular(this.path, LinkOption.NOFOLLOW_LINKS);
			}
			AsynchronousFileChannel channel = AsynchronousFileChannel.open(this.path, OPTIONS, null, OwnerOnly.file());
			file = new OpenFile(channel, OpenFile.keyOf(this.path));
			this.open = file;
		}
		return file;
	}

	private record OpenFile(AsynchronousFileChannel channel, @Nullable Object key) {

		boolean isAt(Path path) throws IOException {
			return this.channel.isOpen() && Objects.equals(this.key, keyOf(path));
		}

		// The key is null on Windows. If the file is gone, it is equal to no other key.
		static @Nullable Object keyOf(Path path) throws IOException {
			try {
				return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
			}
			catch (NoSuchFileException ex) {
				return new Object();
			}
		}

	}

	private interface Attempt<T> {

		@Nullable T make() throws IOException;

	}

	/**
	 * A lock that is held.
	 */
	final class Hold {

		private final long position;

		// The reference is weak, because a store that was never closed must not keep
		// other stores waiting for as long as the JVM lives.
		private final WeakReference<Object> owner;

		private final OpenFile file;

		private final FileLock lock;

		private @Nullable FileLock witness;

		private Hold(long position, Object owner, OpenFile file, FileLock lock, @Nullable FileLock witness) {
			this.position = position;
			this.owner = new WeakReference<>(owner);
			this.file = file;
			this.lock = lock;
			this.witness = witness;
		}

		void release() {
			try {
				unlock();
			}
			finally {
				LockFile.this.threads.release(this.position);
			}
		}

		private void unlock() {
			if (this.witness != null) {
				LockFile.this.release(this.witness);
			}
			LockFile.this.release(this.lock);
		}

		/**
		 * Find out whether the lock is still held, and lock anew what may have got lost.
		 * The operating system drops the locks of a process as soon as any code in it
		 * closes the file, and does not tell. The second of the two locks can be given
		 * back for a moment to see that, as nobody takes it without having the first.
		 * @return whether nobody else has had the lock meanwhile
		 * @throws IOException if that cannot be found out
		 */
		boolean renew() throws IOException {
			if (this.witness == null || !this.file.isAt(LockFile.this.path)) {
				return false;
			}
			LockFile.this.release(this.witness);
			this.witness = tryLock(this.file.channel(), this.position + 2);
			return this.witness != null;
		}

		// Other stores go on waiting until the owner has acquired and released the lock
		// once more.
		void retain() {
			LockFile.this.retained.put(this.position, this);
			LockFile.this.threads.release(this.position);
		}

		private boolean isBarredFrom(Object other) {
			return !this.owner.refersTo(null) && !this.owner.refersTo(other);
		}

	}

}
