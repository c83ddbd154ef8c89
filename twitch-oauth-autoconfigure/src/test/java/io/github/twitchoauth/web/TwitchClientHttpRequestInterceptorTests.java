package io.github.twitchoauth.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchUnavailableException;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TwitchClientHttpRequestInterceptor}.
 */
class TwitchClientHttpRequestInterceptorTests {

	private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

	private final HelixFixture fixture = new HelixFixture();

	private final MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST,
			URI.create(HelixFixture.URL));

	private final Deque<MockClientHttpResponse> script = new ArrayDeque<>();

	private final List<HttpRequest> sent = new ArrayList<>();

	@Test
	void interceptWhenTokenIsDeadThenRefreshesAndSendsTheBodyAgain() throws IOException {
		MockClientHttpResponse refusal = answers(401, HelixFixture.DEAD);
		MockClientHttpResponse success = answers(200, "fine");
		ClientHttpResponse response = intercept();
		assertThat(response).isSameAs(success);
		assertThat(tokens()).containsExactly("Bearer default-0", "Bearer default-1");
		BDDMockito.then(refusal).should().close();
		BDDMockito.then(success).should(Mockito.never()).close();
	}

	@Test
	void interceptWhenNewTokenIsRefusedAsWellThenPassesTheAnswerOn() throws IOException {
		answers(401, HelixFixture.DEAD);
		MockClientHttpResponse second = answers(401, HelixFixture.DEAD);
		ClientHttpResponse response = intercept();
		assertThat(response.getStatusCode().value()).isEqualTo(401);
		assertThat(response.getBody()).hasContent(HelixFixture.DEAD);
		BDDMockito.then(second).should(Mockito.never()).close();
		response.close();
		BDDMockito.then(second).should().close();
		assertThat(this.fixture.tokens.refreshes).containsExactly("default-0");
	}

	@Test
	void interceptWhenScopeIsMissingThenClosesTheResponse() {
		MockClientHttpResponse refusal = answers(403, "{\"message\":\"Missing scope: bits:read\"}");
		assertThatExceptionOfType(MissingScopeException.class).isThrownBy(this::intercept)
			.withMessageContaining("'bits:read'")
			.withMessageContaining("twitch.oauth.scopes");
		BDDMockito.then(refusal).should().close();
	}

	@Test
	void interceptWhenRedirectedThenClosesTheResponseAndFails() {
		MockClientHttpResponse redirect = answers(307, "");
		redirect.getHeaders().set("Location", "https://evil.example/users?code=s3cret");
		assertThatExceptionOfType(TwitchOAuthException.class).isThrownBy(this::intercept)
			.withMessageContaining("'https://evil.example/users'");
		BDDMockito.then(redirect).should().close();
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void interceptWhenBodyIsTooLongToJudgeThenPassesAllOfItOn() throws IOException {
		String text = "{\"message\":\"Invalid OAuth token\",\"x\":\"" + "x".repeat(300_000) + "\"}";
		answers(401, text);
		assertThat(intercept().getBody()).hasContent(text);
		assertThat(this.fixture.tokens.refreshes).isEmpty();
	}

	@Test
	void interceptWhenBodyCannotBeReadThenStatusIsKept() throws IOException {
		MockClientHttpResponse broken = answers(403, "");
		BDDMockito.given(broken.getBody()).willThrow(new IOException("torn"));
		ClientHttpResponse response = intercept();
		assertThat(response.getStatusCode().value()).isEqualTo(403);
		assertThat(response.getBody()).isEmpty();
		response.close();
		BDDMockito.then(broken).should().close();
	}

	@Test
	void interceptWhenCalledThenCallersRequestNeverHoldsTheToken() throws IOException {
		this.request.getHeaders().setBearerAuth("mine");
		answers(200, "fine");
		intercept();
		assertThat(this.request.getHeaders().get("Authorization")).containsExactly("Bearer mine");
		assertThat(this.sent.get(0).getHeaders().get("Authorization")).containsExactly("Bearer default-0");
		assertThat(this.sent.get(0).getHeaders().get("Client-Id")).containsExactly("client1");
	}

	@Test
	void interceptWhenThreadMustNotBlockThenFails() {
		StepVerifier.create(Mono.fromCallable(this::intercept).subscribeOn(Schedulers.parallel()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("must not be blocked")
				.hasMessageContaining("WebClient"))
			.verify(Duration.ofSeconds(30));
		assertThat(this.sent).isEmpty();
	}

	@Test
	void interceptWhenInterruptedWhileItWaitsThenSaysSoAndStaysInterrupted() {
		this.fixture.tokens.answer = Mono.never();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(TwitchUnavailableException.class).isThrownBy(this::intercept)
			.withMessageContaining("interrupted");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.sent).isEmpty();
	}

	@Test
	void interceptWhenAddedTwiceThenTheSecondHasNoEffect() throws IOException {
		answers(401, HelixFixture.DEAD);
		answers(401, HelixFixture.DEAD);
		TwitchClientHttpRequestInterceptor interceptor = new TwitchClientHttpRequestInterceptor(
				this.fixture.authorization());
		ClientHttpResponse response = interceptor.andThen(interceptor).intercept(this.request, BODY, this::send);
		assertThat(response.getStatusCode().value()).isEqualTo(401);
		assertThat(this.sent).hasSize(2);
		assertThat(this.fixture.tokens.refreshes).containsExactly("default-0");
	}

	@Test
	void interceptWhenAccountIsNoTextThenFails() {
		this.request.getAttributes().put(TwitchAccount.ATTRIBUTE, 1);
		assertThatIllegalArgumentException().isThrownBy(this::intercept);
	}

	@Test
	void interceptWhenThereIsNoTokenThenSendsNothing() {
		this.fixture.tokens.answer = Mono.error(new AuthorizationRequiredException("log in"));
		assertThatExceptionOfType(AuthorizationRequiredException.class).isThrownBy(this::intercept);
		assertThat(this.sent).isEmpty();
	}

	private ClientHttpResponse intercept() throws IOException {
		return new TwitchClientHttpRequestInterceptor(this.fixture.authorization()).intercept(this.request, BODY,
				this::send);
	}

	private ClientHttpResponse send(HttpRequest sent, byte[] body) {
		assertThat(body).isEqualTo(BODY);
		this.sent.add(sent);
		return this.script.remove();
	}

	private List<String> tokens() {
		return this.sent.stream().map((request) -> request.getHeaders().getFirst("Authorization")).toList();
	}

	private MockClientHttpResponse answers(int status, String body) {
		MockClientHttpResponse response = Mockito
			.spy(new MockClientHttpResponse(body.getBytes(StandardCharsets.UTF_8), HttpStatusCode.valueOf(status)));
		this.script.add(response);
		return response;
	}

}
