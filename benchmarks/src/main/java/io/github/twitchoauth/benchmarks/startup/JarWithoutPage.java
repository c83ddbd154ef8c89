package io.github.twitchoauth.benchmarks.startup;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * The library as if it had no login page. Excluding the auto-configuration of the page
 * would not do: Spring Boot loads what is excluded, and nothing of the page otherwise.
 */
final class JarWithoutPage {

	private static final List<String> PACKAGES = List.of("io/github/twitchoauth/page",
			"io/github/twitchoauth/autoconfigure/page");

	private static final List<String> LISTS = List.of(
			"META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
			"META-INF/spring-autoconfigure-metadata.properties");

	private static final Path COPY = Path.of("target", "autoconfigure-without-page.jar");

	private JarWithoutPage() {
	}

	static Path of(Path jar) throws IOException {
		Files.copy(jar, COPY, StandardCopyOption.REPLACE_EXISTING);
		try (FileSystem content = FileSystems.newFileSystem(COPY)) {
			for (String name : PACKAGES) {
				Assert.state(FileSystemUtils.deleteRecursively(content.getPath(name)), () -> "No package " + name);
			}
			for (String name : LISTS) {
				removeFrom(content.getPath(name));
			}
		}
		return COPY;
	}

	private static void removeFrom(Path list) throws IOException {
		List<String> lines = Files.readAllLines(list);
		Files.write(list,
				lines.stream()
					.filter((line) -> !line.startsWith("io.github.twitchoauth.autoconfigure.page."))
					.toList());
	}

}
