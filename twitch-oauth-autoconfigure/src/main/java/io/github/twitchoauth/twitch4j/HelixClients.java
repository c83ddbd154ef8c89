package io.github.twitchoauth.twitch4j;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
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
import feign.Contract;
import feign.Feign;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.Retryer;
import feign.hystrix.HystrixDelegatingContract;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NativeDetector;
import org.springframework.util.function.SingletonSupplier;

/**
 * twitch4j's Helix API and credential for each account. All share one client of twitch4j,
 * which takes a megabyte. It is built here, because the one that twitch4j builds asks
 * id.twitch.tv about each token and cannot replace a dead one.
 *
 * @since 0.1.0
 */
public final class HelixClients implements Consumer<TwitchOAuthEvent> {

	private static final Log logger = LogFactory.getLog(HelixClients.class);

	// A call may wait half a minute for the rate limit, which allows fewer calls than
	// this in that time.
	private static final int MAX_CALLS_AT_A_TIME = 1_000;

	// Hystrix keeps the first settings of a key for ever, and the application may have a
	// client of twitch4j's own, too.
	private static final String HYSTRIX_PREFIX = "twitch-oauth.";

	private final AccountCredentials credentials;

	private final SingletonSupplier<Map<Method, MethodHandler>> shared;

	/**
	 * Create clients.
	 * @param accounts know the client ids
	 * @param requests begin requests
	 * @param helixUri base URI of the Helix API
	 * @param clock tells how long tokens live
	 */
	public HelixClients(Accounts accounts, HelixRequests requests, URI helixUri, Clock clock) {
		this.credentials = new AccountCredentials(clock);
		this.shared = SingletonSupplier
			.of(() -> create(new HelixTransport(accounts, this.credentials, requests), helixUri));
		// Which calls there will be is not known at the start, so each start tells.
		if (NativeDetector.inNativeImage()) {
			logger.warn(HelixInNativeImageException.PROBLEM + ". " + HelixInNativeImageException.REMEDY);
		}
	}

	@Override
	public void accept(TwitchOAuthEvent event) {
		this.credentials.accept(event);
	}

	OAuth2Credential credential(String account) {
		return this.credentials.get(account);
	}

	TwitchHelix get(String account) {
		if (NativeDetector.inNativeImage()) {
			throw new HelixInNativeImageException();
		}
		AccountHelix handler = new AccountHelix(this.shared.obtain(), account);
		return (TwitchHelix) Proxy.newProxyInstance(TwitchHelix.class.getClassLoader(),
				new Class<?>[] { TwitchHelix.class }, handler);
	}

	private static Map<Method, MethodHandler> create(HelixTransport transport, URI helixUri) {
		ObjectMapper mapper = TypeConvert.getObjectMapper();
		ObjectMapper serializer = mapper.copy().addMixIn(CustomReward.class, CustomRewardEncodeMixIn.class);
		Map<Method, MethodHandler> handlers = new HashMap<>();
		Feign.builder()
			.contract(new HystrixDelegatingContract(new Contract.Default()))
			.client(transport)
			.encoder(new JacksonEncoder(serializer))
			.decoder(new JacksonDecoder(mapper))
			.decodeVoid()
			// Notes refusals in a tracker that nothing here reads.
			.errorDecoder(new TwitchHelixErrorDecoder(new JacksonDecoder(mapper),
					new TwitchHelixRateLimitTracker(null, null)))
			// A call that is sent again may take effect twice.
			.retryer(Retryer.NEVER_RETRY)
			.invocationHandlerFactory((target, methods) -> {
				handlers.putAll(methods);
				return (proxy, method, arguments) -> null;
			})
			.target(TwitchHelix.class, helixUri.toString());
		return handlers;
	}

	// The WebClient has time limits of its own, and waits for the rate limit. A circuit
	// breaker would take a missing scope for an outage. There are so many threads that
	// an account that has to wait does not keep others waiting.
	static HystrixCommand.Setter settings(Method method) {
		return HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey(HYSTRIX_PREFIX + "TwitchHelix"))
			.andCommandKey(HystrixCommandKey.Factory.asKey(HYSTRIX_PREFIX + Feign.configKey(TwitchHelix.class, method)))
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
