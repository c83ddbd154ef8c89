package io.github.twitchoauth.twitch4j;

import java.lang.reflect.Method;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.domain.BanUserInput;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import feign.Param;
import feign.Request;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.event.AuthenticatedEvent;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link HelixClients}, without a network.
 */
class HelixClientsTests {

	private final List<ClientRequest> authorized = new ArrayList<>();

	private final List<ClientRequest> anonymous = new ArrayList<>();

	private final HelixClients clients = new HelixClients(accounts(), new Requests(),
			URI.create("https://helix.example.com"), Clock.systemUTC());

	private Mono<HttpStatus> status = Mono.just(HttpStatus.OK);

	private static Accounts accounts() {
		return new Accounts(settings("default", "client-1"), List.of(settings("bot", "client-2")));
	}

	private static AccountSettings settings(String account, String clientId) {
		return new AccountSettings(account, new ClientCredentials(clientId, null), Set.of(), true, null);
	}

	private WebClient webClient(List<ClientRequest> requests) {
		return WebClient.builder().exchangeFunction((request) -> {
			requests.add(request);
			return this.status.map((status) -> ClientResponse.create(status)
				.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
				.body("{\"data\":[]}")
				.build());
		}).build();
	}

	private void getUsers(String account, String token) {
		this.clients.get(account).getUsers(token, null, null).execute();
	}

	private static Map<String, String> headers(ClientRequest request) {
		HttpHeaders headers = request.headers();
		return Map.of("Client-Id", String.valueOf(headers.getFirst("Client-Id")), "Authorization",
				String.valueOf(headers.getFirst(HttpHeaders.AUTHORIZATION)));
	}

	@Test
	void callWhenThereIsNoTokenThenIsMadeForTheAccount() {
		getUsers("bot", null);
		getUsers("name with.dots, commas {and} \u00fcmlauts", "");
		assertThat(this.authorized).extracting((request) -> request.attributes().get("account"))
			.containsExactly("bot", "name with.dots, commas {and} \u00fcmlauts");
		assertThat(this.authorized)
			.allSatisfy((request) -> assertThat(headers(request)).containsValues("null", "null"));
		assertThat(this.anonymous).isEmpty();
	}

	@Test
	void callWhenTheTokenIsThatOfAnAccountThenIsMadeForThatOne() {
		TwitchToken token = new TwitchToken("secret", null, Set.of(), null, "1", "other");
		this.clients.accept(new AuthenticatedEvent(this, "other", token, false));
		getUsers("bot", "secret");
		assertThat(this.authorized).extracting((request) -> request.attributes().get("account"))
			.containsExactly("other");
	}

	@Test
	void callWhenTheTokenIsNobodysThenIsSentWithTheClientIdOfTheAccount() {
		getUsers("bot", "foreign");
		getUsers("made-up", "foreign.with.dots");
		assertThat(this.anonymous).extracting(HelixClientsTests::headers)
			.containsExactly(Map.of("Client-Id", "client-2", "Authorization", "Bearer foreign"),
					Map.of("Client-Id", "client-1", "Authorization", "Bearer foreign.with.dots"));
		assertThat(this.authorized).isEmpty();
	}

	@Test
	void callWhenForAnExtensionThenKeepsItsClientId() {
		this.clients.get("bot").getExtensionConfigurationSegment("jwt", "extension-1", List.of(), null).execute();
		assertThat(this.anonymous).extracting(HelixClientsTests::headers)
			.containsExactly(Map.of("Client-Id", "extension-1", "Authorization", "Bearer jwt"));
	}

	@Test
	void callWhenABanIsRefusedForBeingOneOfTooManyThenSaysSo() {
		this.status = Mono.just(HttpStatus.TOO_MANY_REQUESTS);
		BanUserInput ban = BanUserInput.builder().userId("3").build();
		assertThatExceptionOfType(HystrixRuntimeException.class)
			.isThrownBy(() -> this.clients.get("bot").banUser(null, "1", "2", ban).execute())
			.havingCause()
			.withMessageContaining("Too many requests");
	}

	@Test
	void callWhenInterruptedThenSaysSoAndTheThreadStaysInterrupted() {
		this.status = Mono.never();
		HelixTransport transport = new HelixTransport(accounts(), new AccountCredentials(Clock.systemUTC()),
				new Requests());
		Request call = Request.create(Request.HttpMethod.GET, "https://helix.example.com/users", Map.of(),
				Request.Body.empty(), null);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(TwitchUnavailableException.class)
			.isThrownBy(() -> transport.execute(call, new Request.Options()))
			.withMessageContaining("interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void getWhenManyAccountsThenIsOneClientToTwitch4j() {
		TwitchHelix helix = this.clients.get("bot");
		assertThat(helix).isEqualTo(this.clients.get("bot"))
			.isNotEqualTo(this.clients.get("other"))
			.hasToString("TwitchHelix[account=bot]");
		assertThat(helix.hashCode()).isEqualTo(this.clients.get("bot").hashCode());
		assertThat(this.clients.get("other").getClass()).isSameAs(helix.getClass());
	}

	@Test
	void callWhenTheApplicationHasAnotherClientOfTwitch4jThenSharesNoSettingsWithIt() {
		HystrixCommand<?> call = this.clients.get("bot").getUsers(null, null, null);
		assertThat(call.getCommandKey().name()).startsWith("twitch-oauth.");
		assertThat(call.getThreadPoolKey().name()).startsWith("twitch-oauth.");
	}

	@Test
	@SuppressWarnings("deprecation")
	void callWhenItTakesNoTokenThenIsSentAsItIs() {
		assertThatNoException()
			.isThrownBy(() -> this.clients.get("bot").getChannelInternetCalendarResponse("1234").execute());
		this.clients.get("bot").getIngestServers(URI.create("https://ingest.example.com")).execute();
		assertThat(this.anonymous).extracting((request) -> request.url().toString())
			.containsExactly("https://helix.example.com/schedule/icalendar?broadcaster_id=1234",
					"https://ingest.example.com/ingests");
		assertThat(this.anonymous).allSatisfy((request) -> assertThat(headers(request)).containsValues("null", "null"));
	}

	@Test
	@SuppressWarnings("deprecation")
	void callWhenOfADefaultMethodThenIsMadeForTheAccount() {
		this.clients.get("bot").getGames(null, List.of("1"), null).execute();
		assertThat(this.authorized).extracting((request) -> request.attributes().get("account")).containsExactly("bot");
	}

	@Test
	void methodsWhenTheyCallTwitchThenTheyTakeATokenByThatName() {
		List<Method> others = Arrays.stream(TwitchHelix.class.getMethods())
			.filter((method) -> !method.isDefault() && !takesToken(method))
			.toList();
		assertThat(others).extracting(Method::getName)
			.containsExactlyInAnyOrder("getChannelInternetCalendarResponse", "getIngestServers");
	}

	private static boolean takesToken(Method method) {
		return Arrays.stream(method.getParameters())
			.map((parameter) -> parameter.getAnnotation(Param.class))
			.anyMatch((param) -> param != null && param.value().equals("token"));
	}

	private final class Requests implements HelixRequests {

		@Override
		public WebClient.RequestBodyUriSpec authorized(String account, HttpMethod method) {
			WebClient.RequestBodyUriSpec request = webClient(HelixClientsTests.this.authorized).method(method);
			request.attribute("account", account);
			return request;
		}

		@Override
		public WebClient.RequestBodyUriSpec anonymous(HttpMethod method) {
			return webClient(HelixClientsTests.this.anonymous).method(method);
		}

	}

}
