package io.github.twitchoauth.stores;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.stores.AnswerJournal.Answer;
import io.github.twitchoauth.stores.StormPlan.Trouble;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Nodes that use many accounts while access tokens expire and everything happens to the
 * nodes, to the server with their tokens and to what lies between. A login may get lost
 * only if Twitch's answer died with the process that was to get it.
 */
final class Storm implements AutoCloseable {

	private static final Duration TWITCH_ANSWERS_AFTER = Duration.ofMillis(250);

	private static final Duration TOKENS_LIVE = Duration.ofMinutes(8);

	private static final Duration SOON = Duration.ofSeconds(90);

	// In patiences. A process is taken over after one, and waited for during five more.
	// By then, a process that goes on after two has saved its token, although it tries
	// less and less often to do so, and others have less patience here.
	private static final double LONGEST_PAUSE = 2;

	private final Instant begin = Instant.now();

	private long lastRefresh = System.nanoTime();

	private final Random random = new Random();

	private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);

	private final ScheduledExecutorService logins = Executors.newSingleThreadScheduledExecutor();

	private final HttpClient http = HttpClient.newHttpClient();

	private final MockTwitch twitch = MockTwitch.start();

	private final AnswerJournal journal = new AnswerJournal();

	private final Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);

	private final Set<String> expired = new HashSet<>();

	private final Queue<Loss> losses = new ConcurrentLinkedQueue<>();

	private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();

	private final Set<String> working = ConcurrentHashMap.newKeySet();

	private final List<StormMember> members = new ArrayList<>();

	private final StormPlan plan;

	private final StormStore store;

	private final ConfigurableApplicationContext control;

	Storm(StormPlan plan, StormStore store) {
		this.plan = plan;
		this.store = store;
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.setTokenExpiresIn(TOKENS_LIVE);
		this.twitch.on(Endpoint.REFRESH).next(1_000_000).respond(Fault.delay(TWITCH_ANSWERS_AFTER));
		this.twitch.getWireMockServer().addMockServiceRequestListener(this.journal);
		for (int i = 0; i < plan.nodes(); i++) {
			this.members.add(StormMember.start(i, this.twitch, store, plan, this.random, this::heard));
		}
		this.control = new SpringApplicationBuilder(StormNode.class).web(WebApplicationType.NONE)
			.properties(StormMember
				.named(AnswerJournal.LOGIN, StormMember.properties(this.twitch, store.properties(store.port()), plan))
				.toArray(String[]::new))
			.properties("storm.clock-shift=0s", "storm.accounts=0", "twitch.oauth.validation.enabled=false")
			.registerShutdownHook(false)
			.run();
		accounts().forEach(this::logIn);
	}

	static String account(int number) {
		return "account-" + number;
	}

	private List<Integer> accounts() {
		return IntStream.range(0, this.plan.accounts()).boxed().toList();
	}

	private void logIn(int number) {
		this.journal.logsIn(account(number));
		this.twitch.approveNext("user_" + number);
		this.control.getBean(DeviceAuthFlow.class).forAccount(account(number)).authorize().block(SOON);
		Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> isStored(number));
	}

	private boolean isStored(int number) {
		return this.control.getBean(TokenStore.class).forClient("test-client").find(account(number)) != null;
	}

	AnswerJournal journal() {
		return this.journal;
	}

	private void heard(StormMember member, String line) {
		String[] words = line.split(" ");
		switch (words[0]) {
			case "kept" -> this.journal.kept(words[1]);
			case "used" -> used(member, Integer.parseInt(words[1]), words[2]);
			case "lost" -> this.logins.execute(() -> lost(Integer.parseInt(words[1].replace("account-", ""))));
			case "ready", "failed", "unheard" -> {
			}
			default -> System.out.println(member + ": " + line);
		}
	}

	private void used(StormMember member, int account, String login) {
		if (!login.equals("user_" + account)) {
			this.mistakes.add(account(account) + " was used as " + login);
		}
		this.working.add(member + " " + account);
	}

	// Several nodes tell of a loss, some of them when a person has logged in again.
	private void lost(int number) {
		boolean[] stored = new boolean[1];
		Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> {
			stored[0] = isStored(number);
			return true;
		});
		if (!stored[0]) {
			Answer answer = this.journal.latest(account(number));
			this.losses.add(new Loss(Instant.now(), answer, this.journal.isDead(answer)));
			logIn(number);
		}
	}

	/**
	 * Wait until all nodes have started.
	 */
	void awaitNodes() {
		Awaitility.await().atMost(SOON).until(() -> this.members.stream().allMatch(StormMember::isUp));
	}

	/**
	 * Let it all happen.
	 */
	void rage() {
		List<Trouble> shuffled = this.plan.shuffled(this.random);
		long begin = System.nanoTime();
		for (int i = 0; i < shuffled.size(); i++) {
			Trouble trouble = shuffled.get(i);
			Awaitility.await(trouble.name()).atMost(SOON).pollInterval(patience(trouble)).until(() -> make(trouble));
			this.troubles.merge(trouble, 1, Integer::sum);
			long next = begin + this.plan.length().toNanos() * (i + 1) / shuffled.size();
			LockSupport.parkNanos(next - System.nanoTime());
		}
	}

	// MariaDB lists transactions as they were before if it is asked again within 100 ms.
	private static Duration patience(Trouble trouble) {
		return Duration.ofMillis((trouble == Trouble.TERMINATION) ? 120 : 5);
	}

	// Returns whether it was possible now.
	private boolean make(Trouble trouble) {
		return switch (trouble) {
			case EXPIRY -> expire();
			case KILL -> anyMember(StormMember::isUp).map(this::kill).isPresent();
			case STOP -> anyMember(this::mayStop).map(this::stop).isPresent();
			case TERMINATION -> terminate();
			case RESTART -> restart();
			case PARTITION ->
				anyMember((member) -> !member.isParted() && !member.isStopped()).map(this::part).isPresent();
		};
	}

	// Only a session in which a token is being refreshed is ended, so there has to be
	// one.
	private boolean terminate() {
		boolean ended = this.store.endSession();
		if (!ended && System.nanoTime() - this.lastRefresh > 1e9) {
			this.lastRefresh = System.nanoTime();
			expire();
		}
		return ended;
	}

	private Optional<StormMember> anyMember(Predicate<StormMember> which) {
		List<StormMember> suitable = this.members.stream().filter(which).toList();
		return suitable.isEmpty() ? Optional.empty() : Optional.of(suitable.get(this.random.nextInt(suitable.size())));
	}

	/**
	 * Let an access token expire that is in the store, and use its account on all nodes.
	 * @return whether there is one
	 */
	boolean expire() {
		List<Answer> living = accounts().stream()
			.map((number) -> this.journal.latest(account(number)))
			.filter((answer) -> this.journal.isKept(answer) && !this.expired.contains(answer.accessToken()))
			.toList();
		if (living.isEmpty()) {
			return false;
		}
		Answer answer = living.get(this.random.nextInt(living.size()));
		this.expired.add(answer.accessToken());
		expire(answer.accessToken());
		use(Integer.parseInt(answer.account().replace("account-", "")));
		return true;
	}

	// Twitch refuses a revoked access token in the same way, and its refresh token works.
	private void expire(String accessToken) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.twitch.getBaseUrl() + "/oauth2/revoke"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("client_id=test-client&token=" + accessToken))
			.build();
		this.http.sendAsync(request, BodyHandlers.discarding()).join();
	}

	private void use(int account) {
		this.members.forEach((member) -> member.send(account));
	}

	private StormMember kill(StormMember member) {
		String name = member.name();
		member.kill();
		this.journal.killed(name);
		member.start();
		return member;
	}

	private boolean mayStop(StormMember member) {
		return member.isUp() && !member.isStopped() && !member.isParted()
				&& this.members.stream().filter(StormMember::isStopped).count() < this.members.size() / 2;
	}

	private StormMember stop(StormMember member) {
		String name = member.name();
		member.stop();
		later(pause(), () -> member.goOn(name));
		return member;
	}

	// As many short ones as long ones.
	private Duration pause() {
		double patiences = 0.1 * Math.pow(LONGEST_PAUSE / 0.1, this.random.nextDouble());
		return scaled(patiences);
	}

	private Duration scaled(double patiences) {
		return Duration.ofMillis((long) (patiences * this.plan.patience().toMillis()));
	}

	private void later(Duration delay, Runnable task) {
		this.executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	// A node that is cut off for longer than others have patience looks dead to them.
	private StormMember part(StormMember member) {
		if (this.random.nextBoolean()) {
			member.hold();
			later(pause(), member::heal);
		}
		else {
			member.cut();
			later(scaled(0.3 * this.random.nextDouble()), member::heal);
		}
		return member;
	}

	private boolean restart() {
		this.store.crash();
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(this.random.nextInt(500)));
		this.store.restart();
		return true;
	}

	/**
	 * Wait until all nodes can use all accounts.
	 */
	void awaitCalm() {
		this.members.forEach((member) -> {
			member.heal();
			member.goOn(member.name());
		});
		awaitNodes();
		this.working.clear();
		Awaitility.await()
			.atMost(this.plan.patience().multipliedBy(12).plus(SOON))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> accounts().stream().filter(this::isOut).peek(this::use).count() == 0);
	}

	private boolean isOut(int account) {
		return !this.members.stream().allMatch((member) -> this.working.contains(member + " " + account));
	}

	/**
	 * Return everything that should not have happened.
	 * @return a sentence for each
	 */
	List<String> mistakes() {
		List<String> all = new ArrayList<>(this.mistakes);
		this.journal.replays()
			.stream()
			.filter((replay) -> !this.journal.isDead(replay.successor()))
			.forEach((replay) -> all.add("Presented again: " + replay));
		this.losses.stream().filter((loss) -> !loss.excused()).forEach((loss) -> all.add("Lost: " + loss));
		all.addAll(this.twitch.getMisuses());
		return all;
	}

	String report() {
		return "%s in %d s; %d refresh tokens presented, %d logins lost because the answer died with its process (%d spent tokens presented to find that out), %d mistakes"
			.formatted(this.troubles, Duration.between(this.begin, Instant.now()).toSeconds(),
					this.journal.presentations(), this.losses.stream().filter(Loss::excused).count(),
					this.journal.replays().size(), mistakes().size());
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.logins.shutdownNow();
		this.members.forEach(StormMember::close);
		this.control.close();
		this.store.close();
		this.twitch.close();
	}

	/**
	 * A login that got lost.
	 *
	 * @param time when
	 * @param answer the last token that was issued
	 * @param excused whether that died with the process that was to get it
	 */
	record Loss(Instant time, Answer answer, boolean excused) {

	}

}
