package io.github.twitchoauth.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.twitchoauth.AuthorizationRequiredException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TwitchClientHttpRequestFactory}.
 */
class TwitchClientHttpRequestFactoryTests {

	private final HelixFixture fixture = new HelixFixture();

	private final Deque<ClientHttpResponse> script = new ArrayDeque<>();

	private final List<MockClientHttpRequest> sent = new ArrayList<>();

	private boolean streaming;

	private final TwitchClientHttpRequestFactory factory = new TwitchClientHttpRequestFactory(this::plain,
			this.fixture.authorization());

	private ClientHttpRequest plain(URI uri, HttpMethod method) {
		MockClientHttpRequest request = this.streaming ? new StreamingRequest(method, uri)
				: new MockClientHttpRequest(method, uri);
		if (!this.script.isEmpty()) {
			request.setResponse(this.script.remove());
		}
		this.sent.add(request);
		return request;
	}

	private ClientHttpRequest request() throws IOException {
		ClientHttpRequest request = this.factory.createRequest(URI.create(HelixFixture.URL), HttpMethod.POST);
		TwitchAccount.orDefault().accept(request.getAttributes());
		request.getHeaders().set("X-Mine", "1");
		request.getBody().write("hello".getBytes(StandardCharsets.UTF_8));
		return request;
	}

	private void answers(int status, String body) {
		this.script
			.add(new MockClientHttpResponse(body.getBytes(StandardCharsets.UTF_8), HttpStatusCode.valueOf(status)));
	}

	private List<String> sentHeaders(String name) {
		return this.sent.stream().map((request) -> String.valueOf(request.getHeaders().getFirst(name))).toList();
	}

	@Test
	void executeWhenTokenIsDeadThenRefreshesAndSendsAllOfItAgain() throws IOException {
		answers(401, HelixFixture.DEAD);
		answers(200, "fine");
		ClientHttpRequest request = request();
		TwitchAccount.account("bot").accept(request.getAttributes());
		request.getAttributes().put("color", "red");
		assertThat(request.execute().getBody()).hasContent("fine");
		assertThat(sentHeaders("Authorization")).containsExactly("Bearer bot-0", "Bearer bot-1");
		assertThat(sentHeaders("Client-Id")).containsExactly("client2", "client2");
		assertThat(sentHeaders("X-Mine")).containsExactly("1", "1");
		assertThat(sentHeaders("Content-Length")).containsExactly("5", "5");
		assertThat(this.sent).allSatisfy((each) -> {
			assertThat(each.getBodyAsString()).isEqualTo("hello");
			assertThat(each.getMethod()).isEqualTo(HttpMethod.POST);
			assertThat(each.getURI()).hasToString(HelixFixture.URL);
			assertThat(each.getAttributes()).containsEntry("color", "red");
		});
	}

	@Test
	void executeWhenRequestsStreamTheirBodyThenEachHasIt() throws IOException {
		this.streaming = true;
		answers(401, HelixFixture.DEAD);
		answers(200, "fine");
		request().execute();
		assertThat(this.sent).hasSize(2).allSatisfy((each) -> {
			assertThat(((StreamingRequest) each).streamed.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
			assertThat(each.getBodyAsString()).isEmpty();
		});
	}

	@Test
	void executeWhenThereIsNoBodyThenNoneIsSent() throws IOException {
		answers(200, "fine");
		ClientHttpRequest request = this.factory.createRequest(URI.create(HelixFixture.URL), HttpMethod.GET);
		TwitchAccount.orDefault().accept(request.getAttributes());
		request.execute();
		assertThat(sentHeaders("Content-Length")).containsExactly("null");
	}

	@Test
	void executeWhenDoneThenTheRequestDoesNotShowTheToken() throws IOException {
		answers(200, "fine");
		ClientHttpRequest request = request();
		HttpHeaders kept = request.getHeaders();
		kept.setBearerAuth("mine");
		request.execute();
		assertThat(sentHeaders("Authorization")).containsExactly("Bearer default-0");
		assertThat(kept.get("Authorization")).containsExactly("Bearer mine");
	}

	@Test
	void executeWhenTheAccountHasBeenLostThenFailsAndSendsNothing() throws IOException {
		ClientHttpRequest request = request();
		request.getAttributes().clear();
		assertThatIllegalStateException().isThrownBy(request::execute).withMessageContaining("bufferContent");
		assertThat(this.sent).isEmpty();
	}

	@Test
	void executeWhenThereIsNoTokenThenSendsNothing() throws IOException {
		this.fixture.tokens.answer = Mono.error(new AuthorizationRequiredException("log in"));
		ClientHttpRequest request = request();
		assertThatExceptionOfType(AuthorizationRequiredException.class).isThrownBy(request::execute);
		assertThat(this.sent).isEmpty();
	}

	@Test
	void executeWhenTheAccountIsNoTextThenFails() throws IOException {
		ClientHttpRequest request = request();
		request.getAttributes().put(TwitchAccount.ATTRIBUTE, 1);
		assertThatIllegalArgumentException().isThrownBy(request::execute);
	}

	private static final class StreamingRequest extends MockClientHttpRequest implements StreamingHttpOutputMessage {

		private final ByteArrayOutputStream streamed = new ByteArrayOutputStream();

		StreamingRequest(HttpMethod method, URI uri) {
			super(method, uri);
		}

		@Override
		public void setBody(Body body) {
			try {
				body.writeTo(this.streamed);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
