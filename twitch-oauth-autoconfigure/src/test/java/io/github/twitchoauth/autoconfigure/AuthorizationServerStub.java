package io.github.twitchoauth.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/**
 * An authorization server on a local socket that approves everything at once.
 */
class AuthorizationServerStub implements AutoCloseable {

	static final String LINK = "https://www.twitch.tv/activate?device-code=ABCDEFGH";

	private final WireMockServer server = new WireMockServer(
			WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

	AuthorizationServerStub() {
		this.server.start();
		code(1800);
		answer(WireMock.post("/token"), """
				{"access_token":"at","refresh_token":"rt","expires_in":14400,"token_type":"bearer"}""");
		answer(WireMock.get("/validate"), """
				{"client_id":"abc","login":"twitchdev","user_id":"141981764","expires_in":14000}""");
		answer(WireMock.post("/revoke"), "");
	}

	AuthorizationServerStub code(int expiresIn) {
		return answer(WireMock.post("/device"), """
				{"device_code":"dc","user_code":"ABCDEFGH","expires_in":%d,"interval":5,"verification_uri":"%s"}"""
			.formatted(expiresIn, LINK));
	}

	AuthorizationServerStub answer(MappingBuilder request, ResponseDefinitionBuilder answer) {
		this.server.stubFor(request.willReturn(answer));
		return this;
	}

	private AuthorizationServerStub answer(MappingBuilder request, String body) {
		return answer(request, WireMock.okJson(body));
	}

	String uri(String path) {
		return this.server.baseUrl() + path;
	}

	/**
	 * Properties that lead to this server.
	 */
	String[] properties() {
		return new String[] { "twitch.oauth.provider.device-authorization-uri=" + uri("/device"),
				"twitch.oauth.provider.token-uri=" + uri("/token"),
				"twitch.oauth.provider.revocation-uri=" + uri("/revoke"),
				"twitch.oauth.provider.validation-uri=" + uri("/validate") };
	}

	List<LoggedRequest> received(String path) {
		return this.server.findAll(WireMock.anyRequestedFor(WireMock.urlPathEqualTo(path)));
	}

	/**
	 * Values of a form parameter in the order of the requests that had it.
	 */
	List<String> received(String path, String parameter) {
		return received(path).stream()
			.map((request) -> request.getFormParameters().get(parameter))
			.flatMap((values) -> (values != null) ? values.values().stream() : Stream.empty())
			.toList();
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
