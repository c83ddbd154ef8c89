package io.github.twitchoauth.stores;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link Storm} around one kind of store.
 */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
@Timeout(3600)
abstract class AbstractStormTests {

	abstract StormStore startStore();

	@Test
	void useWhenEverythingHappensThenNoLoginIsLostThatCouldBeKept() {
		try (Storm storm = new Storm(StormPlan.current(), startStore())) {
			try {
				storm.awaitNodes();
				storm.rage();
				storm.awaitCalm();
			}
			finally {
				System.out.println(storm.report());
				storm.mistakes().forEach(System.out::println);
			}
			assertThat(storm.mistakes()).isEmpty();
		}
	}

}
