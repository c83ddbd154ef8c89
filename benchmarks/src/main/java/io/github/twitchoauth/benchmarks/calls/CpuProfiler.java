package io.github.twitchoauth.benchmarks.calls;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.github.twitchoauth.benchmarks.harness.Cpu;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time per call, that of the event loops included.
 */
public final class CpuProfiler implements InternalProfiler {

	static final String NAME = "cpu";

	private Duration before = Duration.ZERO;

	@Override
	public String getDescription() {
		return "Processor time per operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
		this.before = Cpu.used();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
			IterationParams iterationParams, IterationResult result) {
		double operations = result.getMetadata().getAllOps();
		return List
			.of(new ScalarResult(NAME, Cpu.microsSince(this.before) / operations, "us/op", AggregationPolicy.AVG));
	}

}
