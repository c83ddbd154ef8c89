package io.github.twitchoauth.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} that finds out when a property is changed
 * too late, after ahead-of-time processing.
 */
@AutoConfiguration
@Import(BuildTimeSwitchesRegistrar.class)
public final class TwitchBuildTimeSwitchesAutoConfiguration {

}
