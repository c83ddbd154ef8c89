package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuthorizedClientRequest}.
 */
class AuthorizedClientRequestTests {

	private static final URI HELIX = URI.create(HelixFixture.URL);

	private static final Attempt ATTEMPT = new Attempt("bot", "client1",
			new TwitchToken("token", "refresh", Set.of(), null, "1", "bot"), false, false, Duration.ZERO);

	private final AtomicInteger subscriptions = new AtomicInteger();

	private final ClientRequest original = ClientRequest.create(HttpMethod.POST, HELIX)
		.header("Authorization", "Bearer mine")
		.header("X-Mine", "1")
		.cookie("flavour", "chocolate")
		.attribute("color", "red")
		.body(BodyInserters.fromPublisher(Mono.fromSupplier(() -> "hello " + this.subscriptions.incrementAndGet()),
				String.class))
		.build();

	private final AuthorizedClientRequest request = new AuthorizedClientRequest(this.original,
			new RecordedBody(this.original.body()), ATTEMPT);

	private static void assertSent(ClientRequest request) {
		MockClientHttpRequest sent = new MockClientHttpRequest(HttpMethod.POST, HELIX);
		request.writeTo(sent, ExchangeStrategies.withDefaults()).block();
		assertThat(sent.getBodyAsString().block()).isEqualTo("hello 1");
		assertThat(sent.getHeaders().get("Authorization")).containsExactly("Bearer token");
		assertThat(sent.getHeaders().get("Client-Id")).containsExactly("client1");
		assertThat(sent.getHeaders().get("X-Mine")).containsExactly("1");
		assertThat(sent.getCookies().getFirst("flavour")).hasToString("flavour=chocolate");
		assertThat(sent.getAttributes()).containsEntry("color", "red");
	}

	@Test
	void writeToWhenCalledAgainThenSendsTheSameWithoutAskingTheSource() {
		assertSent(this.request);
		assertSent(this.request);
		assertThat(this.subscriptions).hasValue(1);
	}

	@Test
	void fromWhenAFilterFurtherInMakesAnotherRequestOfItThenThatIsLoggedInAndRecordedToo() {
		assertSent(ClientRequest.from(this.request).build());
		assertSent(this.request);
		assertThat(this.subscriptions).hasValue(1);
	}

	@Test
	void headersWhenPrintedThenTextDoesNotShowTheToken() {
		assertThat(this.request.headers().toString()).contains("X-Mine:\"1\"", "Authorization:\"***\"")
			.doesNotContain("token", "mine");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.request.headers().set("Authorization", "another"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3cret\n", "s3cret\r\nX-Injected: 1", "s3cret\u0000", "s3cret\u00fc", "s3cret\u2026",
			"\ts3cret" })
	void createWhenTokenCannotBeSentThenFailsWithoutQuoting(String token) {
		TwitchToken stored = new TwitchToken(token, null, Set.of(), null, "1", "bot");
		assertThatExceptionOfType(TokenStoreException.class)
			.isThrownBy(() -> new Attempt("bot", "client1", stored, false, false, Duration.ZERO))
			.withMessageContaining("'bot'")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void headersWhenAskedForThenShowTheTokenAndTheOriginalDoesNot() {
		assertThat(this.request.headers().get("Authorization")).containsExactly("Bearer token");
		assertThat(this.request.headers().get("X-Mine")).containsExactly("1");
		assertThat(this.original.headers().get("Authorization")).containsExactly("Bearer mine");
		assertThat(this.request.logPrefix()).isEqualTo(this.original.logPrefix());
	}

}
