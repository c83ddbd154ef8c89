package io.github.twitchoauth.store.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.store.LeaseGrant;
import io.github.twitchoauth.store.LeaseStorage;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Leases in Redis: a hash each, all of them on the same server of a cluster, so that one
 * script renews them all.
 */
final class RedisLeaseStorage implements LeaseStorage {

	private static final long NEVER_TAKEN = -1;

	private static final long TAKEN_BY_ANOTHER = -2;

	private static final RedisScript<List<Long>> TAKE = script("take-leases");

	private static final RedisScript<List<Long>> RENEW = script("renew-leases");

	private static final RedisScript<List<Long>> RELEASE = script("release-leases");

	private final StringRedisTemplate redis;

	private final String keyPrefix;

	RedisLeaseStorage(StringRedisTemplate redis, String keyPrefix) {
		this.redis = redis;
		this.keyPrefix = keyPrefix + ":lease:{leases}:";
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static RedisScript<List<Long>> script(String name) {
		return (RedisScript) RedisScript.of(new ClassPathResource(name + ".lua", RedisLeaseStorage.class), List.class);
	}

	// No replica is awaited: a lease protects nothing, and a wait would be for what
	// others have written through the same connection.
	@Override
	public List<LeaseGrant> take(Collection<String> names, String owner, Duration duration) {
		List<String> asked = List.copyOf(names);
		List<Long> vacancies = run(TAKE, asked, owner, String.valueOf(duration.toMillis()));
		List<LeaseGrant> taken = new ArrayList<>();
		for (int i = 0; i < asked.size(); i++) {
			long vacancy = vacancies.get(i);
			if (vacancy != TAKEN_BY_ANOTHER) {
				taken.add(new LeaseGrant(asked.get(i), (vacancy != NEVER_TAKEN) ? Duration.ofMillis(vacancy) : null));
			}
		}
		return taken;
	}

	@Override
	public Set<String> renew(Map<String, Duration> unserved, String owner) {
		List<String> asked = List.copyOf(unserved.keySet());
		List<Long> renewed = run(RENEW, asked, arguments(asked, unserved, owner));
		Set<String> held = new HashSet<>();
		for (int i = 0; i < asked.size(); i++) {
			if (renewed.get(i) == 1) {
				held.add(asked.get(i));
			}
		}
		return held;
	}

	@Override
	public void release(Map<String, Duration> unserved, String owner) {
		List<String> names = List.copyOf(unserved.keySet());
		run(RELEASE, names, arguments(names, unserved, owner));
	}

	private static Object[] arguments(List<String> names, Map<String, Duration> unserved, String owner) {
		return Stream
			.concat(Stream.of(owner),
					names.stream().map((name) -> String.valueOf(Objects.requireNonNull(unserved.get(name)).toMillis())))
			.toArray();
	}

	private List<Long> run(RedisScript<List<Long>> script, List<String> names, Object... arguments) {
		List<Long> results = this.redis.execute(script, names.stream().map(this.keyPrefix::concat).toList(), arguments);
		return (results != null) ? results : List.of();
	}

}
