package io.github.twitchoauth.console;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Lets the person in front of the terminal ask for a new code by pressing Enter, after
 * one was denied or has expired.
 */
final class NewCodeOffer implements Disposable {

	private static final Duration LOOK_EVERY = Duration.ofMillis(200);

	private final StandardInput input;

	private final Consumer<String> logIn;

	private final Set<String> accounts = new LinkedHashSet<>();

	private final Disposable.Swap waiting = Disposables.swap();

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
		if (over && make(event.getAccount())) {
			return true;
		}
		withdraw(event.getAccount());
		return false;
	}

	/**
	 * Let Enter ask for a new code from now on, besides those that it asks for already.
	 * What was typed before does not count.
	 * @param account the account that the code is for
	 * @return whether it does: the application may read what is typed by itself
	 */
	synchronized boolean make(String account) {
		if (!this.input.isFree()) {
			return false;
		}
		this.input.takeLine();
		this.accounts.add(account);
		this.waiting.update(Flux.interval(LOOK_EVERY)
			.takeWhile((tick) -> this.input.isFree())
			.filter((tick) -> this.input.takeLine())
			.next()
			.subscribe((tick) -> take().forEach(this.logIn)));
		return true;
	}

	private synchronized List<String> take() {
		List<String> taken = List.copyOf(this.accounts);
		this.accounts.clear();
		return taken;
	}

	private void withdraw(String account) {
		if (this.accounts.remove(account) && this.accounts.isEmpty()) {
			this.waiting.update(Disposables.disposed());
		}
	}

	@Override
	public synchronized void dispose() {
		this.accounts.clear();
		this.waiting.dispose();
	}

}
