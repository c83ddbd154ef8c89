package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who can read what {@link FileTokenStore} writes.
 */
@DisabledOnOs(OS.WINDOWS)
@ExtendWith(OutputCaptureExtension.class)
class FileTokenStorePermissionTests {

	@TempDir
	private Path directory;

	@Test
	void saveThenOnlyTheOwnerCanReadAnything() throws IOException {
		Path file = this.directory.resolve("a/b/tokens.json");
		FileTokenStore store = new FileTokenStore(file);
		store.save("bot", Samples.token("a"));
		store.save("bot", Samples.token("b"));
		assertThat(permissions(file)).isEqualTo("rw-------");
		assertThat(permissions(file.resolveSibling("tokens.json.lock"))).isEqualTo("rw-------");
		assertThat(permissions(file.getParent())).isEqualTo("rwx------");
		assertThat(permissions(file.getParent().getParent())).isEqualTo("rwx------");
	}

	@Test
	void createWhenFileIsOpenToOthersThenClosesItAndWarns(CapturedOutput output) throws IOException {
		Path file = this.directory.resolve("tokens.json");
		Files.writeString(file, "{\"version\":1,\"accounts\":{}}");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		new FileTokenStore(file);
		assertThat(permissions(file)).isEqualTo("rw-------");
		assertThat(output).contains("WARN").containsOnlyOnce("'" + file.toRealPath() + "' was open to other users");
	}

	@Test
	void createWhenFileIsClosedToOthersThenDoesNotWarn(CapturedOutput output) {
		Path file = this.directory.resolve("tokens.json");
		new FileTokenStore(file).save("bot", Samples.token("a"));
		new FileTokenStore(file);
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void aclLetsTheOwnerIn() throws IOException {
		assertThat(OwnerOnly.everything(Set.of(AclEntryFlag.FILE_INHERIT))).satisfies((entry) -> {
			assertThat(entry.principal()).isEqualTo(Files.getOwner(this.directory));
			assertThat(entry.type()).isEqualTo(AclEntryType.ALLOW);
			assertThat(entry.flags()).containsExactly(AclEntryFlag.FILE_INHERIT);
		});
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
