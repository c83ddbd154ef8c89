package io.github.twitchoauth.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.QrMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties for device-code login to Twitch.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("twitch.oauth")
public class TwitchOAuthProperties {

	/**
	 * Whether to configure device-code login.
	 */
	private boolean enabled = true;

	/**
	 * Client id of the application registered with Twitch.
	 */
	private @Nullable String clientId;

	/**
	 * Client secret, for clients registered as confidential only. Public clients have
	 * none.
	 */
	private @Nullable String clientSecret;

	/**
	 * Scopes to ask for.
	 */
	private List<String> scopes = new ArrayList<>();

	/**
	 * Whether to log in when the application starts, before its runners, and to stay
	 * alive from then on.
	 */
	private boolean autoStart = true;

	/**
	 * Whether to publish application events.
	 */
	private boolean publishEvents = true;

	/**
	 * Login name of the only Twitch user who may approve. Anybody may if not set.
	 */
	private @Nullable String expectedLogin;

	/**
	 * Whether to ask for a new code when one expires without a decision.
	 */
	private boolean renewExpiredCode;

	/**
	 * Time limit of one HTTP exchange with the authorization server. Callers wait for two
	 * of them at most; the answer to a refresh is awaited for minutes all the same.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration requestTimeout = Duration.ofSeconds(10);

	/**
	 * Further accounts by name. What is not set is inherited from the top.
	 */
	private final Map<String, AccountProperties> accounts = new LinkedHashMap<>();

	private final Console console = new Console();

	@NestedConfigurationProperty
	private final ProviderProperties provider = new ProviderProperties();

	private final Validation validation = new Validation();

	private final Refresh refresh = new Refresh();

	@NestedConfigurationProperty
	private final TokenStoreProperties tokenStore = new TokenStoreProperties();

	private final Cluster cluster = new Cluster();

	private final Client client = new Client();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getClientId() {
		return this.clientId;
	}

	public void setClientId(@Nullable String clientId) {
		this.clientId = clientId;
	}

	public @Nullable String getClientSecret() {
		return this.clientSecret;
	}

	public void setClientSecret(@Nullable String clientSecret) {
		this.clientSecret = clientSecret;
	}

	public List<String> getScopes() {
		return this.scopes;
	}

	public void setScopes(List<String> scopes) {
		this.scopes = scopes;
	}

	public boolean isAutoStart() {
		return this.autoStart;
	}

	public void setAutoStart(boolean autoStart) {
		this.autoStart = autoStart;
	}

	public boolean isPublishEvents() {
		return this.publishEvents;
	}

	public void setPublishEvents(boolean publishEvents) {
		this.publishEvents = publishEvents;
	}

	public @Nullable String getExpectedLogin() {
		return this.expectedLogin;
	}

	public void setExpectedLogin(@Nullable String expectedLogin) {
		this.expectedLogin = expectedLogin;
	}

	public boolean isRenewExpiredCode() {
		return this.renewExpiredCode;
	}

	public void setRenewExpiredCode(boolean renewExpiredCode) {
		this.renewExpiredCode = renewExpiredCode;
	}

	public Duration getRequestTimeout() {
		return this.requestTimeout;
	}

	public void setRequestTimeout(Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
	}

	public Map<String, AccountProperties> getAccounts() {
		return this.accounts;
	}

	public Console getConsole() {
		return this.console;
	}

	public ProviderProperties getProvider() {
		return this.provider;
	}

	public Validation getValidation() {
		return this.validation;
	}

	public Refresh getRefresh() {
		return this.refresh;
	}

	public TokenStoreProperties getTokenStore() {
		return this.tokenStore;
	}

	public Cluster getCluster() {
		return this.cluster;
	}

	public Client getClient() {
		return this.client;
	}

	/**
	 * What is printed to standard output.
	 */
	public static class Console {

		/**
		 * Whether to print a box with link and code, and how the login ended. With
		 * structured logging on the console, a log record takes its place.
		 */
		private boolean enabled = true;

		/**
		 * When to print the link as a QR code.
		 */
		private QrMode qr = QrMode.AUTO;

		/**
		 * Whether to print also the logins of accounts that are made up at run time, such
		 * as those of end users.
		 */
		private boolean runTimeAccounts;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public QrMode getQr() {
			return this.qr;
		}

		public void setQr(QrMode qr) {
			this.qr = qr;
		}

		public boolean isRunTimeAccounts() {
			return this.runTimeAccounts;
		}

		public void setRunTimeAccounts(boolean runTimeAccounts) {
			this.runTimeAccounts = runTimeAccounts;
		}

	}

	/**
	 * Validation of tokens.
	 */
	public static class Validation {

		/**
		 * Whether to ask the server whose a token is. Needs a server with Twitch's
		 * validation endpoint.
		 */
		private boolean enabled = true;

		/**
		 * Time between two validations of a token. Twitch demands at least one an hour.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration interval = Duration.ofHours(1);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Duration getInterval() {
			return this.interval;
		}

		public void setInterval(Duration interval) {
			this.interval = interval;
		}

	}

	/**
	 * Refreshing of access tokens.
	 */
	public static class Refresh {

		/**
		 * How long before its expiry an access token is replaced. 0 replaces it only when
		 * Twitch refuses it.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration aheadOfExpiry = Duration.ofMinutes(1);

		public Duration getAheadOfExpiry() {
			return this.aheadOfExpiry;
		}

		public void setAheadOfExpiry(Duration aheadOfExpiry) {
			this.aheadOfExpiry = aheadOfExpiry;
		}

	}

	/**
	 * Several processes that share a database or Redis.
	 */
	public static class Cluster {

		/**
		 * How long a process may be silent before another one polls for its logins and
		 * connects to EventSub in its place.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration lease = Duration.ofSeconds(15);

		public Duration getLease() {
			return this.lease;
		}

		public void setLease(Duration lease) {
			this.lease = lease;
		}

	}

	/**
	 * HTTP clients for the application.
	 */
	public static class Client {

		/**
		 * Base URI of the Helix API, the only place that tokens are sent to.
		 */
		private URI helixUri = URI.create("https://api.twitch.tv/helix");

		private final RateLimit rateLimit = new RateLimit();

		public URI getHelixUri() {
			return this.helixUri;
		}

		public void setHelixUri(URI helixUri) {
			this.helixUri = helixUri;
		}

		public RateLimit getRateLimit() {
			return this.rateLimit;
		}

		/**
		 * Twitch's rate limit.
		 */
		public static class RateLimit {

			/**
			 * How long a call may wait when the rate limit is used up. 0 lets it fail at
			 * once.
			 */
			@DurationUnit(ChronoUnit.SECONDS)
			private Duration maxWait = Duration.ofSeconds(30);

			public Duration getMaxWait() {
				return this.maxWait;
			}

			public void setMaxWait(Duration maxWait) {
				this.maxWait = maxWait;
			}

		}

	}

}
