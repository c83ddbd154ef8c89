package io.github.twitchoauth.actuate;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint tells and does over JMX.
 */
class TwitchEndpointMBeanTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	private ActuatorApplication application;

	@BeforeEach
	void start() {
		this.application = ActuatorApplication.start(WebApplicationType.NONE, List.of(), "spring.jmx.enabled=true",
				"spring.jmx.default-domain=twitch-endpoint-tests", "management.endpoints.jmx.exposure.include=*",
				"management.endpoint.twitch.access=unrestricted", "management.endpoint.twitch.show-values=always",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void accountWhenLoggedInOverJmxThenShowsTheUserAndNoSecret() throws Exception {
		this.application.twitch().approveNext("twitchdev");
		assertThat(invoke("Twitch", "logIn", "default")).contains("WAITING_FOR_APPROVAL");
		Awaitility.await().atMost(PATIENCE).until(() -> invoke("Twitch", "account", "default").contains("twitchdev"));
		String shown = invoke("Twitch", "accounts") + invoke("Twitch", "account", "default")
				+ invoke("Env", "environment", (Object) null) + invoke("Configprops", "configurationProperties");
		assertThat(shown).contains("LOGGED_IN", "twitchdev", "test-client", "encryptionKey");
		assertThat(this.application.secrets().leaks(shown)).isEmpty();
		assertThat(invoke("Twitch", "logOut", "default")).contains("LOGGED_OUT");
	}

	@Test
	void accountWhenNothingIsKnownOfItThenIsNull() throws Exception {
		assertThat(invoke("Twitch", "account", "never-heard-of")).isEqualTo("null");
	}

	private String invoke(String endpoint, String operation, Object... arguments) throws Exception {
		String[] signature = (arguments.length == 0) ? new String[0] : new String[] { String.class.getName() };
		ObjectName name = new ObjectName("twitch-endpoint-tests:type=Endpoint,name=" + endpoint);
		return String.valueOf(this.server.invoke(name, operation, arguments, signature));
	}

}
