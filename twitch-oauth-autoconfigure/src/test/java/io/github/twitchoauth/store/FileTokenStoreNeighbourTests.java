package io.github.twitchoauth.store;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link FileTokenStore} where something else than a file lies in the place of
 * its file, or of those next to it.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
@ExtendWith(OutputCaptureExtension.class)
class FileTokenStoreNeighbourTests {

	private Path directory;

	private Path file;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.file = this.directory.resolve("tokens.json");
	}

	@ParameterizedTest
	@EnumSource
	void createWhenTheFileIsNoneThenSaysWhatItIs(Kind kind) throws Exception {
		kind.create(this.file);
		assertUnusable("'" + this.file + "' is a " + kind.text);
	}

	@ParameterizedTest
	@EnumSource
	void createWhenTheFileIsALinkToNoneThenSaysWhatItIs(Kind kind) throws Exception {
		Path target = this.directory.resolve("target");
		kind.create(target);
		Files.createSymbolicLink(this.file, target);
		assertUnusable("'" + target + "' is a " + kind.text);
	}

	@ParameterizedTest
	@EnumSource
	void createWhenTheLockFileIsNoneThenSaysWhatItIs(Kind kind) throws Exception {
		Path lockFile = this.directory.resolve("tokens.json.lock");
		kind.create(lockFile);
		assertUnusable("'" + lockFile + "' is a " + kind.text);
	}

	@ParameterizedTest
	@EnumSource
	void createWhenAnInterruptedWriteIsNoneThenLeavesItAndRecoversTheRest(Kind kind, CapturedOutput output)
			throws Exception {
		new FileTokenStore(this.file).save("bot", Samples.token("a"));
		byte[] before = Files.readAllBytes(this.file);
		new FileTokenStore(this.file).save("bot", Samples.token("b"));
		Files.move(this.file, this.directory.resolve("tokens.json.3.tmp"));
		Files.write(this.file, before);
		Path neighbour = this.directory.resolve("tokens.json.2.tmp");
		kind.create(neighbour);
		FileTokenStore store = new FileTokenStore(this.file);
		assertThat(store.find("bot")).isEqualTo(Samples.token("b"));
		store.save("bot", Samples.token("c"));
		assertThat(store.find("bot")).isEqualTo(Samples.token("c"));
		assertThat(neighbour).exists();
		assertThat(output).doesNotContain("WARN");
	}

	@ParameterizedTest
	@EnumSource
	void findWhenTheFileHasBecomeNoneThenFailsInsteadOfWaiting(Kind kind) throws Exception {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		Files.delete(this.file);
		kind.create(this.file);
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> store.find("bot"))
			.withMessageContaining("is a " + kind.text);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void createWhenTheFileIsAMountPointThenSaysThatItCannotBeReplaced() throws Exception {
		new FileTokenStore(this.file).save("bot", Samples.token("a"));
		byte[] before = Files.readAllBytes(this.file);
		Path mounted = Files.copy(this.file, this.directory.resolve("mounted.json"));
		assumeThat(run("mount", "--bind", mounted.toString(), this.file.toString())).as("may mount").isZero();
		try {
			assertUnusable("cannot be replaced by newer ones", "mount its directory instead");
			assertThat(this.file).hasBinaryContent(before);
			assertThat(this.directory.toFile().list()).noneMatch((name) -> name.endsWith(".tmp"));
		}
		finally {
			run("umount", this.file.toString());
		}
	}

	private void assertUnusable(String... problems) {
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(this.file))
			.withMessageContainingAll(problems);
	}

	private static int run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		return process.exitValue();
	}

	enum Kind {

		PIPE("pipe") {

			@Override
			void create(Path path) throws Exception {
				assertThat(run("mkfifo", path.toString())).isZero();
			}

		},

		// What is bound stays when the socket is closed.
		SOCKET("pipe, a socket") {

			@Override
			void create(Path path) throws Exception {
				Path shortPath = Files.createTempDirectory("s").resolve("s");
				try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
					socket.bind(UnixDomainSocketAddress.of(shortPath));
				}
				Files.move(shortPath, path);
				Files.delete(shortPath.getParent());
			}

		},

		DIRECTORY("directory") {

			@Override
			void create(Path path) throws Exception {
				Files.createDirectories(path.resolve("not-empty"));
			}

		};

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		abstract void create(Path path) throws Exception;

	}

}
