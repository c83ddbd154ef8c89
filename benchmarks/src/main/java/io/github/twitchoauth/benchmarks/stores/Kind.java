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
	 * A concurrent map.
	 */
	BARE_MEMORY,

	/**
	 * A file of the same size, without locks or JSON.
	 */
	BARE_FILE;

	boolean isFile() {
		return this == FILE || this == BARE_FILE;
	}

	Kind bare() {
		return isFile() ? BARE_FILE : BARE_MEMORY;
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
