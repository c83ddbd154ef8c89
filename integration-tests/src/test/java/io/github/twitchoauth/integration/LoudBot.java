package io.github.twitchoauth.integration;

import java.time.Duration;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application that logs everything it can, and prints everything it gets.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LoudBot {

	private static final Log logger = LogFactory.getLog(LoudBot.class);

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(LoudBot.class).web(WebApplicationType.NONE).run(arguments);
		logger.info("main is over");
	}

	@Bean
	ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> wiretap() {
		return (builder) -> builder.withHttpClientCustomizer((httpClient) -> httpClient.wiretap(true));
	}

	@Bean
	WebClientCustomizer loggingFilter() {
		return (builder) -> builder.codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(true))
			.filter((request, next) -> {
				logger.info("Request " + request.method() + " " + request.url() + " " + request.headers());
				return next.exchange(request)
					.doOnNext((response) -> logger.info("Response " + response.headers().asHttpHeaders()));
			});
	}

	@Bean
	ApplicationRunner logins(DeviceAuthFlow flow, WebClient.Builder webClient, @Value("${bot.own-uri}") String ownUri,
			@Value("${bot.own-secret}") String ownSecret, @Value("${bot.known-code}") String knownCode) {
		return (arguments) -> {
			attempt("own request",
					webClient.build().get().uri(ownUri).header("X-Own", ownSecret).retrieve().toBodilessEntity());
			attempt("bad code", flow.getDeviceCode());
			TwitchToken token = (TwitchToken) attempt("good login", flow.authorize());
			attempt("failing revocation", flow.revokeToken(token.accessToken()));
			attempt("good revocation", flow.revokeToken(token.accessToken()));
			attempt("repeated revocation", flow.revokeToken(token.accessToken()));
			attempt("denied login", flow.forAccount("denied").authorize());
			attempt("quoted code", flow.pollForAuthorization(knownCode, Duration.ofSeconds(2), Duration.ofMillis(100)));
		};
	}

	private static Object attempt(String name, Mono<?> mono) {
		logger.info("Start of " + name);
		try {
			Object result = mono.block(Duration.ofMinutes(1));
			logger.info("Result of " + name + ": " + result);
			return result;
		}
		catch (Exception ex) {
			logger.error("Error of " + name, ex);
			return null;
		}
	}

	@EventListener
	void on(TwitchOAuthEvent event) {
		logger.info("Event " + event);
		if (event instanceof DeviceCodeEvent code) {
			logger.info("Code " + code.getDeviceCode() + " " + code.getVerificationUri());
		}
		if (event instanceof AuthenticatedEvent authenticated) {
			logger.info("Token " + authenticated.getToken());
		}
		if (event instanceof AuthorizationFailedEvent failed) {
			logger.info("Failure", failed.getError());
		}
	}

}
