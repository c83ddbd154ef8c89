package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.cluster.Lease;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Deadline;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Polls the token endpoint until the person has decided or the code has expired (RFC
 * 8628, sections 3.4 and 3.5). Holds no thread while it waits.
 */
final class DeviceCodePoller {

	private static final Log logger = LogFactory.getLog(DeviceCodePoller.class);

	private final TwitchIdClient client;

	private final Duration requestTimeout;

	private final AuthorizationLifecycle lifecycle;

	DeviceCodePoller(TwitchIdClient client, Duration requestTimeout, AuthorizationLifecycle lifecycle) {
		this.client = client;
		this.requestTimeout = requestTimeout;
		this.lifecycle = lifecycle;
	}

	/**
	 * Return the answers to the polls of a login.
	 * @return answers, of which there are none yet
	 */
	PollAnswers answers() {
		return new PollAnswers(this.requestTimeout, this.lifecycle);
	}

	/**
	 * Poll for a code, whenever it is this process's turn.
	 * @param credentials the client
	 * @param deviceCode the code
	 * @param expiry when it expires
	 * @param interval the pause before each poll, also before the one that another
	 * process may have made last
	 * @param turn held by the process that polls
	 * @param answers the answers to these polls only, which are disposed at the end
	 * @return the token
	 */
	Mono<TokenResponse> poll(ClientCredentials credentials, String deviceCode, Deadline expiry, Duration interval,
			Lease turn, PollAnswers answers) {
		Callable<Login> begin = () -> new Login(credentials, deviceCode, new PollingSchedule(expiry, interval), turn,
				answers);
		// Ten thousand may be waiting: repeatWhenEmpty() would keep a queue for each.
		return Mono.using(begin, (login) -> Mono.defer(login::next).repeat().next(),
				(login) -> login.answers.dispose());
	}

	private final class Login {

		private final ClientCredentials credentials;

		private final String deviceCode;

		private final PollingSchedule schedule;

		private final Lease turn;

		private final PollAnswers answers;

		private @Nullable Undetermined<TokenResponse> unanswered;

		private boolean doubted;

		Login(ClientCredentials credentials, String deviceCode, PollingSchedule schedule, Lease turn,
				PollAnswers answers) {
			this.credentials = credentials;
			this.deviceCode = deviceCode;
			this.schedule = schedule;
			this.turn = turn;
			this.answers = answers;
		}

		Mono<TokenResponse> next() {
			Mono<TokenResponse> poll = this.schedule.awaitNextPoll()
				.flatMap((expired) -> expired ? unlessLate(notApproved()) : askInTurn());
			return this.answers.isAnyLate()
					? Mono.firstWithSignal(this.answers.lateToken().switchIfEmpty(Mono.never()), poll) : poll;
		}

		private Mono<TokenResponse> askInTurn() {
			return this.turn.whenHeld()
				.flatMap((tenure) -> this.schedule.isOverdue(tenure.sinceAnother()) ? ask() : Mono.empty());
		}

		private Mono<TokenResponse> ask() {
			return this.answers
				.of((sent) -> DeviceCodePoller.this.client.requestToken(this.credentials, this.deviceCode, sent))
				.flatMap((outcome) -> outcome.fold(Mono::just, this::refused, this::undetermined));
		}

		// A late answer may bring the token for which the code was used up.
		private Mono<TokenResponse> unlessLate(TwitchOAuthException error) {
			return this.answers.lateToken().switchIfEmpty(Mono.error(error));
		}

		private Mono<TokenResponse> undetermined(Undetermined<TokenResponse> outcome) {
			logger.debug("The login goes on, although " + outcome.server() + " " + outcome.reason());
			this.unanswered = outcome;
			this.schedule.backOff(outcome.retryAfter());
			return Mono.empty();
		}

		private Mono<TokenResponse> refused(Rejected<TokenResponse> answer) {
			return switch (answer.code()) {
				case AUTHORIZATION_PENDING -> pending(this.schedule::pending);
				case SLOW_DOWN -> pending(() -> this.schedule.slowDown(answer.interval()));
				case INVALID_DEVICE_CODE -> this.doubted ? unlessLate(used()) : doubt();
				case INVALID_GRANT -> unlessLate(used());
				case EXPIRED_TOKEN -> unlessLate(notApproved());
				case ACCESS_DENIED -> this.answers.lateToken()
					.switchIfEmpty(Mono.error(() -> this.answers.mayHaveLostToken() ? used() : denied()));
				default -> unlessLate(Refusals.toException(answer, this.credentials));
			};
		}

		private Mono<TokenResponse> pending(Runnable reschedule) {
			this.unanswered = null;
			this.answers.forgetLoss();
			this.doubted = false;
			reschedule.run();
			return Mono.empty();
		}

		// Twitch has been seen to say this of a code that was approved later on
		// (github.com/twitchdev/issues/issues/971), so it must say so twice in a row.
		private Mono<TokenResponse> doubt() {
			this.doubted = true;
			this.schedule.pending();
			return Mono.empty();
		}

		private static AuthorizationDeniedException denied() {
			return new AuthorizationDeniedException(
					"The person pressed Deny, so there is no token. Ask for a new code to let them try again");
		}

		// Some servers answer access_denied for a used code, too. If the last answer said
		// that the request was not carried out, no token is lost.
		private DeviceCodeExpiredException used() {
			if (this.unanswered != null && !this.unanswered.isClientError()) {
				return new LostTokenException(
						"The code is of no use any more, and the token may have been lost on the way: " + server() + " "
								+ this.unanswered.reason() + ". Ask for a new code");
			}
			String before = (this.unanswered != null) ? " and " + this.unanswered.reason() + " before" : "";
			return new DeviceCodeExpiredException(server() + " does not know the device code" + before
					+ ": it was used already or has expired. Ask for a new code");
		}

		private DeviceCodeExpiredException notApproved() {
			String outage = (this.unanswered != null) ? ", and in the end " + server() + " " + this.unanswered.reason()
					: "";
			return new DeviceCodeExpiredException(
					"Nobody approved the code before it expired" + outage + ". Ask for a new code");
		}

		private String server() {
			return DeviceCodePoller.this.client.serverName();
		}

	}

}
