import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Checks that a bundle for Maven Central has what Central and our users expect.
 * Run as "java .ci/CheckBundle.java bundle.zip"; it needs gpg with the public key.
 */
public final class CheckBundle {

	private static final Set<String> JARS = Set.of("twitch-oauth-autoconfigure", "twitch-oauth-starter",
			"twitch-oauth-test");

	private static final String BOM = "twitch-oauth-bom";

	private static final List<String> POM_ELEMENTS = List.of("name", "description", "url", "licenses/license/name",
			"licenses/license/url", "developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url");

	private final XPath xpath = XPathFactory.newInstance().newXPath();

	private final List<String> faults = new ArrayList<>();

	private int checks;

	public static void main(String[] args) throws Exception {
		CheckBundle bundle = new CheckBundle();
		try (FileSystem zip = FileSystems.newFileSystem(Path.of(args[0]))) {
			bundle.check(zip.getPath("/"));
		}
		bundle.faults.forEach(System.err::println);
		System.out.println((bundle.checks - bundle.faults.size()) + " passed, " + bundle.faults.size() + " failed");
		System.exit(bundle.faults.isEmpty() ? 0 : 1);
	}

	private void check(Path root) throws Exception {
		Path group = root.resolve("io/github/twitchoauth");
		Set<String> expected = new TreeSet<>(JARS);
		expected.add(BOM);
		that(names(group).equals(expected), "the bundle has " + names(group) + " instead of " + expected);
		for (String artifact : expected) {
			for (Path version : list(group.resolve(artifact))) {
				checkArtifact(artifact, version);
			}
		}
	}

	private void checkArtifact(String artifact, Path directory) throws Exception {
		String prefix = artifact + "-" + directory.getFileName().toString().replace("/", "");
		List<String> required = new ArrayList<>(List.of(".pom"));
		if (JARS.contains(artifact)) {
			required.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"));
			checkManifest(directory.resolve(prefix + ".jar"));
		}
		for (String suffix : required) {
			that(Files.exists(directory.resolve(prefix + suffix)), prefix + suffix + " is missing");
		}
		checkPom(artifact, directory.resolve(prefix + ".pom"));
		for (Path file : list(directory)) {
			if (!file.toString().matches(".*\\.(asc|md5|sha1|sha256|sha512)")) {
				checkDigest(file, "MD5", ".md5");
				checkDigest(file, "SHA-1", ".sha1");
				checkSignature(file);
			}
		}
	}

	private void checkPom(String artifact, Path pom) throws Exception {
		try (InputStream in = Files.newInputStream(pom)) {
			Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
			for (String element : POM_ELEMENTS) {
				that(!text(document, "/project/" + element).isBlank(), artifact + ": no " + element + " in its POM");
			}
			that(count(document, "/project/parent") == 0, artifact + ": its POM has a parent");
			that(count(document, "//dependency[not(version)]") == 0, artifact + ": a dependency without a version");
			that(count(document, "//*[not(*)][contains(text(), '${')]") == 0, artifact + ": a ${} in its POM");
			if (artifact.equals(BOM)) {
				that(count(document, "//dependency") == JARS.size(), artifact + ": manages more than our modules");
			}
		}
	}

	private void checkManifest(Path jar) throws IOException {
		try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
			String name = in.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
			that(name != null && name.startsWith("io.github.twitchoauth"), jar + ": Automatic-Module-Name is " + name);
		}
	}

	private void checkDigest(Path file, String algorithm, String suffix) throws Exception {
		Path expected = file.resolveSibling(file.getFileName() + suffix);
		String actual = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
		that(Files.exists(expected) && Files.readString(expected).strip().startsWith(actual),
				file + ": no right " + algorithm);
	}

	private void checkSignature(Path file) throws Exception {
		Path signature = file.resolveSibling(file.getFileName() + ".asc");
		that(Files.exists(signature) && isSigned(file, signature), file + ": no valid signature");
	}

	private static boolean isSigned(Path file, Path signature) throws Exception {
		Path directory = Files.createTempDirectory("bundle");
		Path data = Files.write(directory.resolve("data"), Files.readAllBytes(file));
		Path asc = Files.write(directory.resolve("data.asc"), Files.readAllBytes(signature));
		Process gpg = new ProcessBuilder("gpg", "--batch", "--verify", asc.toString(), data.toString())
			.redirectErrorStream(true)
			.start();
		gpg.getInputStream().readAllBytes();
		boolean valid = gpg.waitFor() == 0;
		for (Path path : List.of(data, asc, directory)) {
			Files.delete(path);
		}
		return valid;
	}

	private void that(boolean condition, String fault) {
		this.checks++;
		if (!condition) {
			this.faults.add(fault);
		}
	}

	private String text(Document document, String path) throws Exception {
		return this.xpath.evaluate(path, document);
	}

	private int count(Document document, String path) throws Exception {
		return Integer.parseInt(this.xpath.evaluate("count(" + path + ")", document));
	}

	private static Set<String> names(Path directory) throws IOException {
		Set<String> names = new TreeSet<>();
		list(directory).forEach((path) -> names.add(path.getFileName().toString().replace("/", "")));
		return names;
	}

	private static List<Path> list(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.toList();
		}
	}

}
