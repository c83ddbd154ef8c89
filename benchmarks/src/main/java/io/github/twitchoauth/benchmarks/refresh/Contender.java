package io.github.twitchoauth.benchmarks.refresh;

import io.github.twitchoauth.TwitchToken;
import reactor.core.publisher.Mono;

/**
 * A client that refreshes expired tokens.
 */
interface Contender {

	String name();

	/**
	 * Take over a token that has expired.
	 * @param token the token
	 * @return a call that is made with it
	 */
	Mono<String> callWith(TwitchToken token);

}
