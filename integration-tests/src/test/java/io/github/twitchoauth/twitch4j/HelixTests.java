package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.twitch4j.common.exception.UnauthorizedException;
import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.domain.UserList;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of twitch4j's Helix client and of chat, over a socket.
 */
class HelixTests {

	private MockTwitch twitch;

	private ClientApplication application;

	private TwitchHelix helix;

	@BeforeEach
	void start() {
		this.twitch = MockTwitch.start();
		this.application = ClientApplication.start(this.twitch, Object.class).logIn("default", "twitchdev");
		this.helix = this.application.bean(TwitchHelix.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.twitch.assertNoMisuse();
		this.twitch.close();
	}

	private static List<String> logins(UserList users) {
		return users.getUsers().stream().map((user) -> user.getLogin()).toList();
	}

	@Test
	void callWhenLoggedInThenNobodyAsksAboutTheToken() {
		long validations = this.twitch.getRequestCount(Endpoint.VALIDATE);
		assertThat(logins(this.helix.getUsers(null, null, null).execute())).containsExactly("twitchdev");
		String token = this.application.client().getCredential().getAccessToken();
		assertThat(logins(this.helix.getUsers(token, null, null).execute())).containsExactly("twitchdev");
		assertThat(this.twitch.getRequestCount(Endpoint.VALIDATE)).isEqualTo(validations);
		assertThat(this.application.client().getCredential().getRefreshToken()).isNull();
		assertThat(this.application.client().getCredential().getUserId()).isEqualTo(this.twitch.getUserId("twitchdev"));
	}

	@Test
	void callWhenManyMeetADeadTokenThenItIsRefreshedOnceAndAllSucceed() throws Exception {
		String old = this.application.client().getCredential().getAccessToken();
		this.twitch.expireAccessTokens();
		List<Future<UserList>> calls = IntStream.range(0, 30)
			.mapToObj((i) -> this.helix.getUsers((i % 2 == 0) ? null : old, null, null).queue())
			.toList();
		for (Future<UserList> call : calls) {
			assertThat(logins(call.get())).containsExactly("twitchdev");
		}
		assertThat(this.twitch.getRefreshCount()).isOne();
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@Test
	void callWhenForAnotherAccountThenItsTokenIsUsed() {
		this.application.logIn("alice", "alice");
		TwitchClient alice = this.application.client().forAccount("alice");
		assertThat(logins(alice.getHelix().getUsers(null, null, null).execute())).containsExactly("alice");
		String token = alice.getCredential().getAccessToken();
		this.twitch.expireAccessTokens();
		assertThat(logins(this.helix.getUsers(token, null, null).execute())).containsExactly("alice");
	}

	@Test
	void callWhenTheTokenIsNobodysThenItIsSentAsItIs() {
		assertThatExceptionOfType(HystrixRuntimeException.class)
			.isThrownBy(() -> this.helix.getUsers("made-up", null, null).execute())
			.havingCause()
			.isInstanceOf(UnauthorizedException.class);
		assertThat(this.twitch.getRefreshCount()).isZero();
	}

	@Test
	void callWhenTheTokenHasALineBreakThenItIsNotSentAndNotQuoted() {
		assertThatExceptionOfType(HystrixRuntimeException.class)
			.isThrownBy(() -> this.helix.getUsers("s3cret\r\nX-Injected: 1", null, null).execute())
			.havingCause()
			.withMessageContaining("printable ASCII")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void callWhenTheTokenIsNotFromHereButAliveThenItIsSentWithTheClientId() {
		try (ClientApplication other = ClientApplication.start(this.twitch, Object.class)) {
			TokenManager tokens = other.logIn("default", "streamer").bean(TokenManager.class);
			String token = tokens.getToken().block(ClientApplication.PATIENCE).accessToken();
			assertThat(logins(this.helix.getUsers(token, null, null).execute())).containsExactly("streamer");
		}
	}

	@Test
	void callWhenNotLoggedInThenTheCauseSaysSo() {
		this.application.bean(TokenManager.class).revoke().block(ClientApplication.PATIENCE);
		assertThatExceptionOfType(HystrixRuntimeException.class)
			.isThrownBy(() -> this.helix.getUsers(null, null, null).execute())
			.havingCause()
			.isInstanceOf(AuthorizationRequiredException.class);
	}

	@Test
	void callWhenAnotherAccountHasToWaitThenDoesNotWait() {
		this.application.logIn("alice", "alice");
		this.twitch.on(Endpoint.HELIX_USERS).next(30).respond(Fault.delay(Duration.ofSeconds(20)));
		List<Future<UserList>> slow = IntStream.range(0, 30)
			.mapToObj((i) -> this.helix.getUsers(null, null, null).queue())
			.toList();
		ClientApplication.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.HELIX_USERS)).isEqualTo(30));
		TwitchHelix alice = this.application.client().forAccount("alice").getHelix();
		assertThat(logins(alice.getUsers(null, null, null).execute())).containsExactly("alice");
		assertThat(slow).noneMatch(Future::isDone);
	}

