package io.github.twitchoauth.docs.accounts;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.TwitchAccounts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

// tag::controller[]
@RestController
class AccountController {

	private final TwitchAccounts accounts;

	AccountController(TwitchAccounts accounts) {
		this.accounts = accounts;
	}

	@GetMapping("/account")
	Mono<AccountStatus> account() {
		return this.accounts.getStatus("default"); // state, user, scopes, error, pending code; never a token
	}

	@GetMapping(path = "/account/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<AccountStatus> changes() {
		return this.accounts.watch("default");
	}

	@PostMapping("/account/login")
	Mono<AccountStatus> logIn() {
		return this.accounts.logIn("default"); // at once, with link and code; joins a login that is under way
	}

	@DeleteMapping("/account")
	Mono<AccountStatus> logOut() {
		return this.accounts.logOut("default");
	}

}
// end::controller[]
