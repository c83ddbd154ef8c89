package io.github.twitchoauth.authorization;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.observation.ObservedOutcome;
import reactor.core.publisher.Mono;

/**
 * Asks the server about an account's tokens: whether they live, and whose they are.
 *
 * @see <a href= "https://dev.twitch.tv/docs/authentication/validate-tokens/">Validating
 * tokens</a>
 */
final class TokenValidator {

	private final TwitchIdClient client;

	private final TokenOwnership ownership;

	private final AuthorizationSettings settings;

	// Accounts made up at run time come by the thousands, and a burst of validations is
	// answered with 429. They are validated in turn, soon after they are in use.
	private final boolean askFirst;

	/**
	 * Create a validator.
	 * @param client asks the server
	 * @param ownership knows what to make of an answer
	 * @param settings whether the server is to be asked at all, and who observes that
	 * @param askFirst whether a token that does not say whose it is may be used only when
	 * that is known
	 */
	TokenValidator(TwitchIdClient client, TokenOwnership ownership, AuthorizationSettings settings, boolean askFirst) {
		this.client = client;
		this.ownership = ownership;
		this.settings = settings;
		this.askFirst = askFirst;
	}

	boolean isEnabled() {
		return this.settings.validate();
	}

	TokenOwnership ownership() {
		return this.ownership;
	}

	/**
	 * Validate a token.
	 * @param token the token
	 * @return the token with what the server says about it if it lives, a refusal if it
	 * is dead, or undetermined
	 */
	Mono<Outcome<TwitchToken>> validate(TwitchToken token) {
		return this.settings.observations()
			.ofValidation(this.ownership.account(), this.client.validate(token.accessToken()), TokenValidator::observed)
			.map((outcome) -> outcome.map((validation) -> this.ownership.identify(token, validation)));
	}

	private static ObservedOutcome observed(Outcome<?> outcome) {
		return outcome.fold((validation) -> ObservedOutcome.SUCCESS,
				(answer) -> answer.isOfToken() ? ObservedOutcome.LOGIN_REQUIRED : ObservedOutcome.UNAVAILABLE,
				(unknown) -> ObservedOutcome.UNAVAILABLE);
	}

	/**
	 * Validate a token. Blocks, so it is for threads that hold the account's lock.
	 * @param token the token
	 * @return as {@link #validate}
	 */
	Outcome<TwitchToken> validateNow(TwitchToken token) {
		return Blocking.await(validate(token));
	}

	/**
	 * Find out whose a token is, if that is in doubt. Blocks.
	 * @param token the token as it is stored
	 * @param expired whether it has expired: then it tells nothing, and is looked at
	 * again when it has been refreshed
	 * @return the token with what is known about it now
	 * @throws io.github.twitchoauth.TwitchUnavailableException if it cannot be told
	 * whether it is the expected user's
	 */
	TwitchToken examine(TwitchToken token, boolean expired) {
		this.ownership.remember(token);
		boolean unexpected = !this.ownership.isExpected(token);
		boolean doubtful = unexpected || (token.clientId() == null && this.askFirst);
		if (!isEnabled() || expired || !doubtful || this.ownership.isIdentified(token)) {
			return token;
		}
		Outcome<TwitchToken> outcome = validateNow(token);
		return ((outcome instanceof Rejected<TwitchToken> refusal) ? refusal.ofToken() : outcome)
			.fold((identified) -> identified, (answer) -> token, (unknown) -> {
				if (unexpected) {
					throw Refusals.toException(unknown);
				}
				return token;
			});
	}

}
