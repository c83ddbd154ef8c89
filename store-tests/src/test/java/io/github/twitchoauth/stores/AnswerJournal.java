package io.github.twitchoauth.stores;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestListener;
import com.github.tomakehurst.wiremock.http.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which process was sent which refresh token, which of them were stored, and which were
 * presented again. It listens to MockTwitch, and names tokens by a digest.
 */
final class AnswerJournal implements RequestListener {

	/**
	 * Name of the process that people log in with, which is never killed.
	 */
	static final String LOGIN = "login";

	private final Map<String, Answer> bySpent = new HashMap<>();

	private final Map<String, Answer> byIssued = new HashMap<>();

	private final Map<String, Answer> latest = new HashMap<>();

	private final Set<String> kept = new HashSet<>();

	private final Map<String, Instant> killed = new HashMap<>();

	private final List<Replay> replays = new ArrayList<>();

	private final List<Instant> presentations = new ArrayList<>();

	private String loggingIn = "";

	static String digest(String token) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, 6);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Called before the answer is sent.
	@Override
	public void requestReceived(Request request, Response response) {
		if (!request.getUrl().startsWith("/oauth2/token")) {
			return;
		}
		Map<String, String> form = parameters(request.getBodyAsString());
		JsonNode answer = (response.getStatus() == 200) ? JsonMapper.shared().readTree(response.getBodyAsString())
				: null;
		if ("refresh_token".equals(form.get("grant_type"))) {
			String node = parameters(URI.create(request.getUrl()).getRawQuery()).get("node");
			presented(digest(form.get("refresh_token")), node, answer);
		}
		else if (answer != null) {
			loggedIn(answer);
		}
	}

	private static Map<String, String> parameters(String text) {
		return Arrays.stream(text.split("&"))
			.map((pair) -> pair.split("=", 2))
			.filter((pair) -> pair.length == 2)
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	private synchronized void presented(String spent, String node, @Nullable JsonNode json) {
		this.presentations.add(Instant.now());
		if (this.bySpent.containsKey(spent)) {
			this.replays.add(new Replay(Instant.now(), node, this.bySpent.get(spent)));
		}
		if (json != null) {
			Answer answer = answer(this.byIssued.get(spent).account(), node, json);
			if (node.equals(LOGIN)) {
				this.kept.add(answer.refreshToken());
			}
			this.bySpent.put(spent, answer);
			issued(answer);
		}
	}

	private synchronized void loggedIn(JsonNode json) {
		Answer answer = answer(this.loggingIn, LOGIN, json);
		this.kept.add(answer.refreshToken());
		issued(answer);
	}

	private static Answer answer(String account, String node, JsonNode json) {
		return new Answer(Instant.now(), account, node, json.path("access_token").asString(),
				digest(json.path("refresh_token").asString()));
	}

	private void issued(Answer answer) {
		this.byIssued.put(answer.refreshToken(), answer);
		this.latest.put(answer.account(), answer);
	}

	/**
	 * Note whose the next login will be.
	 * @param account the account
	 */
	synchronized void logsIn(String account) {
		this.loggingIn = account;
	}

	synchronized void kept(String refreshToken) {
		this.kept.add(refreshToken);
	}

	synchronized void killed(String node) {
		this.killed.put(node, Instant.now());
	}

	/**
	 * Return the latest token of an account.
	 * @param account the account
	 * @return the answer that it came with
	 */
	synchronized Answer latest(String account) {
		return this.latest.get(account);
	}

	synchronized boolean isKept(Answer answer) {
		return this.kept.contains(answer.refreshToken());
	}

	/**
	 * Return whether an answer died with the process that was to get it.
	 * @param answer the answer
	 * @return whether that process has been killed and has not stored it
	 */
	synchronized boolean isDead(Answer answer) {
		return !isKept(answer) && this.killed.containsKey(answer.node());
	}

	synchronized List<Replay> replays() {
		return List.copyOf(this.replays);
	}

	synchronized long presentationsWithin(Instant from, Instant to) {
		return this.presentations.stream().filter((time) -> time.isAfter(from) && time.isBefore(to)).count();
	}

	synchronized int presentations() {
		return this.presentations.size();
	}

	/**
	 * A fresh token on its way.
	 *
	 * @param time when it was issued
	 * @param account whose it is
	 * @param node the process that asked for it
	 * @param accessToken the access token
	 * @param refreshToken the digest of the refresh token
	 */
	record Answer(Instant time, String account, String node, String accessToken, String refreshToken) {

		@Override
		public String toString() {
			return this.account + " issued to " + this.node + " at " + this.time;
		}

	}

	/**
	 * A spent refresh token that was presented again.
	 *
	 * @param time when
	 * @param node by which process
	 * @param successor what it had been exchanged for
	 */
	record Replay(Instant time, String node, Answer successor) {

	}

}
