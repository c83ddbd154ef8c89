package io.github.twitchoauth.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;

/**
 * What has happened to logins since they began, for listeners that come late: the latest
 * event of each kind. Guarded by its owner.
 */
final class LatestEvents {

	private final Map<String, Map<Class<?>, TwitchOAuthEvent>> events = new HashMap<>();

	private final Collection<String> accounts;

	/**
	 * Create an empty memory.
	 * @param accounts the accounts to remember
	 */
	LatestEvents(Collection<String> accounts) {
		this.accounts = accounts;
	}

	void add(TwitchOAuthEvent event) {
		if (this.accounts.contains(event.getAccount())) {
			Map<Class<?>, TwitchOAuthEvent> latest = this.events.computeIfAbsent(event.getAccount(),
					(account) -> new LinkedHashMap<>());
			if (event instanceof DeviceCodeEvent) {
				latest.clear();
			}
			latest.remove(event.getClass());
			latest.put(event.getClass(), event);
		}
	}

	Map<String, List<TwitchOAuthEvent>> byAccount() {
		Map<String, List<TwitchOAuthEvent>> copy = new HashMap<>();
		this.events.forEach((account, latest) -> copy.put(account, new ArrayList<>(latest.values())));
		return copy;
	}

}
