package io.github.twitchoauth.console;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Lets the person in front of the terminal ask for a new code by pressing Enter, after
 * one was denied or has expired.
 */
final class NewCodeOffer implements Disposable {

	private static final Duration LOOK_EVERY = Duration.ofMillis(200);

	private final StandardInput input;

	private final Consumer<String> logIn;

	private @Nullable String account;

	private @Nullable Disposable waiting;

	/**
	 * Create an offer.
	 * @param input what the person types
	 * @param logIn asks for a code for an account, and does not block
	 */
	NewCodeOffer(StandardInput input, Consumer<String> logIn) {
		this.input = input;
		this.logIn = logIn;
	}

	/**
	 * Take note of an event.
	 * @param event the event
	 * @return whether Enter asks for a new code from now on, which the person has to be
	 * told
	 */
	synchronized boolean isMadeAfter(TwitchOAuthEvent event) {
		boolean over = event instanceof AuthorizationFailedEvent failed
				&& (failed.getError() instanceof AuthorizationDeniedException
						|| failed.getError() instanceof DeviceCodeExpiredException);
		if (over && this.input.isFree()) {
			make(event.getAccount());
			return true;
		}
		if (event.getAccount().equals(this.account)) {
			dispose();
		}
		return false;
	}

	/**
	 * Let Enter ask for a new code from now on. What was typed before does not count.
	 * @param account the account that the code is for
	 */
	synchronized void make(String account) {
		dispose();
		this.input.takeLine();
		this.account = account;
		this.waiting = Flux.interval(LOOK_EVERY).filter((tick) -> this.input.takeLine()).next().subscribe((tick) -> {
			dispose();
			this.logIn.accept(account);
		});
	}

	@Override
	public synchronized void dispose() {
		this.account = null;
		if (this.waiting != null) {
			this.waiting.dispose();
			this.waiting = null;
		}
	}

}
