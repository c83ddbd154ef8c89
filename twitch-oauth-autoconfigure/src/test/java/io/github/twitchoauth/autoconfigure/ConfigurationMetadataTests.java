package io.github.twitchoauth.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.github.twitchoauth.autoconfigure.jdbc.JdbcTokenStoreProperties;
import io.github.twitchoauth.autoconfigure.redis.RedisTokenStoreProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata that the annotation processors generate: it is what an IDE knows
 * of the properties, and what lets Spring Boot evaluate conditions without loading
 * classes.
 */
class ConfigurationMetadataTests {

	private JsonNode metadata;

	@BeforeEach
	void readMetadata() throws IOException {
		this.metadata = JsonMapper.shared()
			.readTree(resource("META-INF/spring-configuration-metadata.json").getContentAsByteArray());
	}

	@Test
	void metadataWhenGeneratedThenHoldsNothingButOurProperties() {
		assertThat(properties().keySet()).isNotEmpty()
			.allSatisfy(
					(name) -> assertThat(name).satisfiesAnyOf((ours) -> assertThat(ours).startsWith("twitch.oauth."),
							(endpoint) -> assertThat(endpoint).startsWith("management.endpoint.twitch."),
							(health) -> assertThat(health).startsWith("management.health.twitch.")));
	}

	@Test
	void metadataWhenGeneratedThenEveryPropertyIsDescribedInAHouseStyleSentence() {
		assertThat(properties())
			.allSatisfy((name, property) -> assertThat(property.path("description").asString("")).as(name)
				.isNotBlank()
				.doesNotStartWith("The ")
				.endsWith("."));
	}

