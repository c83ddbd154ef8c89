package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.account.ClientCredentials;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;

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

	private final IdAnswers answers;

	private final DeviceCodeRequest deviceCodeRequest;

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
		this.transport = new HttpTransport(pooled, unpooled, clock);
		this.requestTimeout = requestTimeout;
		this.endpoints = endpoints;
		this.answers = new IdAnswers(new AnswerReader(), endpoints.serverName());
		this.deviceCodeRequest = new DeviceCodeRequest(this.transport, endpoints, requestTimeout, this.answers,
				new DeviceCodeReader(clock));
		this.tokenReader = new TokenReader();
	}

	/**
	 * Ask for a device code (RFC 8628, section 3.1).
	 * @param client the client
	 * @param scopes the scopes to ask for
	 * @return the outcome
	 */
	public Mono<Outcome<DeviceCode>> requestDeviceCode(ClientCredentials client, Collection<String> scopes) {
		return this.deviceCodeRequest.send(client, scopes);
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
		FormBody form = FormBody.of(client, this.endpoints.authentication())
			.withSecret("device_code", deviceCode)
			.with("grant_type", DEVICE_CODE_GRANT);
		return this.answers
			.read(this.transport.exchange(IdRequestObservationConvention.poll(form.postTo(this.endpoints.tokenUri())),
					longer(LONGEST_POLL), onSent), form.secrets(), this.tokenReader::read, Meaning::ofLogin);
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
		FormBody form = FormBody.of(client, this.endpoints.authenticationOfRefresh())
			.with("grant_type", "refresh_token")
			.withSecret("refresh_token", refreshToken);
		return this.answers.read(
				this.transport.exchangeOnce(form.postTo(this.endpoints.tokenUri()), longer(LONGEST_REFRESH)),
				form.secrets(), this.tokenReader::read, Meaning::ofRefresh);
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
			return this.answers.noEndpoint("revocation-uri");
		}
		FormBody form = FormBody.of(client, this.endpoints.authentication()).withSecret("token", token);
		return this.answers.readRevocation(this.transport.exchangeRepeatably(form.postTo(uri), this.requestTimeout),
				form.secrets(), Meaning::forGood);
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
			return this.answers.noEndpoint("validation-uri");
		}
		return this.answers.read(this.transport.exchangeRepeatably(
				(webClient) -> webClient.get().uri(uri).header(HttpHeaders.AUTHORIZATION, "OAuth " + accessToken),
				this.requestTimeout), List.of(accessToken), this.tokenReader::readValidation, Meaning::ofAccessToken);
	}

	private Duration longer(Duration limit) {
		return (limit.compareTo(this.requestTimeout) > 0) ? limit : this.requestTimeout;
	}

}
