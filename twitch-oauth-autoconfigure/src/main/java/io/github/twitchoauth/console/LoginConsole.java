package io.github.twitchoauth.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Tells the person in front of the terminal what to do and how it went: a box with link
 * and code, the link as a QR code, and a line when the login succeeded, failed or ended.
 * Shows no secret.
 */
public final class LoginConsole implements Consumer<TwitchOAuthEvent> {

	private static final String GREEN = "32";

	private static final String RED = "31";

	private static final String OFFER = "Press Enter for a new code.";

	private final Terminal terminal;

	private final LoginPrompt prompt;

	private final Clock clock;

	private final @Nullable NewCodeOffer offer;

	private final Set<DeviceCode> shown = ConcurrentHashMap.newKeySet();

	private final Set<String> loggedIn = ConcurrentHashMap.newKeySet();

	/**
	 * Create a console.
	 * @param terminal where to print
	 * @param clock tells how long a code is still valid
	 * @param qrMode when to print a QR code
	 * @param qrEncoder makes QR codes; {@code null} for none
	 */
	public LoginConsole(Terminal terminal, Clock clock, QrMode qrMode, @Nullable QrEncoder qrEncoder) {
		this(terminal, clock, qrMode, qrEncoder,
				new LoginPromptSettings("Twitch", false, (account) -> Optional.empty()));
	}

	/**
	 * Create a console that tells the person which login is asked for.
	 * @param terminal where to print
	 * @param clock tells how long a code is still valid
	 * @param qrMode when to print a QR code
	 * @param qrEncoder makes QR codes; {@code null} for none
	 * @param settings what to tell of the login
	 */
	public LoginConsole(Terminal terminal, Clock clock, QrMode qrMode, @Nullable QrEncoder qrEncoder,
			LoginPromptSettings settings) {
		this(terminal, clock, qrMode, qrEncoder, settings, null);
	}

	/**
	 * Create a console that also lets the person ask for another code, by pressing Enter
	 * after one was denied or has expired.
	 * @param terminal where to print; only on an interactive one can Enter be pressed
	 * @param clock tells how long a code is still valid
	 * @param qrMode when to print a QR code
	 * @param qrEncoder makes QR codes; {@code null} for none
	 * @param settings what to tell of the login
	 * @param logIn asks for a code for an account; {@code null} if Enter does nothing
	 */
	public LoginConsole(Terminal terminal, Clock clock, QrMode qrMode, @Nullable QrEncoder qrEncoder,
			LoginPromptSettings settings, @Nullable Function<String, Mono<?>> logIn) {
		Assert.notNull(terminal, "'terminal' must not be null");
		Assert.notNull(clock, "'clock' must not be null");
		Assert.notNull(qrMode, "'qrMode' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.terminal = terminal;
		this.prompt = new LoginPrompt(terminal, qrMode, qrEncoder, settings);
		this.clock = clock;
		this.offer = (logIn != null && terminal.isInteractive())
				? new NewCodeOffer(StandardInput.ofProcess(), (account) -> askAgain(account, logIn.apply(account)))
				: null;
	}

	private void askAgain(String account, Mono<?> login) {
		login.subscribe(null, (error) -> {
			print("✗", RED, "No code: " + TerminalText.clean(error.getMessage()));
			if (this.offer != null) {
				this.offer.make(account);
				this.terminal.print(OFFER);
			}
		});
	}

	@Override
	public void accept(TwitchOAuthEvent event) {
		tell(event);
		if (this.offer != null && this.offer.isMadeAfter(event)) {
			this.terminal.print(OFFER);
		}
	}

	private void tell(TwitchOAuthEvent event) {
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
