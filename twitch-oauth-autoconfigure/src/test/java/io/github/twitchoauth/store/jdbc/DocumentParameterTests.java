package io.github.twitchoauth.store.jdbc;

import java.util.List;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DocumentParameter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DocumentParameterTests {

	private static final String LOGGER = "org.springframework.jdbc.core";

	@Test
	void saveWhenSpringLogsParametersThenTheTokenIsNotAmongThem(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.addScript("io/github/twitchoauth/store/jdbc/schema-h2.sql")
			.build();
		logging.setLogLevel(LOGGER, LogLevel.TRACE);
		try {
			TokenStore store = new StorageBasedTokenStore(new JdbcTokenStorage(database),
					new TokenCodec(TokenCipher.ofBase64(List.of())));
			store.save("bot", new TwitchToken("s3cret-access", "s3cret-refresh", Set.of(), null, null, null, "abc"));
			assertThat(store.find("bot")).isNotNull();
		}
		finally {
			logging.setLogLevel(LOGGER, null);
			database.shutdown();
		}
		assertThat(output).contains("Setting SQL statement parameter value").doesNotContain("s3cret");
	}

}
