package io.github.twitchoauth.benchmarks.stores;

import io.github.twitchoauth.benchmarks.stores.StoreUpdates.Load;

/**
 * What is updated.
 */
enum Kind {

	/**
	 * The store that forgets.
	 */
	MEMORY,

	/**
	 * The store in a file.
	 */
	FILE,

	/**
	 * The store in PostgreSQL.
	 */
	JDBC,

	/**
	 * The store in Redis.
	 */
	REDIS,

	/**
	 * A concurrent map.
	 */
	BARE_MEMORY,

	/**
	 * A file of the same size, without locks or JSON.
	 */
	BARE_FILE,

	/**
	 * A transaction that locks a row, reads and writes it.
	 */
	BARE_JDBC,

	/**
	 * A script that reads and writes a hash.
	 */
	BARE_REDIS;

	boolean isMemory() {
		return this == MEMORY || this == BARE_MEMORY;
	}

	boolean isFile() {
		return this == FILE || this == BARE_FILE;
	}

	Kind bare() {
		return valueOf("BARE_" + name());
	}

	// Two that replace the same file without a lock lose what the other has written.
	Load bareLoad(Load load) {
		return isFile() ? new Load(1, 1, load.accounts()) : load;
	}

	@Override
	public String toString() {
		return name().toLowerCase().replace('_', '-');
	}

	static Kind of(String text) {
		return valueOf(text.toUpperCase().replace('-', '_'));
	}

}
