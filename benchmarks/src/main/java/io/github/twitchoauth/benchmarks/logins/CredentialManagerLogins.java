package io.github.twitchoauth.benchmarks.logins;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.github.philippheuer.credentialmanager.authcontroller.DeviceFlowController;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import com.github.philippheuer.credentialmanager.identityprovider.DefaultOAuth2IdentityProvider;
import com.github.philippheuer.credentialmanager.identityprovider.OAuth2IdentityProvider;

/**
 * Device-code login of twitch4j, as it comes. Asking for a code blocks, so threads are
 * lent for that.
 */
final class CredentialManagerLogins implements Contender {

	private static final int THREADS = PendingLoginsRun.STARTING_AT_A_TIME;

	private final ExecutorService starting = Executors.newFixedThreadPool(THREADS);

	private final DeviceFlowController controller = new DeviceFlowController();

	private final OAuth2IdentityProvider provider;

	private final Delays delays;

	CredentialManagerLogins(URI server, Delays delays) {
		this.delays = delays;
		this.provider = new DefaultOAuth2IdentityProvider("twitch", "oauth2", "benchmark", "", server + "/authorize",
				server + "/oauth2/token", server + "/oauth2/device", "http://localhost", "BODY", null);
	}

	@Override
	public CompletableFuture<Void> logIn() {
		return CompletableFuture.runAsync(() -> this.controller.startOAuth2DeviceAuthorizationGrantType(this.provider,
				List.of("user:read:email"), (response) -> {
					OAuth2Credential credential = response.getCredential();
					if (credential != null) {
						this.delays.token(credential.getAccessToken());
					}
				}), this.starting);
	}

	@Override
	public boolean identifies() {
		return false;
	}

	@Override
	public void started() {
		this.starting.shutdown();
	}

	@Override
	public void close() {
		this.controller.close();
	}

}
