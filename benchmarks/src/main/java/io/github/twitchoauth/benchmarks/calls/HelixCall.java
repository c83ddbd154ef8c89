package io.github.twitchoauth.benchmarks.calls;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One {@code GET /users} after the other.
 *
 * @param <C> the type of HTTP client
 */
@State(Scope.Benchmark)
public abstract class HelixCall<C> {

	private final CallContext context = new CallContext();

	private final Clients<C> clients;

	private final Map<String, Runnable> all = Map.of("bare", this::bare, "bareAgain", this::bareAgain, "starter",
			this::starter, "starterObserved", this::starterObserved, "springSecurity", this::springSecurity);

	HelixCall(Function<CallContext, Clients<C>> clients) {
		this.clients = clients.apply(this.context);
	}

	abstract @Nullable String users(C helix);

	@Benchmark
	public @Nullable String bare() {
		return users(this.clients.bare());
	}

	@Benchmark
	public @Nullable String bareAgain() {
		return users(this.clients.bareAgain());
	}

	@Benchmark
	public @Nullable String starter() {
		return users(this.clients.starter());
	}

	@Benchmark
	public @Nullable String starterObserved() {
		return users(this.clients.starterObserved());
	}

	@Benchmark
	public @Nullable String springSecurity() {
		return users(this.clients.springSecurity());
	}

	@Benchmark
	public void takeTurns(Turns turns) {
		turns.take(this.all);
	}

	@TearDown
	public void close() {
		this.context.close();
	}

	record Clients<C>(C bare, C bareAgain, C starter, C starterObserved, C springSecurity) {

	}

}
