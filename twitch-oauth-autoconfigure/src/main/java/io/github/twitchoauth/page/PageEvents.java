package io.github.twitchoauth.page;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.TwitchAccounts;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.ServerSentEvent;

/**
 * What happens to the accounts, as a stream of server-sent events.
 */
final class PageEvents {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final TwitchAccounts accounts;

	private final JsonMapper json;

	PageEvents(TwitchAccounts accounts, JsonMapper json) {
		this.accounts = accounts;
		this.json = json;
	}

	// The first heartbeat tells the browser that it is connected. A later one that cannot
	// be sent tells that the browser is gone.
	Flux<ServerSentEvent<String>> stream() {
		Flux<ServerSentEvent<String>> heartbeats = Flux.interval(Duration.ZERO, HEARTBEAT)
			.onBackpressureDrop()
			.map((count) -> ServerSentEvent.<String>builder().comment("").build());
		return this.accounts.watchAll()
			.map(this::event)
			.publish((changes) -> Flux.merge(changes, heartbeats.takeUntilOther(changes.ignoreElements())));
	}

	private ServerSentEvent<String> event(AccountStatus status) {
		return ServerSentEvent.builder(this.json.writeValueAsString(status)).event("account").build();
	}

}
