package io.github.twitchoauth.test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.github.philippheuer.credentialmanager.authcontroller.DeviceFlowController;
import com.github.philippheuer.credentialmanager.domain.DeviceAuthorization;
import com.github.philippheuer.credentialmanager.domain.DeviceFlowError;
import com.github.philippheuer.credentialmanager.domain.DeviceTokenResponse;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import com.github.philippheuer.credentialmanager.identityprovider.DefaultOAuth2IdentityProvider;
import com.github.philippheuer.credentialmanager.identityprovider.OAuth2IdentityProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * twitch4j's login knows nothing of this stand-in. It runs against it as it is.
 */
class CredentialManagerTests {

	private final MockTwitch twitch = MockTwitch.start();

	private final DeviceFlowController controller = new DeviceFlowController();

	@BeforeEach
	void setInterval() {
		this.twitch.setInterval(Duration.ofSeconds(1));
	}

	@AfterEach
	void close() {
		this.controller.close();
		this.twitch.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "BODY", "QUERY" })
	void loginWhenApprovedThenTokenCanBeRefreshed(String parameters) throws IOException {
		OAuth2IdentityProvider provider = provider("", parameters);
		OAuth2Credential credential = logIn(provider).getCredential();
		assertThat(credential.getScopes()).containsExactly("bits:read", "user:read:chat");
		OAuth2Credential refreshed = provider.refreshCredentialOrThrow(credential);
		assertThat(refreshed.getAccessToken()).isNotEqualTo(credential.getAccessToken());
		assertThat(new TestApplication(this.twitch).users(refreshed.getAccessToken(), "").statusCode()).isEqualTo(200);
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
		if (parameters.equals("QUERY")) {
			assertThat(this.twitch.getMisuses()).contains("POST /oauth2/token carried refresh_token in the URL")
				.allMatch((misuse) -> misuse.endsWith(" in the URL"));
		}
		else {
			this.twitch.assertNoMisuse();
		}
	}

	/**
	 * Which is what happened to its users at Twitch:
	 * github.com/PhilippHeuer/credential-manager/issues/131.
	 */
	@Test
	void loginWhenClientIsConfidentialThenTokenHasNoScopes() {
		this.twitch.requireClientSecret("test-client", "s3cret");
		OAuth2IdentityProvider provider = provider("s3cret", "BODY");
		assertThat(logIn(provider).getCredential().getScopes()).isEmpty();
		assertThat(this.twitch.getMisuses()).singleElement().asString().contains("carried scope, which Twitch ignores");
	}

	@Test
	void loginWhenDeniedThenSaysSo() {
		CompletableFuture<DeviceTokenResponse> response = new CompletableFuture<>();
		DeviceAuthorization code = start(provider("", "BODY"), response);
		this.twitch.deny(code.getUserCode());
		assertThat(response).succeedsWithin(Duration.ofSeconds(20))
			.extracting(DeviceTokenResponse::getError)
			.isEqualTo(DeviceFlowError.ACCESS_DENIED);
		this.twitch.assertNoMisuse();
	}

	private DeviceTokenResponse logIn(OAuth2IdentityProvider provider) {
		CompletableFuture<DeviceTokenResponse> response = new CompletableFuture<>();
		DeviceAuthorization code = start(provider, response);
		assertThat(code.getVerificationUri()).startsWith(this.twitch.getBaseUrl()).endsWith(code.getUserCode());
		this.twitch.approve(code.getUserCode(), "twitchdev");
		assertThat(response).succeedsWithin(Duration.ofSeconds(20));
		return response.join();
	}

	private DeviceAuthorization start(OAuth2IdentityProvider provider,
			CompletableFuture<DeviceTokenResponse> response) {
		Collection<Object> scopes = new ArrayList<>(List.of("bits:read", "user:read:chat"));
		return this.controller.startOAuth2DeviceAuthorizationGrantType(provider, scopes, (answer) -> {
			if (answer.getError() == null || !answer.getError().shouldRetry()) {
				response.complete(answer);
			}
		});
	}

	private OAuth2IdentityProvider provider(String clientSecret, String parameters) {
		return new DefaultOAuth2IdentityProvider("twitch", "oauth2", "test-client", clientSecret,
				this.twitch.getBaseUrl() + "/oauth2/authorize", this.twitch.getBaseUrl() + "/oauth2/token",
				this.twitch.getBaseUrl() + "/oauth2/device", "http://localhost", parameters, null);
	}

}
