package io.github.twitchoauth.dialects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an authorization server answers according to its documents, and how it wants
 * clients to show their secret.
 *
 * @param name the server's name, as in {@code dialects/<name>.json}
 * @param fixture answers by what they mean
 */
record Dialect(String name, JsonNode fixture) {

	static Stream<Dialect> all() {
		return Stream
			.of("github", "google", "entra", "entra-v1", "auth0", "okta", "gitlab", "keycloak", "zitadel", "authentik",
					"hydra")
			.map(Dialect::of);
	}

	static Stream<Dialect> confidential() {
		return all().filter(Dialect::isConfidential);
	}

	static Dialect of(String name) {
		try (InputStream resource = Dialect.class.getResourceAsStream("/dialects/" + name + ".json")) {
			return new Dialect(name, JsonMapper.shared().readTree(resource));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	JsonNode answer(String meaning) {
		return this.fixture.path(meaning);
	}

	String accessToken() {
		return this.fixture.at("/token/body/access_token").stringValue();
	}

	String refreshedAccessToken() {
		return this.fixture.at("/refreshed/body/access_token").stringValue();
	}

	String scopes() {
		return this.fixture.path("scopes").stringValue();
	}

	/**
	 * Return how a server wants the secret at an endpoint.
	 * @param endpoint {@code device}, {@code token} or {@code revocation}
	 * @return {@code ignored}, {@code refused}, {@code post} or {@code basic}
	 */
	String secretAt(String endpoint) {
		return this.fixture.at("/secret/" + endpoint).stringValue();
	}

	boolean isConfidential() {
		return !secretAt("token").equals("ignored");
	}

	boolean revokes() {
		return this.fixture.has("revocation");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
