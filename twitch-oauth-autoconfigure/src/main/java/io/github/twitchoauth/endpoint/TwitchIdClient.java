package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/**
 * The wire to id.twitch.tv, or to another RFC 8628 authorization server: one method per
 * call, no state. A method makes one HTTP request for each subscription, or repeats one
 * that does no harm, and never fails because of what the server does: that is what
 * {@link Outcome} tells.
 *
 * @see <a href= "https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/">Twitch:
 * getting OAuth access tokens</a>
 */
public final class TwitchIdClient {

	private static final String DEVICE_CODE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

	// The answer to a refresh holds the only token that works from then on, so it is
	// awaited far longer than anybody waits for the result.
	private static final Duration LONGEST_REFRESH = Duration.ofMinutes(5);

	// The answer to a poll may hold the token for which the code was used up.
	private static final Duration LONGEST_POLL = Duration.ofMinutes(1);

	private final HttpTransport transport;

	private final ProviderEndpoints endpoints;

	private final Duration requestTimeout;

	private final AnswerReader answerReader;

	private final DeviceCodeReader deviceCodeReader;

	private final TokenReader tokenReader;

	/**
	 * Create a client.
	 * @param builder makes the HTTP client. It must neither follow redirects nor repeat
	 * requests by itself
	 * @param endpoints where to connect
	 * @param requestTimeout limit for one exchange, from sending the request to the end
	 * of the answer
	 * @param clock tells the time
	 */
	public TwitchIdClient(WebClient.Builder builder, ProviderEndpoints endpoints, Duration requestTimeout,
			Clock clock) {
		this(builder, builder, endpoints, requestTimeout, clock);
	}

	/**
	 * Create a client that opens a connection of its own for what must not be repeated.
	 * @param pooled makes the HTTP client that reuses connections. It must neither follow
	 * redirects nor repeat requests by itself
	 * @param unpooled makes an HTTP client like it that does not reuse connections
	 * @param endpoints where to connect
	 * @param requestTimeout limit for one exchange, from sending the request to the end
	 * of the answer
	 * @param clock tells the time
	 */
	public TwitchIdClient(WebClient.Builder pooled, WebClient.Builder unpooled, ProviderEndpoints endpoints,
			Duration requestTimeout, Clock clock) {
		this.transport = new HttpTransport(pooled, unpooled);
		this.requestTimeout = requestTimeout;
		this.endpoints = endpoints;
		this.answerReader = new AnswerReader(clock);
		this.deviceCodeReader = new DeviceCodeReader(clock);
		this.tokenReader = new TokenReader(clock);
	}

	/**
	 * Ask for a device code (RFC 8628, section 3.1).
	 * @param client the client
	 * @param scopes the scopes to ask for
	 * @return the outcome
	 */
	public Mono<Outcome<DeviceCode>> requestDeviceCode(ClientCredentials client, Collection<String> scopes) {
		FormBody form = this.endpoints.authentication().form(client);
		Mono<Outcome<DeviceCode>> code = requestDeviceCode(form, scopes);
		return form.secrets().isEmpty() ? code : code.flatMap((outcome) -> Meaning.isOfClient(outcome)
				? requestDeviceCodeWithoutSecret(client, scopes, outcome) : Mono.just(outcome));
	}

	// Auth0 takes a secret everywhere else, but gives codes to public clients only.
	private Mono<Outcome<DeviceCode>> requestDeviceCodeWithoutSecret(ClientCredentials client,
			Collection<String> scopes, Outcome<DeviceCode> refusal) {
		return requestDeviceCode(ClientAuthentication.NONE.form(client), scopes)
			.map((outcome) -> (outcome instanceof Success<DeviceCode>) ? outcome : refusal);
	}

	private Mono<Outcome<DeviceCode>> requestDeviceCode(FormBody form, Collection<String> scopes) {
		if (!scopes.isEmpty()) {
			form.with(this.endpoints.isTwitch() ? "scopes" : "scope", String.join(" ", scopes));
		}
		return exchangeRepeatably(form.postTo(this.endpoints.deviceAuthorizationUri()), (answer) -> this.answerReader
			.read(answer, form.secrets(), this.deviceCodeReader::read, Meaning::ofDeviceRequest));
	}

	/**
	 * Ask once whether the person has approved.
	 * @param client the client
	 * @param deviceCode the device code
	 * @return as {@link #requestToken(ClientCredentials, String, Runnable)}
	 */
	public Mono<Outcome<TokenResponse>> requestToken(ClientCredentials client, String deviceCode) {
		return requestToken(client, deviceCode, () -> {
		});
	}

	/**
	 * Ask once whether the person has approved (RFC 8628, section 3.4). The answer is
	 * awaited for a minute, whatever the request time-out is.
	 * @param client the client
	 * @param deviceCode the device code
	 * @param onSent called when the request is sent, which may be some time after the
	 * subscription if too many others wait for a connection
	 * @return the outcome, when the exchange has ended
	 */
	public Mono<Outcome<TokenResponse>> requestToken(ClientCredentials client, String deviceCode, Runnable onSent) {
		FormBody form = this.endpoints.authentication()
			.form(client)
			.withSecret("device_code", deviceCode)
			.with("grant_type", DEVICE_CODE_GRANT);
		return read(
				this.transport.exchange(IdRequestObservationConvention.poll(form.postTo(this.endpoints.tokenUri())),
						longer(LONGEST_POLL), onSent),
				(answer) -> this.answerReader.read(answer, form.secrets(), this.tokenReader::read, Meaning::ofLogin));
	}

