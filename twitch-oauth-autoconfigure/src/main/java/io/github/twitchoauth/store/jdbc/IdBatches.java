package io.github.twitchoauth.store.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Splits what one statement is to find by id, because databases limit its parameters.
 */
final class IdBatches {

	private static final int MOST_IDS = 100;

	private IdBatches() {
	}

	static <T> List<Map<String, T>> of(Collection<T> things, Function<T, String> id) {
		List<T> all = List.copyOf(things);
		List<Map<String, T>> batches = new ArrayList<>();
		for (int i = 0; i < all.size(); i += MOST_IDS) {
			batches.add(all.subList(i, Math.min(i + MOST_IDS, all.size()))
				.stream()
				.collect(Collectors.toMap(id, Function.identity())));
		}
		return batches;
	}

}
