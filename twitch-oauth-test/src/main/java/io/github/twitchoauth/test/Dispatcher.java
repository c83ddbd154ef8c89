package io.github.twitchoauth.test;

import java.time.Duration;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests from WireMock, records them, lets faults happen and has the rest
 * answered.
 */
final class Dispatcher implements ResponseDefinitionTransformerV2 {

	static final String NAME = "mock-twitch";

	private final MockTwitchState state;

	private final OAuthEndpoints oauth;

	private final HelixEndpoints helix;

	private final ActivationPage page;

	private final IndexPage index;

	private volatile String baseUrl = "";

	Dispatcher(MockTwitchState state) {
		this.state = state;
		this.oauth = new OAuthEndpoints(state);
		this.helix = new HelixEndpoints(state);
		this.page = new ActivationPage(state);
		this.index = new IndexPage(state);
	}

	void setBaseUrl(String baseUrl) {
		this.baseUrl = baseUrl;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		return answer(new Exchange(event.getRequest())).toResponse();
	}

	private Reply answer(Exchange exchange) {
		this.state.recorder().checkUrl(exchange);
		Endpoint endpoint = Endpoint.of(exchange);
		if (endpoint != null) {
			this.state.recorder().received(endpoint, exchange);
			return (endpoint == Endpoint.DEVICE_TOKEN) ? answerPoll(exchange) : answer(endpoint, exchange);
		}
		if (exchange.is("GET", IndexPage.PATH) || exchange.is("HEAD", IndexPage.PATH)) {
			return this.index.answer();
		}
		if (exchange.path().equals(ActivationPage.PATH)) {
			return this.page.answer(exchange);
		}
		if (exchange.is("POST", Endpoint.REFRESH.path())) {
			return Reply.error(400,
					exchange.parameters().has("grant_type") ? "invalid grant type" : "missing grant type");
		}
		return Reply.helixError(404, "Not Found", "");
	}

	/**
	 * Answers a request that carries no parameter because its form cannot be read.
	 * @param request method and path of the request
	 * @param reason why it cannot be read
	 * @return the answer
	 */
	Reply answerUnreadable(String request, String reason) {
		this.state.recorder().misuse(request + " carried a form that cannot be read: " + reason);
		return Reply.error(400, "missing client id");
	}

	private Reply answerPoll(Exchange exchange) {
		Parameters parameters = exchange.parameters();
		DeviceAuthorization code = this.state.codes()
			.findByDeviceCode(parameters.get("device_code"), parameters.get("client_id"));
		if (code == null) {
			return answer(Endpoint.DEVICE_TOKEN, exchange);
		}
		Duration early = code.polls().received(this.state.settings().clock().instant());
		if (early != null) {
			this.state.recorder().polledEarly(code, early);
		}
		Reply reply = answer(Endpoint.DEVICE_TOKEN, exchange);
		code.polls().answered(reply.delay());
		return reply;
	}

	private Reply answer(Endpoint endpoint, Exchange exchange) {
		Fault fault = this.state.faults(endpoint).next();
		if (fault == null) {
			return process(endpoint, exchange);
		}
		return fault.change(endpoint, fault.isProcessed() ? process(endpoint, exchange) : Reply.empty(200));
	}

	private Reply process(Endpoint endpoint, Exchange exchange) {
		Parameters parameters = exchange.parameters();
		return switch (endpoint) {
			case DEVICE -> this.oauth.device(parameters, exchange.form(), this.baseUrl);
			case DEVICE_TOKEN -> this.oauth.deviceToken(parameters);
			case REFRESH -> this.oauth.refresh(parameters);
			case REVOKE -> this.oauth.revoke(parameters);
			case VALIDATE -> this.oauth.validate(accessToken(exchange));
			case HELIX_USERS, EVENTSUB_CREATE, EVENTSUB_LIST, EVENTSUB_DELETE, CHAT_MESSAGES ->
				this.helix.answer(endpoint, exchange);
		};
	}

	private static @Nullable String accessToken(Exchange exchange) {
		String credentials = exchange.credentials("OAuth");
		return (credentials != null) ? credentials : exchange.credentials("Bearer");
	}

}
