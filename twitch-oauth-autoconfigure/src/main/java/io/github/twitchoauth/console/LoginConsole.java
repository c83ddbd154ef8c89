package io.github.twitchoauth.console;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.twitchoauth.QrMode;
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

	private static final String OFFER = "Press Enter for a new code.";

	private final Terminal terminal;

	private final LoginReports reports;

	private final @Nullable NewCodeOffer offer;

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
		this.reports = new LoginReports(terminal, new LoginPrompt(terminal, qrMode, qrEncoder, settings), clock);
		this.offer = (logIn != null && terminal.isInteractive())
				? new NewCodeOffer(StandardInput.ofProcess(), (account) -> askAgain(account, logIn.apply(account)))
				: null;
	}

	private void askAgain(String account, Mono<?> login) {
		login.subscribe(null, (error) -> {
			this.reports.noCode(error);
			if (this.offer != null && this.offer.make(account)) {
				this.terminal.print(OFFER);
			}
		});
	}

	@Override
	public void accept(TwitchOAuthEvent event) {
		this.reports.tell(event);
		if (this.offer != null && this.offer.isMadeAfter(event)) {
			this.terminal.print(OFFER);
		}
	}

}
