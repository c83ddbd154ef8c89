package io.github.twitchoauth.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.authorization.AuthorizationSettings;
import io.github.twitchoauth.endpoint.ProviderEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * Turns properties into settings, and refuses what cannot work.
 */
final class TwitchOAuthPropertiesMapper {

	private static final String PREFIX = "twitch.oauth.";

	private static final DurationRange UP_TO_A_DAY = new DurationRange(Duration.ZERO, Duration.ofDays(1));

	private final TwitchOAuthProperties properties;

	private final ProviderEndpoints endpoints;

	private final URI helixUri;

	private final Duration rateLimitMaxWait;

	private final Duration lease;

	private final Accounts accounts;

	private final Duration requestTimeout;

	private final Duration validationInterval;

	private final Duration aheadOfExpiry;

	TwitchOAuthPropertiesMapper(TwitchOAuthProperties properties, TwitchOAuthConnectionDetails connectionDetails) {
		this.properties = properties;
		ConnectionDetailsMapper connection = new ConnectionDetailsMapper(connectionDetails);
		this.endpoints = connection.endpoints();
		this.accounts = mapAccounts();
		this.requestTimeout = mapRequestTimeout();
		this.validationInterval = mapValidationInterval();
		this.aheadOfExpiry = mapAheadOfExpiry();
		this.helixUri = connection.helixUri();
		this.rateLimitMaxWait = mapRateLimitMaxWait();
		this.lease = mapLease();
		// Only Twitch and its stand-ins have a validation endpoint.
		if (this.endpoints.validationUri() != null) {
			ScopesProperty.warnOfUnknown(this.accounts);
		}
	}

	ProviderEndpoints endpoints() {
		return this.endpoints;
	}

	boolean publishEvents() {
		return this.properties.isPublishEvents();
	}

	boolean isConsoleEnabled() {
		return this.properties.getConsole().isEnabled();
	}

	boolean isConsoleForRunTimeAccounts() {
		return this.properties.getConsole().isRunTimeAccounts();
	}

	boolean validate() {
		return this.properties.getValidation().isEnabled() && this.endpoints.validationUri() != null;
	}

	URI helixUri() {
		return this.helixUri;
	}

	Accounts accounts() {
		return this.accounts;
	}

	private Accounts mapAccounts() {
		AccountSettings defaults = defaultAccount();
		List<AccountSettings> further = new ArrayList<>();
		for (Map.Entry<String, AccountProperties> account : this.properties.getAccounts().entrySet()) {
			further.add(account(account.getKey(), account.getValue(), defaults));
		}
		return new Accounts(defaults, further);
	}

	Duration requestTimeout() {
		return this.requestTimeout;
	}

	private Duration mapRequestTimeout() {
		return new DurationRange(Duration.ofMillis(1), Duration.ofHours(1)).require(PREFIX + "request-timeout",
				this.properties.getRequestTimeout(), "Set it to a duration such as 10s.");
	}

	AuthorizationSettings authorizationSettings() {
		return new AuthorizationSettings(this.requestTimeout, this.properties.isRenewExpiredCode(), validate(),
				this.validationInterval, this.aheadOfExpiry);
	}

	Duration rateLimitMaxWait() {
		return this.rateLimitMaxWait;
	}

	private Duration mapValidationInterval() {
		return new DurationRange(Duration.ofSeconds(1), Duration.ofDays(30)).require(PREFIX + "validation.interval",
				this.properties.getValidation().getInterval(), "Set it to a duration such as 1h.");
	}

	private Duration mapAheadOfExpiry() {
		return UP_TO_A_DAY.require(PREFIX + "refresh.ahead-of-expiry", this.properties.getRefresh().getAheadOfExpiry(),
				"Set it to a duration such as 1m, or to 0 to refresh only when Twitch refuses a token.");
	}

	private Duration mapRateLimitMaxWait() {
		return UP_TO_A_DAY.require(PREFIX + "client.rate-limit.max-wait",
				this.properties.getClient().getRateLimit().getMaxWait(),
				"Set it to a duration such as 30s, or to 0 to let calls fail at once.");
	}

	Duration lease() {
		return this.lease;
	}

	private Duration mapLease() {
		return new DurationRange(Duration.ofSeconds(3), Duration.ofHours(1)).require(PREFIX + "cluster.lease",
				this.properties.getCluster().getLease(), "Set it to a duration such as 15s.");
	}

	private AccountSettings defaultAccount() {
		String clientId = TextProperty.clean(PREFIX + "client-id", this.properties.getClientId());
		if (clientId == null) {
			throw new MissingClientIdException();
		}
		String clientSecret = TextProperty.clean(PREFIX + "client-secret", this.properties.getClientSecret());
		return new AccountSettings(TokenManager.DEFAULT_ACCOUNT, new ClientCredentials(clientId, clientSecret),
				ScopesProperty.parse(PREFIX + "scopes", this.properties.getScopes()), this.properties.isAutoStart(),
				expectedLogin(PREFIX, this.properties.getExpectedLogin()));
	}

	private AccountSettings account(String name, AccountProperties account, AccountSettings defaults) {
		requireOtherThanDefault(name);
		String prefix = PREFIX + "accounts." + name + ".";
		List<String> scopes = account.getScopes();
		Boolean autoStart = account.getAutoStart();
		String expectedLogin = expectedLogin(prefix, account.getExpectedLogin());
		return new AccountSettings(name, client(prefix, account, defaults.client()),
				(scopes != null) ? ScopesProperty.parse(prefix + "scopes", scopes) : defaults.scopes(),
				(autoStart != null) ? autoStart : defaults.autoStart(),
				(expectedLogin != null) ? expectedLogin : defaults.expectedLogin());
	}

	private static void requireOtherThanDefault(String name) {
		if (TokenManager.DEFAULT_ACCOUNT.equals(name)) {
			throw new InvalidTwitchPropertyException(PREFIX + "accounts." + name,
					"describes the default account a second time",
					"Set its properties directly below twitch.oauth, or choose another name.");
		}
	}

	private static ClientCredentials client(String prefix, AccountProperties account, ClientCredentials defaults) {
		String clientId = TextProperty.clean(prefix + "client-id", account.getClientId());
		String clientSecret = TextProperty.clean(prefix + "client-secret", account.getClientSecret());
		if (clientId != null && !clientId.equals(defaults.clientId())) {
			return new ClientCredentials(clientId, clientSecret);
		}
		return new ClientCredentials(defaults.clientId(),
				(clientSecret != null) ? clientSecret : defaults.clientSecret());
	}

	private @Nullable String expectedLogin(String prefix, @Nullable String value) {
		String expectedLogin = LoginProperty.parse(prefix + "expected-login", value);
		if (expectedLogin != null && !validate()) {
			throw new InvalidTwitchPropertyException(prefix + "expected-login",
					"cannot be checked, because tokens are not validated",
					"Set twitch.oauth.validation.enabled=true and twitch.oauth.provider.validation-uri, or remove it.");
		}
		return expectedLogin;
	}

}
