package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.DueAccounts;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.ValidationStorage;
import org.jspecify.annotations.Nullable;

/**
 * Store that knows when its tokens are to be validated.
 */
final class SharedStore implements TokenStore, ValidationStorage {

	final Map<String, Instant> due = new ConcurrentHashMap<>();

	final List<Duration> delays = new CopyOnWriteArrayList<>();

	private final Map<String, Instant> held = new ConcurrentHashMap<>();

	private final TokenStore tokens;

	private final Clock clock;

	volatile boolean down;

	volatile boolean locked;

	SharedStore(TokenStore tokens, Clock clock) {
		this.tokens = tokens;
		this.clock = clock;
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		return this.tokens.find(account);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return this.tokens.update(account, change);
	}

	@Override
	public Optional<ValidationStorage> validations() {
		return Optional.of(this);
	}

	@Override
	public synchronized DueAccounts take(String clientId, int limit, Duration hold) {
		if (this.down) {
			throw new IllegalStateException("down");
		}
		Instant now = this.clock.instant();
		List<String> taken = this.due.keySet()
			.stream()
			.filter((account) -> !this.due.get(account).isAfter(now))
			.filter((account) -> !this.held.getOrDefault(account, now).isAfter(now))
			.limit(limit)
			.toList();
		taken.forEach((account) -> this.held.put(account, now.plus(hold)));
		Instant first = this.due.values().stream().min(Comparator.naturalOrder()).orElse(now);
		return new DueAccounts(taken, first.isBefore(now) ? Duration.between(first, now) : Duration.ZERO);
	}

	@Override
	public synchronized Set<String> schedule(String clientId, Map<String, Duration> delays) {
		if (this.locked) {
			this.locked = false;
			return delays.keySet();
		}
		delays.forEach((account, delay) -> {
			this.due.computeIfPresent(account, (key, before) -> this.clock.instant().plus(delay));
			this.held.remove(account);
			this.delays.add(delay);
		});
		return Set.of();
	}

}
