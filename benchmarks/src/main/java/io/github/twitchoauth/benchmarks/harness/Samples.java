package io.github.twitchoauth.benchmarks.harness;

import java.util.Arrays;

/**
 * Measured values, and what is said about them. Thread-safe.
 */
public final class Samples {

	private double[] values = new double[1024];

	private int size;

	public static Samples of(double... values) {
		Samples samples = new Samples();
		Arrays.stream(values).forEach(samples::add);
		return samples;
	}

	public synchronized void add(double value) {
		if (this.size == this.values.length) {
			this.values = Arrays.copyOf(this.values, 2 * this.size);
		}
		this.values[this.size++] = value;
	}

	public synchronized int size() {
		return this.size;
	}

	public synchronized Samples copy() {
		Samples copy = new Samples();
		copy.values = Arrays.copyOf(this.values, Math.max(1, this.size));
		copy.size = this.size;
		return copy;
	}

	/**
	 * Return a quantile.
	 * @param share the share of values that are not larger, such as 0.99
	 * @return the value at that place, {@code NaN} if there are no values
	 */
	public synchronized double quantile(double share) {
		if (this.size == 0) {
			return Double.NaN;
		}
		Arrays.sort(this.values, 0, this.size);
		double place = share * (this.size - 1);
		int below = (int) place;
		double above = this.values[Math.min(below + 1, this.size - 1)];
		return this.values[below] + (place - below) * (above - this.values[below]);
	}

	public double median() {
		return quantile(0.5);
	}

	/**
	 * Return how far the middle half of the values spreads, which tells how noisy they
	 * are.
	 * @return the distance from the first to the third quartile, in percent of the median
	 */
	public double noise() {
		return 100 * (quantile(0.75) - quantile(0.25)) / median();
	}

}
