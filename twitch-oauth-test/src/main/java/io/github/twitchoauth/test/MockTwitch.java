package io.github.twitchoauth.test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for Twitch: the device code grant, single-use refresh tokens, revocation,
 * validation, {@code GET /helix/users}, EventSub over WebSocket and sending to chat, at
 * the same paths and with the same bodies, on loopback ports. It is for tests, and for
 * running an application without internet.
 *
 * <pre class="code">
 * try (MockTwitch twitch = MockTwitch.start()) {
 *     twitch.setInterval(Duration.ofMillis(100));
 *     MyBot bot = new MyBot(twitch.getConnectionDetails());
 *     bot.logIn();
 *     twitch.approve(twitch.awaitUserCode(Duration.ofSeconds(5)), "twitchdev");
 *     twitch.on(Endpoint.REFRESH).next(3).respond(Fault.status(503));
 *     twitch.expireAccessTokens();
 *     assertThat(bot.whoAmI()).isEqualTo("twitchdev");
 *     twitch.assertNoMisuse();
 * }
 * </pre>
 *
 * In a Spring Boot test, {@code @AutoConfigureMockTwitch} starts one. A person can play
 * the user as well: the verification link leads to a page with two buttons, and
 * {@link #getBaseUrl()} to one with the codes that wait.
 * <p>
 * Any client id is known, and is that of a public client, unless set otherwise. As at
 * Twitch, a public client's refresh token works once. If a spent one is presented again,
 * everything that the user has granted to that client is dead. Instances are safe for use
 * by many threads.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#device-code-grant-flow">Device
 * code grant flow</a>
 */
public final class MockTwitch implements AutoCloseable {

	private final MockTwitchState state;

	private final MockEventSub eventSub;

	private final WireMockServer server;

	private final int port;

	MockTwitch(int port, Clock clock, @Nullable Path dataFile) {
		this.state = new MockTwitchState(clock, new GrantFile(dataFile));
		this.eventSub = new MockEventSub(this.state);
		this.server = MockTwitchServer.start(port, this.state);
		this.port = this.server.port();
	}

	/**
	 * Start on a free port.
	 * @return the running stand-in
	 */
	public static MockTwitch start() {
		return start(0);
	}

	/**
	 * Start on the given port.
	 * @param port the port, or 0 for a free one
	 * @return the running stand-in
	 */
	public static MockTwitch start(int port) {
		return new MockTwitch(port, Clock.systemUTC(), null);
	}

	/**
	 * Start and go on with the logins that a file keeps. It keeps no settings and no
	 * pending codes, and is for one stand-in at a time.
	 * @param port the port, or 0 for a free one
	 * @param dataFile the file, which need not exist
	 * @return the running stand-in
	 */
	public static MockTwitch start(int port, Path dataFile) {
		return new MockTwitch(port, Clock.systemUTC(), dataFile);
	}

	/**
	 * Stop, and close all connections.
	 */
	@Override
	public void close() {
		this.eventSub.stop();
		this.server.stop();
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * Return where the stand-in is.
	 * @return the URL, without a slash at the end
	 */
	public String getBaseUrl() {
		return "http://localhost:" + this.port;
	}

	/**
	 * Return the URIs of all endpoints.
	 * @return connection details that point the starter here
	 */
	public TwitchOAuthConnectionDetails getConnectionDetails() {
		return new MockTwitchConnectionDetails(getBaseUrl(), this.eventSub::getUri);
	}

	/**
	 * Return EventSub: followers, chatters and the connections that hear of them.
	 * @return the EventSub side of this stand-in
	 */
	public MockEventSub eventSub() {
		return this.eventSub;
	}

	/**
	 * Return what applications send to chat.
	 * @return the chat side of this stand-in
	 */
	public MockChat chat() {
		return new MockChat(this.state.chat());
	}

	/**
	 * Return the HTTP server, to add stubs to and to verify requests with. It keeps the
	 * latest 1,000 requests, secrets included. Removing all of its stubs disables this
	 * stand-in.
	 * @return the running server
	 */
	public WireMockServer getWireMockServer() {
		return this.server;
	}

	/**
	 * Set how long to wait between polls of codes issued from now on; 5 s by default. An
	 * interval that is not whole seconds appears in JSON as a decimal number.
	 * @param interval the interval
	 */
	public void setInterval(Duration interval) {
		this.state.settings().interval(interval);
	}

	/**
	 * Set how long codes issued from now on are good for; 30 min by default.
	 * @param expiresIn the time
	 */
	public void setCodeExpiresIn(Duration expiresIn) {
		this.state.settings().codeExpiresIn(expiresIn);
	}

	/**
	 * Set how long access tokens issued from now on are good for; 4 h by default.
	 * @param expiresIn the time
	 */
	public void setTokenExpiresIn(Duration expiresIn) {
		this.state.settings().tokenExpiresIn(expiresIn);
	}

	/**
	 * Know these clients, and no others except those added in the same way. Others get
	 * {@code invalid client}.
	 * @param clientIds the client ids
	 */
	public void requireClientId(String... clientIds) {
		this.state.settings().requireClientId(clientIds);
	}

	/**
	 * Make a client confidential: it cannot refresh without its secret, and its refresh
	 * tokens can be used again and again.
	 * @param clientId the client id
	 * @param clientSecret the client secret
	 */
	public void requireClientSecret(String clientId, String clientSecret) {
		this.state.settings().requireClientSecret(clientId, clientSecret);
	}

	/**
	 * Approve a code.
	 * @param userCode the user code, in any case
	 * @param login the login name of the user who approves; made up on the spot
	 * @throws IllegalArgumentException if there is no such code or the login name is
	 * impossible
	 * @throws IllegalStateException if the code is not pending
	 */
	public void approve(String userCode, String login) {
		this.state.codes().get(userCode).approve(this.state.users().register(login));
	}

	/**
	 * Approve the code that is pending already, or else the next one that is issued.
	 * Called several times, it approves as many codes.
	 * @param login the login name of the user who approves
	 */
	public void approveNext(String login) {
		this.state.codes().approveNext(this.state.users().register(login));
	}

	/**
	 * Approve every code at once, those that are pending included. Users named with
	 * {@link #approveNext(String)} go first.
	 * @param login the login name of the user who approves, or {@code null} for none
	 */
	public void setAutoApprove(@Nullable String login) {
		this.state.codes().autoApprove((login != null) ? this.state.users().register(login) : null);
	}

	/**
	 * Deny a code. The next poll is answered {@code access_denied}, which is RFC 8628's
	 * word in Twitch's shape: what Twitch itself answers is not documented.
	 * @param userCode the user code
	 * @throws IllegalArgumentException if there is no such code
	 * @throws IllegalStateException if the code is not pending
	 */
	public void deny(String userCode) {
		this.state.codes().get(userCode).deny();
	}

	/**
	 * Let a code expire now. The next poll is answered {@code invalid device code}.
	 * @param userCode the user code
	 * @throws IllegalArgumentException if there is no such code
	 */
	public void expireCode(String userCode) {
		this.state.codes().get(userCode).expire();
	}

	/**
	 * Answer the next poll with {@code slow_down}, which adds 5 s to the interval of this
	 * code for good (RFC 8628, section 3.5). Twitch does not document it.
	 * @param userCode the user code
	 * @throws IllegalArgumentException if there is no such code
	 */
	public void slowDown(String userCode) {
		this.state.codes().get(userCode).slowDown();
	}

	/**
	 * Return the codes that nobody has approved or denied yet.
	 * @return the user codes, oldest first
	 */
	public List<String> getPendingUserCodes() {
		return this.state.codes().pending().stream().map(DeviceAuthorization::userCode).toList();
	}

	/**
	 * Wait until there is a pending code.
	 * @param timeout how long to wait
	 * @return the user code that has been pending longest
	 * @throws IllegalStateException if there is none in time
	 */
	public String awaitUserCode(Duration timeout) {
		return this.state.codes().awaitUserCode(timeout);
	}

	/**
	 * Let all access tokens expire now. Refresh tokens still work.
	 */
	public void expireAccessTokens() {
		this.state.grants().expireAccessTokens();
	}

	/**
	 * Do what happens when a user presses Disconnect at Twitch or changes the password:
	 * all tokens and EventSub subscriptions of that user are dead.
	 * @param login the login name
	 * @throws IllegalArgumentException if no such user has approved a code
	 */
	public void disconnect(String login) {
		this.state.grants().disconnect(this.state.users().get(login));
	}

	/**
	 * Return the id of a user, which is the same in every run.
	 * @param login the login name
	 * @return the user id
	 */
	public String getUserId(String login) {
		return MockUsers.id(MockUsers.login(login));
	}

	/**
	 * Begin to inject a fault:
	 * {@code on(Endpoint.REVOKE).next(2).respond(Fault.reset())}.
	 * @param endpoint the endpoint whose next request meets it
	 * @return how to go on
	 */
	public FaultInjection on(Endpoint endpoint) {
		return new FaultInjection(this.state.faults(endpoint), 1);
	}

	/**
	 * Forget the faults that have not occurred yet.
	 */
	public void clearFaults() {
		this.state.clearFaults();
	}

	/**
	 * Return the latest 2,000 requests to an endpoint.
	 * @param endpoint the endpoint
	 * @return the requests, oldest first
	 */
	public List<ReceivedRequest> getRequests(Endpoint endpoint) {
		return this.state.recorder().requests(endpoint).entries();
	}

	/**
	 * Return how many requests an endpoint has received, those that met a fault included.
	 * @param endpoint the endpoint
	 * @return the number of requests
	 */
	public long getRequestCount(Endpoint endpoint) {
		return this.state.recorder().requests(endpoint).count();
	}

	/**
	 * Return how often tokens have been refreshed. Refused requests do not count.
	 * @return the number of refreshes
	 */
	public long getRefreshCount() {
		return this.state.grants().refreshCount();
	}

	/**
	 * Return when a code was polled; the latest 1,000 times.
	 * @param userCode the user code
	 * @return when each poll arrived
	 * @throws IllegalArgumentException if there is no such code
	 */
	public List<Instant> getPolls(String userCode) {
		return this.state.codes().get(userCode).polls().times();
	}

	/**
	 * Return how often a code was polled.
	 * @param userCode the user code
	 * @return the number of polls
	 * @throws IllegalArgumentException if there is no such code
	 */
	public long getPollCount(String userCode) {
		return this.state.codes().get(userCode).polls().count();
	}

	/**
	 * Return the spent refresh tokens that were presented again; the latest 1,000.
	 * @return the replays, oldest first
	 */
	public List<RefreshTokenReplay> getReplays() {
		return this.state.recorder().replays().entries();
	}

	/**
	 * Return what the application did and should not have done: parameters in a URL, a
	 * client secret on the device request, scopes unknown or under a name that Twitch
	 * ignores, polls before the interval was over. The latest 1,000.
	 * @return a sentence for each
	 */
	public List<String> getMisuses() {
		return this.state.recorder().misuses().entries();
	}

	/**
	 * Fail if there was any misuse.
	 * @throws AssertionError if {@link #getMisuses()} is not empty
	 */
	public void assertNoMisuse() {
		this.state.recorder().assertNoMisuse();
	}

	/**
	 * Forget all codes, tokens, subscriptions, faults and records, and reset EventSub
	 * connections. The settings stay.
	 */
	public void reset() {
		this.state.clear();
	}

	@Override
	public String toString() {
		return "MockTwitch[" + getBaseUrl() + "]";
	}

}
