package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.jspecify.annotations.Nullable;

/**
 * Credentials for twitch4j that follow the token manager.
 */
final class AccountCredentials implements Consumer<TwitchOAuthEvent> {

	private static final int REMEMBERED_TOKENS = 1_000;

	private final Map<String, AccountCredential> credentials = new ConcurrentHashMap<>();

	private final Map<String, String> currentTokens = new HashMap<>();

	private final Map<String, String> formerTokens = new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > REMEMBERED_TOKENS;
		}
	};

	private final Clock clock;

	/**
	 * Create credentials.
	 * @param clock tells how long tokens live
	 */
	AccountCredentials(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void accept(TwitchOAuthEvent event) {
		if (event instanceof AuthenticatedEvent authenticated) {
			follow(event.getAccount(), credential(event.getAccount()), authenticated.getToken());
		}
		else {
			AccountCredential known = this.credentials.get(event.getAccount());
			if (known != null) {
				follow(known, event);
			}
		}
	}

	// Nothing is kept of accounts that are only validated here, because they are many.
	private void follow(AccountCredential credential, TwitchOAuthEvent event) {
		if (event instanceof TokenRefreshedEvent refreshed) {
			follow(event.getAccount(), credential, refreshed.getToken());
		}
		else if (event instanceof AuthorizationLostEvent || event instanceof LoggedOutEvent) {
			follow(event.getAccount(), credential, null);
		}
	}

	private void follow(String account, AccountCredential credential, @Nullable TwitchToken token) {
		synchronized (this.currentTokens) {
			String before = credential.follow(token);
			if (this.currentTokens.remove(before) != null) {
				this.formerTokens.put(before, account);
			}
			if (token != null) {
				this.currentTokens.put(token.accessToken(), account);
			}
		}
	}

	OAuth2Credential get(String account) {
		return credential(account);
	}

	private AccountCredential credential(String account) {
		return this.credentials.computeIfAbsent(account, (name) -> new AccountCredential(this.clock));
	}

	// Knows replaced tokens too, because a caller may have read one before that.
	@Nullable String accountOf(String accessToken) {
		synchronized (this.currentTokens) {
			String account = this.currentTokens.get(accessToken);
			return (account != null) ? account : this.formerTokens.get(accessToken);
		}
	}

}
