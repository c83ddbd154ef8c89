package io.github.twitchoauth.benchmarks.stores;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;

/**
 * Something that can be updated.
 */
interface Updates {

	void update(String account, TwitchToken token);

	static Updates of(Kind kind, String location, int accounts) {
		return switch (kind) {
			case MEMORY -> of(new InMemoryTokenStore());
			case FILE -> of(new FileTokenStore(file(location)));
			case JDBC -> of(SharedStores.jdbc(location));
			case REDIS -> of(SharedStores.redis(location));
			case BARE_MEMORY -> ofMap();
			case BARE_FILE -> new BareFile(file(location), accounts)::update;
			case BARE_JDBC -> new BareTransaction(SharedStores.pool(location))::update;
			case BARE_REDIS -> new BareScript(SharedStores.connect(location))::update;
		};
	}

	static Path file(String directory) {
		return Path.of(directory, "tokens.json");
	}

	private static Updates of(TokenStore store) {
		return (account, token) -> store.update(account, (present) -> token);
	}

	private static Updates ofMap() {
		Map<String, TwitchToken> map = new ConcurrentHashMap<>();
		return (account, token) -> map.compute(account, (name, present) -> token);
	}

}
