package io.github.twitchoauth.docs.users;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.web.TwitchAccount;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClient;

// tag::users[]
@Service
class Visitors {

	private final TwitchAccounts accounts;

	private final WebClient helix;

	Visitors(TwitchAccounts accounts, @Qualifier("twitch") WebClient helix) {
		this.accounts = accounts;
		this.helix = helix;
	}

	Mono<AccountStatus> connect(long userId) {
		return this.accounts.logIn("user-" + userId); // show its pendingLogin() to this user only
	}

	Mono<AccountStatus> disconnect(long userId) {
		return this.accounts.logOut("user-" + userId);
	}

	Mono<String> profile(long userId) {
		return this.helix.get()
			.uri("/users")
			.attributes(TwitchAccount.account("user-" + userId))
			.retrieve()
			.bodyToMono(String.class);
	}

}
// end::users[]
