package io.github.twitchoauth.authorization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link GateWorld} has seen, in order, and what must hold of it. One thread at a
 * time writes here. A token goes by its number.
 */
final class GateHistory {

	static final String NONE = "none";

	private static final Set<String> LOGOUTS = Set.of("revoke", "forget", "forget elsewhere");

	private final List<String> violations = new ArrayList<>();

	private final List<String> posts = new ArrayList<>();

	private final Set<String> unanswered = new HashSet<>();

	private final Set<String> settled = new HashSet<>();

	private final Set<String> dead = new HashSet<>();

	private final Set<String> failed = new HashSet<>();

	private final Set<String> refused = new HashSet<>();

	private final Map<String, String> successors = new HashMap<>();

	private final Map<String, String> logins = new HashMap<>();

	private final Set<String> everStored = new HashSet<>();

	// Several processes may each have a change of their own to save.
	private final Map<String, Set<String>> unsaved = new HashMap<>();

	private final Map<String, String> lastSeen = new HashMap<>();

	private @Nullable String unsavedLogin;

	/**
	 * Remember a violation. Thrown at once it would be taken for a failure of the store
	 * or the server.
	 */
	void require(boolean condition, String violation) {
		if (!condition) {
			this.violations.add(Conductor.operation() + " " + violation);
		}
	}

	List<String> violations() {
		return this.violations;
	}

	static String number(@Nullable TwitchToken token) {
		return (token != null) ? number(token.accessToken()) : NONE;
	}

	static String number(String token) {
		return token.substring(3);
	}

	/**
	 * Somebody has found that the token does not work, so that it may be refreshed.
	 */
	void failed(String number) {
		this.failed.add(number);
	}

	void loggedIn(String operation, TwitchToken token) {
		this.logins.put(operation, number(token));
	}

	// Presenting a refresh token for a second time is right only if the first time it was
	// refused, which spends nothing, or if the answer was lost, and in both cases only
	// after the access token was asked about. An access token that lives says nothing
	// about a refresh token whose answer was lost.
	void posted(String number) {
		require(this.failed.contains(number), "refreshes token " + number + ", which has not failed");
		if (this.posts.contains(number)) {
			require(this.unanswered.contains(number) || this.refused.contains(number),
					"presents token " + number + " twice although it was answered");
			require(this.settled.contains(number), "presents token " + number + " twice without asking about it");
			require(this.refused.contains(number) || this.dead.contains(number),
					"presents token " + number + " twice although its access token lives");
		}
		this.posts.add(number);
		this.unanswered.remove(number);
		this.settled.remove(number);
		this.dead.remove(number);
	}

	void lost(String number) {
		this.unanswered.add(number);
	}

	void answered(String number, @Nullable String successor) {
		if (successor != null) {
			this.successors.put(number, successor);
		}
		else {
			this.refused.add(number);
		}
	}

	void validated(String number, boolean alive) {
		this.settled.add(number);
		if (!alive) {
			this.failed.add(number);
			this.dead.add(number);
		}
	}

	// Each change of the store must be justified by what was there before, or by a change
	// that the store did not take then.
	void stored(String operation, @Nullable TwitchToken before, @Nullable TwitchToken after) {
		String from = number(before);
		String to = number(after);
		Set<String> unsaved = (this.unsavedLogin != null) ? Set.of(this.unsavedLogin)
				: this.unsaved.getOrDefault(from, Set.of());
		require(isJustified(operation, from, to)
				|| unsaved.stream().anyMatch((change) -> isJustified(operation, change, to)),
				"replaces token " + from + " by " + to);
		this.everStored.add(to);
	}

	void notStored(String operation, @Nullable TwitchToken before, @Nullable TwitchToken after) {
		stored(operation, before, after);
		if (!AccountTokens.isSame(before, after)) {
			this.unsaved.computeIfAbsent(number(before), (from) -> new HashSet<>()).add(number(after));
		}
	}

	void notStored(String operation) {
		this.unsavedLogin = this.logins.get(operation);
	}

	private boolean isJustified(String operation, String from, String to) {
		if (to.equals(NONE)) {
			return from.equals(NONE) || LOGOUTS.contains(operation) || this.refused.contains(from);
		}
		return to.equals(from) || to.equals(this.logins.get(operation)) || to.equals(this.successors.get(from))
				|| isNewLogin(to);
	}

	// A refresh that gives way to a login may be the first to store its token.
	private boolean isNewLogin(String number) {
		return this.logins.containsValue(number) && !this.everStored.contains(number);
	}

	void seen(String process, @Nullable TwitchToken token) {
		this.lastSeen.put(process, number(token));
	}

	@Nullable String lastSeen(String process) {
		return this.lastSeen.get(process);
	}

}
