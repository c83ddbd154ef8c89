package io.github.twitchoauth.test;

import java.net.URI;
import java.util.function.Supplier;

import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;

/**
 * Points the starter at a {@link MockTwitch}.
 */
final class MockTwitchConnectionDetails implements TwitchOAuthConnectionDetails {

	private final String baseUrl;

	private final Supplier<URI> eventSubUri;

	MockTwitchConnectionDetails(String baseUrl, Supplier<URI> eventSubUri) {
		this.baseUrl = baseUrl;
		this.eventSubUri = eventSubUri;
	}

	@Override
	public URI getDeviceAuthorizationUri() {
		return uri(Endpoint.DEVICE);
	}

	@Override
	public URI getTokenUri() {
		return uri(Endpoint.REFRESH);
	}

	@Override
	public URI getRevocationUri() {
		return uri(Endpoint.REVOKE);
	}

	@Override
	public URI getValidationUri() {
		return uri(Endpoint.VALIDATE);
	}

	@Override
	public URI getHelixUri() {
		return URI.create(this.baseUrl + "/helix");
	}

	@Override
	public URI getEventSubUri() {
		return this.eventSubUri.get();
	}

	private URI uri(Endpoint endpoint) {
		return URI.create(this.baseUrl + endpoint.path());
	}

}
