package io.github.twitchoauth.twitch4j;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.TwitchHelixErrorDecoder;
import com.github.twitch4j.helix.domain.CustomReward;
import com.github.twitch4j.helix.interceptor.CustomRewardEncodeMixIn;
import com.github.twitch4j.helix.interceptor.TwitchHelixRateLimitTracker;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixThreadPoolProperties;
import feign.Feign;
import feign.Retryer;
import feign.Target;
import feign.hystrix.HystrixFeign;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import io.github.twitchoauth.account.Accounts;

import org.springframework.util.function.SingletonSupplier;

/**
 * twitch4j's Helix API for each account. All share one client of twitch4j, which takes a
 * megabyte. It is built here rather than by twitch4j, whose own would ask id.twitch.tv
 * about each token and could not replace a dead one.
 */
public final class HelixClients {

	// More than Twitch lets a client call in the half minute that a call may wait.
	private static final int MAX_CALLS_AT_A_TIME = 1_000;

	// Hystrix keeps the settings of whoever is first with a key, and the application may
	// have a client of twitch4j's own, too.
	private static final String HYSTRIX_PREFIX = "twitch-oauth.";

	private final HelixCallers callers = new HelixCallers();

	private final SingletonSupplier<TwitchHelix> shared;

	/**
	 * Create clients.
	 * @param accounts know the client ids
	 * @param credentials know whose a token is
	 * @param requests begin requests
	 * @param helixUri base URI of the Helix API
	 */
	public HelixClients(Accounts accounts, AccountCredentials credentials, HelixRequests requests, URI helixUri) {
		this.shared = SingletonSupplier
			.of(() -> create(new HelixTransport(accounts, credentials, this.callers, requests), helixUri));
	}

	TwitchHelix get(String account) {
		AccountHelix handler = new AccountHelix(this.shared.obtain(), this.callers, account);
		return (TwitchHelix) Proxy.newProxyInstance(TwitchHelix.class.getClassLoader(),
				new Class<?>[] { TwitchHelix.class }, handler);
	}

	private static TwitchHelix create(HelixTransport transport, URI helixUri) {
		ObjectMapper mapper = TypeConvert.getObjectMapper();
		ObjectMapper serializer = mapper.copy().addMixIn(CustomReward.class, CustomRewardEncodeMixIn.class);
		return HystrixFeign.builder()
			.setterFactory(HelixClients::settings)
			.client(transport)
			.encoder(new JacksonEncoder(serializer))
			.decoder(new JacksonDecoder(mapper))
			.decodeVoid()
			// It only notes refusals in the tracker, which nobody asks.
			.errorDecoder(new TwitchHelixErrorDecoder(new JacksonDecoder(mapper),
					new TwitchHelixRateLimitTracker(null, null)))
			// A call that is sent again may take effect twice.
			.retryer(Retryer.NEVER_RETRY)
			.target(TwitchHelix.class, helixUri.toString());
	}

	// The WebClient has time limits of its own, and waits for the rate limit. A circuit
	// breaker would take a missing scope for an outage. Threads come and go, and are many
	// enough for an account that has to wait not to keep others waiting.
	private static HystrixCommand.Setter settings(Target<?> target, Method method) {
		return HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey(HYSTRIX_PREFIX + "TwitchHelix"))
			.andCommandKey(HystrixCommandKey.Factory.asKey(HYSTRIX_PREFIX + Feign.configKey(target.type(), method)))
			.andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
				.withExecutionTimeoutEnabled(false)
				.withCircuitBreakerEnabled(false)
				.withRequestCacheEnabled(false)
				.withFallbackEnabled(false))
			.andThreadPoolPropertiesDefaults(HystrixThreadPoolProperties.Setter()
				.withCoreSize(0)
				.withAllowMaximumSizeToDivergeFromCoreSize(true)
				.withMaximumSize(MAX_CALLS_AT_A_TIME)
				.withMaxQueueSize(-1)
				.withKeepAliveTimeMinutes(1));
	}

}