	/**
	 * Present a refresh token (RFC 6749, section 6). The answer is awaited for minutes,
	 * whatever the request time-out is. If the outcome is undetermined the refresh token
	 * may be spent: presenting it again can destroy the authorization.
	 * @param client the client; its secret is sent if it has one
	 * @param refreshToken the refresh token
	 * @return the outcome, when the exchange has ended
	 */
	public Mono<Outcome<TokenResponse>> refresh(ClientCredentials client, String refreshToken) {
		FormBody form = this.endpoints.authenticationOfRefresh()
			.form(client)
			.with("grant_type", "refresh_token")
			.withSecret("refresh_token", refreshToken);
		return read(this.transport.exchangeOnce(form.postTo(this.endpoints.tokenUri()), longer(LONGEST_REFRESH)),
				(answer) -> this.answerReader.read(answer, form.secrets(), this.tokenReader::read, Meaning::ofRefresh));
	}

	/**
	 * Revoke a token (RFC 7009).
	 * @param client the client
	 * @param token the token
	 * @return the outcome, or a {@link ClientConfigurationException} if the server has no
	 * revocation endpoint
	 */
	public Mono<Outcome<Boolean>> revoke(ClientCredentials client, String token) {
		URI uri = this.endpoints.revocationUri();
		if (uri == null) {
			return Mono.error(noEndpoint("revocation-uri"));
		}
		FormBody form = this.endpoints.authentication().form(client).withSecret("token", token);
		return exchangeRepeatably(form.postTo(uri),
				(answer) -> this.answerReader.readRevocation(answer, form.secrets(), Meaning::forGood));
	}

	/**
	 * Return whether the server has a revocation endpoint.
	 * @return whether tokens can be revoked
	 */
	public boolean revokesTokens() {
		return this.endpoints.revocationUri() != null;
	}

	/**
	 * Return whether refresh tokens can be revoked too. Twitch does not document it.
	 * @return whether to revoke them
	 */
	public boolean revokesRefreshTokens() {
		return !Objects.equals(ProviderEndpoints.TWITCH.revocationUri(), this.endpoints.revocationUri());
	}

	/**
	 * Return what to call the server in messages.
	 * @return {@code Twitch}, or the host of another server
	 */
	public String serverName() {
		return this.endpoints.serverName();
	}

	/**
	 * Return whether the server names the scopes that it grants as they were asked for,
	 * and names them all. Only Twitch is known to do so.
	 * @return whether granted scopes can be compared with those asked for
	 */
	public boolean namesScopesAsAskedFor() {
		return this.endpoints.isTwitch();
	}

	/**
	 * Ask whose an access token is, and whether it still lives.
	 * @param accessToken the access token
	 * @return the outcome, where refused means that the token is dead, or a
	 * {@link ClientConfigurationException} if the server has no validation endpoint
	 * @see <a href=
	 * "https://dev.twitch.tv/docs/authentication/validate-tokens/">Validating tokens</a>
	 */
	public Mono<Outcome<TokenValidation>> validate(String accessToken) {
		URI uri = this.endpoints.validationUri();
		if (uri == null) {
			return Mono.error(noEndpoint("validation-uri"));
		}
		return exchangeRepeatably(
				(webClient) -> webClient.get().uri(uri).header(HttpHeaders.AUTHORIZATION, "OAuth " + accessToken),
				(answer) -> this.answerReader.read(answer, List.of(accessToken), this.tokenReader::readValidation,
						Meaning::ofAccessToken));
	}

	private Duration longer(Duration limit) {
		return (limit.compareTo(this.requestTimeout) > 0) ? limit : this.requestTimeout;
	}

	private <T> Mono<Outcome<T>> exchangeRepeatably(Function<WebClient, RequestHeadersSpec<?>> request,
			Function<HttpAnswer, Outcome<T>> reader) {
		return read(this.transport.exchangeRepeatably(request, this.requestTimeout), reader);
	}

	private <T> Mono<Outcome<T>> read(Mono<Outcome<HttpAnswer>> exchange, Function<HttpAnswer, Outcome<T>> reader) {
		return exchange.map((outcome) -> outcome.fold((answer) -> named(reader.apply(answer)), this::by, this::by));
	}

	private <T> Outcome<T> named(Outcome<T> outcome) {
		return outcome.fold((value) -> outcome, this::by, this::by);
	}

	private <T> Outcome<T> by(Rejected<?> refusal) {
		return refusal.by(serverName());
	}

	private <T> Outcome<T> by(Undetermined<?> unknown) {
		return unknown.by(serverName());
	}

	private static ClientConfigurationException noEndpoint(String property) {
		return new ClientConfigurationException(
				"The authorization server has no such endpoint. Set twitch.oauth.provider." + property);
	}

}
