package io.github.twitchoauth.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.twitchoauth.test.MockTwitch;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.boot.test.context.PropertyMapping.Skip;

/**
 * Starts a {@link MockTwitch} for a Spring Boot test and points the application at it.
 * The {@code MockTwitch} is a bean that lives as long as the application context, so
 * tests that share a cached context share it too; they can call
 * {@link MockTwitch#reset()} or {@link MockTwitch#clearFaults()} between them. If the
 * application under test has no client id, it gets {@code mock-client-id}.
 * <p>
 * The token store that the application's properties name, or that is a bean of its own,
 * is left alone, so no real login is touched: tokens are kept in memory. To let a store
 * of the application take part, start a {@code MockTwitch} without this annotation:
 * declare what {@link MockTwitch#start()} and {@link MockTwitch#getConnectionDetails()}
 * return as beans.
 * <p>
 * Without this annotation a {@code @SpringBootTest} logs in to Twitch, with the
 * configured store. To keep all tests of an application from that, set
 * {@code twitch.oauth.mock.enabled=true} in
 * {@code src/test/resources/config/application.properties}: it does the same as this
 * annotation for each context.
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;AutoConfigureMockTwitch
 * class LoginTests {
 *
 *     &#064;Test
 *     void greetsWhoeverLogsIn(@Autowired MockTwitch twitch, @Autowired Greeter greeter) {
 *         twitch.approve(twitch.awaitUserCode(Duration.ofSeconds(5)), "twitchdev");
 *         await().untilAsserted(() -> assertThat(greeter.getGreeting()).isEqualTo("Hello, twitchdev"));
 *         twitch.assertNoMisuse();
 *     }
 *
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("twitch.oauth.mock")
public @interface AutoConfigureMockTwitch {

	/**
	 * Whether to start one at all.
	 * @return whether to start one
	 */
	boolean enabled() default true;

	/**
	 * How long the application waits between polls, as Spring Boot writes durations.
	 * @return the interval
	 */
	String interval() default "100ms";

	/**
	 * The port to listen on, or 0 for a free one.
	 * @return the port
	 */
	int port() default 0;

	/**
	 * The file in which logins are kept for the next run, or none.
	 * @return the path of the file
	 * @see MockTwitch#start(int, java.nio.file.Path)
	 */
	String dataFile() default "";

	/**
	 * The login name of the user who approves every code at once. Without it, the test
	 * approves.
	 * @return the login name, or an empty string for none
	 */
	@PropertyMapping(skip = Skip.ON_DEFAULT_VALUE)
	String autoApprove() default "";

}
