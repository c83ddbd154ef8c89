package io.github.twitchoauth.test.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TokenStoreContract} starts as another process. Only the Java launcher needs
 * to see it.
 *
 * @since 0.1.0
 */
public final class StoreProcessMain {

	private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

	private final TokenStore store;

	private StoreProcessMain(TokenStore store) {
		this.store = store;
	}

	/**
	 * Open a store and execute commands from standard input until that ends.
	 * @param arguments the {@link TokenStoreOpener} and the location to open
	 * @throws ReflectiveOperationException if there is no such opener
	 */
	public static void main(String[] arguments) throws ReflectiveOperationException {
		Constructor<? extends TokenStoreOpener> constructor = Class.forName(arguments[0])
			.asSubclass(TokenStoreOpener.class)
			.getDeclaredConstructor();
		constructor.setAccessible(true);
		StoreProcessMain process = new StoreProcessMain(constructor.newInstance().open(arguments[1]));
		say("open");
		String command = process.readLine();
		while (command != null) {
			process.execute(command.split(" "));
			command = process.readLine();
		}
	}

	private void execute(String[] command) {
		try {
			carryOut(command);
			say("done");
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			say("failed");
		}
	}

	private void carryOut(String[] command) {
		switch (command[0]) {
			case "increment" -> increment(command[1], Integer.parseInt(command[2]));
			case "hold" -> hold(command[1]);
			case "present" -> present(command[1]);
			case "write" -> write(command[1]);
			default -> throw new IllegalArgumentException(command[0]);
		}
	}

	private void increment(String account, int times) {
		for (int i = 0; i < times; i++) {
			this.store.update(account, CountingTokens::next);
		}
	}

	private void hold(String account) {
		this.store.update(account, (token) -> {
			say("holds");
			if (readLine() == null) {
				System.exit(1);
			}
			return CountingTokens.next(token);
		});
	}

	private void present(String account) {
		this.store.update(account, (token) -> {
			this.store.writeAhead(account, CountingTokens.possiblySpent(token));
			say("presents");
			readLine();
			return CountingTokens.next(token);
		});
	}

	private void write(String account) {
		while (true) {
			TwitchToken token = this.store.update(account, CountingTokens::next);
			say("wrote " + CountingTokens.number(token));
		}
	}

	private @Nullable String readLine() {
		try {
			return this.input.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void say(String line) {
		System.out.println(StoreProcess.PREFIX + line);
		if (System.out.checkError()) {
			System.exit(1);
		}
	}

}
