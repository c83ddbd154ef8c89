package io.github.twitchoauth.benchmarks.requests;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.benchmarks.harness.Cpu;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.store.InMemoryTokenStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends the requests, by the starter and by bare clients in turn.
 */
public final class RequestCostRun {

	static final List<String> REQUESTS = List.of("validation", "poll");

	static final List<String> CLIENTS = List.of("bare", "bare again", "starter");

	static final int TURN = 5_000;

	static final int AT_A_TIME = 4;

	private static final int WARM_UP_TURNS = 5;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final String TOKEN = "access-token-of-30-chars-000001";

	private static final String DEVICE_CODE = "device-code-with-forty-characters-00000000";

	private final Map<String, Supplier<Mono<?>>> contenders = new HashMap<>();

	private final Map<String, Samples> micros = new HashMap<>();

	private final Map<String, Samples> ratios = new HashMap<>();

	private final Random random = new Random();

	private RequestCostRun(TwitchIdClient starter, WebClient bare, WebClient bareAgain) {
		ClientCredentials credentials = new ClientCredentials("benchmark", null);
		add("validation", () -> validate(bare), () -> validate(bareAgain), () -> starter.validate(TOKEN));
		add("poll", () -> poll(bare), () -> poll(bareAgain), () -> starter.requestToken(credentials, DEVICE_CODE));
	}

	public static void main(String[] args) {
		URI server = URI.create(args[0]);
		try (ConfigurableApplicationContext context = Application.start(server, new InMemoryTokenStore())) {
			RequestCostRun run = new RequestCostRun(context.getBean(TwitchIdClient.class), bare(context, server),
					bare(context, server));
			run.measure(Integer.parseInt(args[1]));
			run.say();
		}
		System.exit(0);
	}

	private static WebClient bare(ConfigurableApplicationContext context, URI server) {
		return context.getBean(WebClient.Builder.class).baseUrl(server.toString()).build();
	}

	private static Mono<String> validate(WebClient bare) {
		return bare.get()
			.uri("/oauth2/validate")
			.header("Authorization", "OAuth " + TOKEN)
			.retrieve()
			.bodyToMono(String.class);
	}

	// The answer to a poll is 400, of which retrieve() would make an exception.
	private static Mono<String> poll(WebClient bare) {
		return bare.post()
			.uri("/oauth2/token")
			.body(BodyInserters.fromFormData("client_id", "benchmark")
				.with("device_code", DEVICE_CODE)
				.with("grant_type", "urn:ietf:params:oauth:grant-type:device_code"))
			.exchangeToMono((response) -> response.bodyToMono(String.class));
	}

	private void add(String request, Supplier<Mono<?>> bare, Supplier<Mono<?>> bareAgain, Supplier<Mono<?>> starter) {
		List<Supplier<Mono<?>>> clients = List.of(bare, bareAgain, starter);
		for (int i = 0; i < clients.size(); i++) {
			this.contenders.put(request + "." + CLIENTS.get(i), clients.get(i));
		}
	}

	private void measure(int rounds) {
		for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
			round();
		}
		for (int round = 0; round < rounds; round++) {
			Map<String, Double> micros = round();
			micros.forEach((name, value) -> {
				samples(this.micros, name).add(value);
				samples(this.ratios, name).add(value / micros.getOrDefault(bareOf(name), Double.NaN));
			});
		}
	}

	private Map<String, Double> round() {
		List<String> order = new ArrayList<>(this.contenders.keySet());
		Collections.shuffle(order, this.random);
		Map<String, Double> micros = new HashMap<>();
		order.forEach((name) -> micros.put(name, turn(this.contenders.getOrDefault(name, Mono::never))));
		return micros;
	}

	private static double turn(Supplier<Mono<?>> request) {
		Duration before = Cpu.used();
		Flux.range(0, TURN).flatMap((number) -> request.get(), AT_A_TIME).blockLast(PATIENCE);
		return Cpu.microsSince(before) / TURN;
	}

	private static String bareOf(String name) {
		return name.substring(0, name.indexOf('.') + 1) + CLIENTS.get(0);
	}

	private static Samples samples(Map<String, Samples> samples, String name) {
		return samples.computeIfAbsent(name, (key) -> new Samples());
	}

	private void say() {
		this.micros.forEach((name, samples) -> Results.say(name + ".cpu", samples.median()));
		this.ratios.forEach((name, samples) -> {
			Results.say(name + ".ratio", samples.median());
			Results.say(name + ".noise", samples.noise());
		});
	}

}
