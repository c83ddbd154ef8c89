package io.github.twitchoauth.twitch4j;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.TwitchHelixErrorDecoder;
import com.github.twitch4j.helix.domain.CustomReward;
import com.github.twitch4j.helix.interceptor.CustomRewardEncodeMixIn;
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
import io.github.twitchoauth.authorization.Accounts;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * twitch4j's Helix clients, one per account. They are built here rather than by twitch4j,
 * whose own would ask id.twitch.tv about each token and could not replace a dead one.
 */
public final class HelixClients {

	private static final int QUEUE_SIZE = 10_000;

	private final Map<String, TwitchHelix> clients = new ConcurrentHashMap<>();

	private final Accounts accounts;

	private final AccountCredentials credentials;

	private final Function<String, WebClient> webClients;

	private final WebClient anonymous;

	private final URI helixUri;

	/**
	 * Create clients.
	 * @param accounts know the client ids
	 * @param credentials know whose a token is
	 * @param webClients the logged-in WebClient of an account
	 * @param anonymous the same without login
	 * @param helixUri base URI of the Helix API
	 */
	public HelixClients(Accounts accounts, AccountCredentials credentials, Function<String, WebClient> webClients,
			WebClient anonymous, URI helixUri) {
		this.accounts = accounts;
		this.credentials = credentials;
		this.webClients = webClients;
		this.anonymous = anonymous;
		this.helixUri = helixUri;
	}

	TwitchHelix get(String account) {
		return this.clients.computeIfAbsent(account, this::create);
	}

	private TwitchHelix create(String account) {
		ObjectMapper mapper = TypeConvert.getObjectMapper();
		ObjectMapper serializer = mapper.copy().addMixIn(CustomReward.class, CustomRewardEncodeMixIn.class);
		return HystrixFeign.builder()
			.setterFactory(HelixClients::settings)
			.client(new HelixTransport(account, this.accounts.get(account).client().clientId(), this.credentials,
					this.webClients, this.anonymous))
			.encoder(new JacksonEncoder(serializer))
			.decoder(new JacksonDecoder(mapper))
			.decodeVoid()
			.errorDecoder(new TwitchHelixErrorDecoder(new JacksonDecoder(mapper), null))
			// A call that is sent again may take effect twice.
			.retryer(Retryer.NEVER_RETRY)
			.target(TwitchHelix.class, this.helixUri.toString());
	}

	// The WebClient has time limits of its own, and waits for the rate limit. A circuit
	// breaker would take a missing scope for an outage.
	private static HystrixCommand.Setter settings(Target<?> target, Method method) {
		return HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey("TwitchHelix"))
			.andCommandKey(HystrixCommandKey.Factory.asKey(Feign.configKey(target.type(), method)))
			.andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
				.withExecutionTimeoutEnabled(false)
				.withCircuitBreakerEnabled(false)
				.withRequestCacheEnabled(false))
			.andThreadPoolPropertiesDefaults(HystrixThreadPoolProperties.Setter()
				.withMaxQueueSize(QUEUE_SIZE)
				.withQueueSizeRejectionThreshold(QUEUE_SIZE));
	}

}
