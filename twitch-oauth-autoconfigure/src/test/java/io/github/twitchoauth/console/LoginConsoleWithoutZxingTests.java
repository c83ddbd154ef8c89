package io.github.twitchoauth.console;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.QrMode;
import io.github.twitchoauth.event.DeviceCodeEvent;
import org.junit.jupiter.api.Test;

import org.springframework.core.OverridingClassLoader;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoginConsoleWithoutZxingTests {

	@Test
	void acceptWhenZxingIsAbsentThenPrintsBoxOnly() throws Exception {
		assertThat(run(Login.class)).contains("JLLKTXWJ", "└─").doesNotContain("▀");
	}

	@Test
	void encodeWhenZxingIsAbsentThenFails() {
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> run(Encode.class));
	}

	private static String run(Class<?> type) throws Exception {
		Class<?> isolated = new WithoutZxing().loadClass(type.getName());
		return (String) ((Supplier<?>) ReflectionUtils.accessibleConstructor(isolated).newInstance()).get();
	}

	static class Login implements Supplier<String> {

		@Override
		public String get() {
			Screen screen = Screen.utf8();
			Clock clock = Clock.systemUTC();
			DeviceCode code = new DeviceCode("secret", "JLLKTXWJ", URI.create("https://example.com"),
					clock.instant().plusSeconds(1800), Duration.ofSeconds(5));
			new LoginConsole(screen.terminal(), clock, QrMode.ALWAYS, null)
				.accept(new DeviceCodeEvent(this, "default", code, Set.of()));
			return screen.text();
		}

	}

	static class Encode implements Supplier<String> {

		@Override
		public String get() {
			return String.valueOf(new ZxingQrEncoder().encode("text").length);
		}

	}

	static class WithoutZxing extends OverridingClassLoader {

		WithoutZxing() {
			super(WithoutZxing.class.getClassLoader());
		}

		@Override
		protected boolean isEligibleForOverriding(String className) {
			return className.startsWith("io.github.twitchoauth.console.");
		}

		@Override
		public Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("com.google.zxing.")) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

	}

}
