package io.github.twitchoauth.docs;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every piece of YAML in the documentation names properties that exist, and an
 * application starts with it.
 */
@ExtendWith(OutputCaptureExtension.class)
class DocumentedConfigurationTests {

	private static final String KEY = "bm90IGEgc2VjcmV0LCBidXQgMzIgYnl0ZXMgbG9uZy4=";

	static Stream<Resource> files() throws IOException {
		return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:config/*.yml"));
	}

	@ParameterizedTest
	@MethodSource("files")
	void fileWhenReadThenNamesPropertiesThatExist(Resource file) throws IOException {
		ConfigurationMetadata metadata = ConfigurationMetadata.read();
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("documented", file);
		assertThat(sources).isNotEmpty()
			.allSatisfy((source) -> assertThat(((EnumerablePropertySource<?>) source).getPropertyNames()).isNotEmpty()
				.allSatisfy((name) -> assertThat(metadata.has(name)).as(name).isTrue()));
	}

	@ParameterizedTest
	@MethodSource("files")
	void applicationWhenConfiguredAsDocumentedThenStarts(Resource file, CapturedOutput output,
			@TempDir java.io.File home) throws IOException {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class);
		try (ConfigurableApplicationContext context = builder.run("--spring.config.location=" + file.getURL(),
				"--server.port=0", "--twitch.oauth.mock.enabled=true",
				"--twitch.oauth.token-store.file.path=" + home + "/tokens.json",
				"--TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY=" + KEY, "--TWITCH_OAUTH_OLD_ENCRYPTION_KEY=" + KEY)) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output).doesNotContain("Properties without effect");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