	@Test
	void metadataWhenPropertyIsBooleanThenDescriptionStartsWithWhether() {
		assertThat(properties().values()).filteredOn((property) -> property.path("type").asString().endsWith("Boolean"))
			.hasSizeGreaterThan(4)
			.allSatisfy((property) -> assertThat(property.path("description").asString()).startsWith("Whether "));
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					enabled,                            java.lang.Boolean,   true
					auto-start,                         java.lang.Boolean,   true
					publish-events,                     java.lang.Boolean,   true
					renew-expired-code,                 java.lang.Boolean,   false
					request-timeout,                    java.time.Duration,  10s
					console.enabled,                    java.lang.Boolean,   true
					console.qr,                         io.github.twitchoauth.QrMode, auto
					provider.device-authorization-uri,  java.net.URI,        https://id.twitch.tv/oauth2/device
					provider.token-uri,                 java.net.URI,        https://id.twitch.tv/oauth2/token
					provider.revocation-uri,            java.net.URI,        https://id.twitch.tv/oauth2/revoke
					provider.validation-uri,            java.net.URI,        https://id.twitch.tv/oauth2/validate
					provider.client-authentication,     io.github.twitchoauth.ClientAuthentication,
					validation.enabled,                 java.lang.Boolean,   true
					validation.interval,                java.time.Duration,  1h
					refresh.ahead-of-expiry,            java.time.Duration,  1m
					token-store.type,                   io.github.twitchoauth.autoconfigure.TokenStoreType, memory
					token-store.require-encryption,     java.lang.Boolean,   false
					cluster.lease,                      java.time.Duration,  15s
					token-store.file.path,              java.nio.file.Path,  ${user.home}/.twitch-oauth/${spring.application.name}.json
					token-store.jdbc.initialize-schema, org.springframework.boot.sql.init.DatabaseInitializationMode, embedded
					token-store.jdbc.table-name,        java.lang.String,    TWITCH_OAUTH_TOKEN
					token-store.jdbc.max-concurrent-updates, java.lang.Integer, 4
					token-store.redis.key-prefix,       java.lang.String,    twitch:oauth
					client.helix-uri,                   java.net.URI,        https://api.twitch.tv/helix
					client.rate-limit.max-wait,         java.time.Duration,  30s
					page.enabled,                       java.lang.Boolean,   false
					page.path,                          java.lang.String,    /twitch
					page.access,                        io.github.twitchoauth.PageAccess, local
					twitch4j.enabled,                   java.lang.Boolean,   true
					twitch4j.auto-subscribe,            java.lang.Boolean,   true
					twitch4j.event-sub-uri,             java.net.URI,        wss://eventsub.wss.twitch.tv/ws
					client-id,                          java.lang.String,
					client-secret,                      java.lang.String,
					expected-login,                     java.lang.String,
					scopes,                             java.util.List<java.lang.String>,
					""")
	void metadataWhenPropertyHasADefaultThenNamesIt(String name, String type, String defaultValue) {
		JsonNode property = properties().get("twitch.oauth." + name);
		assertThat(property.path("type").asString()).isEqualTo(type);
		assertThat(property.path("defaultValue").asString(null)).isEqualTo(defaultValue);
	}

	@Test
	void metadataWhenProviderHasADefaultThenItIsTheOneUsed() {
		TwitchOAuthConnectionDetails details = new PropertiesTwitchOAuthConnectionDetails(new TwitchOAuthProperties());
		assertThat(details.getDeviceAuthorizationUri()).isEqualTo(uri("provider.device-authorization-uri"));
		assertThat(details.getTokenUri()).isEqualTo(uri("provider.token-uri"));
		assertThat(details.getRevocationUri()).isEqualTo(uri("provider.revocation-uri"));
		assertThat(details.getValidationUri()).isEqualTo(uri("provider.validation-uri"));
		assertThat(details.getHelixUri()).isEqualTo(uri("client.helix-uri"));
	}

	@Test
	void metadataWhenAStoreHasADefaultThenItIsTheOneUsed() {
		JdbcTokenStoreProperties jdbc = new JdbcTokenStoreProperties();
		assertThat(defaultValue("token-store.jdbc.table-name")).isEqualTo(jdbc.getTableName());
		assertThat(defaultValue("token-store.jdbc.max-concurrent-updates"))
			.isEqualTo(String.valueOf(jdbc.getMaxConcurrentUpdates()));
		assertThat(defaultValue("token-store.redis.key-prefix"))
			.isEqualTo(new RedisTokenStoreProperties().getKeyPrefix());
	}

	@Test
	void metadataWhenScopesAreHintedThenAllKnownOnesAreDescribedAndOthersAllowed() {
		JsonNode scopes = hint("twitch.oauth.scopes");
		assertThat(scopes.path("values").values()).hasSize(81).allSatisfy((value) -> {
			assertThat(value.path("value").asString()).isNotBlank();
			assertThat(value.path("description").asString()).endsWith(".");
		});
		assertThat(values(hint("twitch.oauth.accounts.*.scopes"))).isEqualTo(values(scopes));
	}

	@Test
	void metadataWhenSubscriptionTypesAreHintedThenTheyAreThoseThatUsersCanSubscribeTo() throws IOException {
		List<String> lines = resource("io/github/twitchoauth/twitch4j/eventsub-types.txt")
			.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.toList();
		assertThat(values(hint("twitch.oauth.twitch4j.subscriptions[*].type"))).isEqualTo(lines.stream()
			.map((line) -> line.split(" "))
			.filter((columns) -> !columns[2].startsWith("-"))
			.map((columns) -> columns[0])
			.distinct()
			.toList());
	}

	@Test
	void metadataWhenGeneratedThenEveryGroupIsDescribed() {
		assertThat(this.metadata.path("groups").values()).hasSizeGreaterThan(12)
			.allSatisfy(
					(group) -> assertThat(group.path("description").asString("")).as(group.toString()).endsWith("."));
	}

	@Test
	void autoConfigurationMetadataWhenGeneratedThenHoldsTheConditionsOnClasses() throws IOException {
		Properties conditions = PropertiesLoaderUtils
			.loadProperties(resource("META-INF/spring-autoconfigure-metadata.properties"));
		String name = TwitchOAuthAutoConfiguration.class.getName();
		assertThat(conditions).containsKey(name);
		assertThat(conditions.getProperty(name + ".ConditionalOnClass").split(",")).containsExactlyInAnyOrder(
				"org.springframework.web.reactive.function.client.WebClient", "reactor.netty.http.client.HttpClient");
	}

	private JsonNode hint(String name) {
		return this.metadata.path("hints")
			.values()
			.stream()
			.filter((hint) -> hint.path("name").asString().equals(name))
			.filter((hint) -> hint.path("providers").path(0).path("name").asString().equals("any"))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No hint " + name));
	}

	private static List<String> values(JsonNode hint) {
		return hint.path("values").values().stream().map((value) -> value.path("value").asString()).toList();
	}

	private Map<String, JsonNode> properties() {
		Map<String, JsonNode> properties = new LinkedHashMap<>();
		this.metadata.path("properties")
			.forEach((property) -> properties.put(property.path("name").asString(), property));
		return properties;
	}

	private URI uri(String name) {
		return URI.create(defaultValue(name));
	}

	private String defaultValue(String name) {
		return properties().get("twitch.oauth." + name).path("defaultValue").asString();
	}

	// Spring Boot's jars have files of the same name.
	private static Resource resource(String name) throws IOException {
		String home = TwitchOAuthProperties.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:" + name))
			.filter((resource) -> resource.toString().contains(home))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No " + name + " on the class path"));
	}

}
