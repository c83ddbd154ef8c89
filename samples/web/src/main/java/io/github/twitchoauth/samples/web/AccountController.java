package io.github.twitchoauth.samples.web;

import java.util.UUID;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.TwitchAccounts;
import jakarta.servlet.http.HttpSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The Twitch account of the visitor: a session has one, and sees no other.
 */
@RestController
@RequestMapping("/account")
class AccountController {

	private final TwitchAccounts accounts;

	AccountController(TwitchAccounts accounts) {
		this.accounts = accounts;
	}

	@GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<AccountStatus> watch(HttpSession session) {
		return this.accounts.watch(account(session));
	}

	@PostMapping("/login")
	Mono<AccountStatus> logIn(HttpSession session) {
		return this.accounts.logIn(account(session));
	}

	@PostMapping("/cancel")
	Mono<AccountStatus> cancel(HttpSession session) {
		return this.accounts.cancelLogin(account(session));
	}

	@PostMapping("/logout")
	Mono<AccountStatus> logOut(HttpSession session) {
		return this.accounts.logOut(account(session));
	}

	// The id of the session would be a secret in logs and in the store.
	private static String account(HttpSession session) {
		if (session.getAttribute("account") == null) {
			session.setAttribute("account", "visitor-" + UUID.randomUUID());
		}
		return (String) session.getAttribute("account");
	}

}
