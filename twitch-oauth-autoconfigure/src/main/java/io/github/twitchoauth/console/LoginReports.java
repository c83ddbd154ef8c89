package io.github.twitchoauth.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;

/**
 * What is printed of each event.
 */
final class LoginReports {

	private static final String GREEN = "32";

	private static final String RED = "31";

	private final Terminal terminal;

	private final LoginPrompt prompt;

	private final Clock clock;

	private final Set<DeviceCode> shown = ConcurrentHashMap.newKeySet();

	private final Set<String> loggedIn = ConcurrentHashMap.newKeySet();

	LoginReports(Terminal terminal, LoginPrompt prompt, Clock clock) {
		this.terminal = terminal;
		this.prompt = prompt;
		this.clock = clock;
	}

	void tell(TwitchOAuthEvent event) {
		if (event instanceof DeviceCodeEvent code) {
			ask(code);
		}
		else if (event instanceof AuthenticatedEvent authenticated) {
			succeeded(authenticated);
		}
		else if (event instanceof AuthorizationFailedEvent failed) {
			failed(failure(failed), failed, failed.getError());
		}
		else if (event instanceof AuthorizationLostEvent lost) {
			this.loggedIn.remove(event.getAccount());
			failed("Login lost", lost, lost.getError());
		}
		else if (event instanceof LoggedOutEvent) {
			this.loggedIn.remove(event.getAccount());
			print("✓", GREEN, "Logged out" + inParentheses(remarks(event)) + ".");
		}
	}

	void noCode(Throwable error) {
		print("✗", RED, "No code: " + TerminalText.clean(error.getMessage()));
	}

	private void ask(DeviceCodeEvent event) {
		Instant now = this.clock.instant();
		this.shown.removeIf((code) -> code.expiresAt().isBefore(now));
		if (this.shown.add(event.getDeviceCode())) {
			this.terminal.print(this.prompt.text(event, now));
		}
	}

	private void succeeded(AuthenticatedEvent event) {
		this.loggedIn.add(event.getAccount());
		String login = TerminalText.clean(event.getToken().login());
		List<String> remarks = remarks(event);
		if (event.isRestored()) {
			remarks.add("restored");
		}
		String text = "Logged in" + (login.isEmpty() ? "" : " as " + login) + inParentheses(remarks) + ".";
		print("✓", GREEN, event.isRestored() ? text : text + " You can close the browser page.");
	}

	// An account that was reported as logged in still is.
	private String failure(AuthorizationFailedEvent event) {
		if (this.loggedIn.contains(event.getAccount())) {
			return "Logged in, with a problem";
		}
		return (event.getError() instanceof TwitchUnavailableException) ? "Not authorized yet" : "Not authorized";
	}

	private void failed(String what, TwitchOAuthEvent event, Throwable error) {
		print("✗", RED, what + inParentheses(remarks(event)) + ": " + TerminalText.clean(error.getMessage()));
	}

	private void print(String mark, String colour, String text) {
		String start = this.terminal.canEncode(mark) ? this.terminal.styled(mark, colour) + " " : "";
		this.terminal.print(start + text);
	}

	private List<String> remarks(TwitchOAuthEvent event) {
		List<String> remarks = new ArrayList<>();
		this.prompt.namedAccount(event).ifPresent((account) -> remarks.add("account " + account));
		return remarks;
	}

	private static String inParentheses(List<String> remarks) {
		return remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")";
	}

}