	@Test
	void callWhenItWaitsForTheRateLimitAndTheApplicationClosesThenEnds() {
		this.twitch.on(Endpoint.HELIX_USERS).next(1).respond(Fault.status(429).withHeader("Retry-After", "25"));
		Future<UserList> call = this.helix.getUsers(null, null, null).queue();
		ClientApplication.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.HELIX_USERS)).isOne());
		this.application.close();
		assertThat(call).failsWithin(Duration.ofSeconds(15))
			.withThrowableThat()
			.havingRootCause()
			.withMessageContaining("shutting down");
	}

	@Test
	void sendMessageWhenDroppedThenThrowsTheReason() {
		this.twitch.chat().dropNextMessage("msg_duplicate", "Your message is identical to the previous one.");
		assertThatExceptionOfType(ChatMessageDroppedException.class)
			.isThrownBy(() -> this.application.client().sendMessage("Hello"))
			.withMessageContaining("identical")
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("msg_duplicate"));
		assertThat(this.application.client().sendMessage("Hello")).isNotEmpty();
		assertThat(this.twitch.chat().getMessages()).hasSize(1);
	}

	@Test
	void sendMessageWhenRefusedThenThrowsAndIsNotSentAgain() {
		this.twitch.on(Endpoint.CHAT_MESSAGES).next(1).respond(Fault.status(503));
		assertThatExceptionOfType(TwitchOAuthException.class)
			.isThrownBy(() -> this.application.client().sendMessage("Hello"))
			.withMessageContaining("503");
		assertThat(this.twitch.getRequestCount(Endpoint.CHAT_MESSAGES)).isOne();
	}

	@ParameterizedTest
	@MethodSource
	void sendMessageWhenThereIsNoTellingThenSaysSo(Fault fault) {
		this.twitch.on(Endpoint.CHAT_MESSAGES).next(1).respond(fault);
		assertThatExceptionOfType(TwitchUnavailableException.class)
			.isThrownBy(() -> this.application.client().sendMessage("Hello"))
			.withMessageContaining("cannot be told");
		assertThat(this.twitch.getRequestCount(Endpoint.CHAT_MESSAGES)).isOne();
	}

	static Stream<Fault> sendMessageWhenThereIsNoTellingThenSaysSo() {
		return Stream.of(Fault.status(503), Fault.html(200), Fault.html(403), Fault.reset());
	}

	@Test
	void sendMessageWhenScopeIsMissingThenNamesIt() {
		try (ClientApplication reader = ClientApplication.start(this.twitch, Object.class,
				"twitch.oauth.scopes=user:read:chat")) {
			reader.logIn("default", "reader");
			assertThatExceptionOfType(MissingScopeException.class)
				.isThrownBy(() -> reader.client().sendMessage("Hello"))
				.withMessageContaining("user:write:chat");
		}
	}

}
