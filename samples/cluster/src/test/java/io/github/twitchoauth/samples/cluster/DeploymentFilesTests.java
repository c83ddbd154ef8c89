package io.github.twitchoauth.samples.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the files with which the sample is deployed.
 */
class DeploymentFilesTests {

	private static final String CONFIG_IMPORT = "spring.config.import";

	@TempDir
	private Path secrets;

	@Test
	void composeWhenReadThenNodesFindDatabaseAndSecrets() throws IOException {
		Map<String, Object> compose = read("compose.yml").get(0);
		Map<String, Object> bot = map(map(compose, "services"), "bot");
		assertThat(map(bot, "deploy")).containsEntry("replicas", 3);
		assertThat(bot.get("command").toString()).endsWith(" node");
		Set<Object> mounted = maps(bot, "secrets").map((secret) -> secret.get("target")).collect(Collectors.toSet());
		assertThat(maps(bot, "secrets").map((secret) -> secret.get("source")))
			.allMatch(map(compose, "secrets")::containsKey);
		assertConfigured(map(bot, "environment"), mounted, "configtree:/run/secrets/");
	}

	@Test
	void kubernetesWhenReadThenNodesFindDatabaseAndSecrets() throws IOException {
		List<Map<String, Object>> objects = read("kubernetes.yml");
		Map<String, Object> spec = map(objects.get(0), "spec");
		assertThat(spec).containsEntry("replicas", 3);
		Map<String, Object> container = maps(map(map(spec, "template"), "spec"), "containers").findFirst()
			.orElseThrow();
		assertThat(container.get("args")).isEqualTo(List.of("node"));
		Map<String, Object> environment = maps(container, "env")
			.collect(Collectors.toMap((each) -> each.get("name").toString(), (each) -> each.get("value")));
		Set<Object> mounted = Set.of("twitch.oauth.client-id", "twitch.oauth.token-store.encryption-key",
				"spring.datasource.password");
		String file = Files.readString(Path.of("kubernetes.yml"));
		assertThat(mounted).allMatch((secret) -> file.contains("--from-literal=" + secret + "="));
		String path = maps(container, "volumeMounts").findFirst().orElseThrow().get("mountPath") + "/";
		assertConfigured(environment, mounted, "configtree:" + path);
		assertThat(objects).extracting((each) -> each.get("kind"))
			.containsExactly("Deployment", "PodDisruptionBudget", "Service", "StatefulSet");
		assertThat(environment.get("SPRING_DATASOURCE_URL").toString())
			.contains("//" + map(objects.get(2), "metadata").get("name") + "/");
	}

	// As the application would read them.
	private void assertConfigured(Map<String, Object> environment, Set<Object> mounted, String configTree)
			throws IOException {
		for (Object name : mounted) {
			Files.writeString(this.secrets.resolve(name.toString()), "of-" + name);
		}
		StandardEnvironment node = new StandardEnvironment();
		node.getPropertySources().addFirst(new ConfigTreePropertySource("secrets", this.secrets));
		node.getPropertySources().addFirst(new SystemEnvironmentPropertySource("node", environment));
		ConfigurationPropertySources.attach(node);
		Binder binder = Binder.get(node);
		assertThat(binder.bind(CONFIG_IMPORT, String.class).get()).isEqualTo(configTree);
		assertThat(binder.bind("spring.datasource.url", String.class).get()).startsWith("jdbc:postgresql://");
		assertThat(binder.bind("spring.datasource.username", String.class).get()).isEqualTo("bot");
		assertThat(binder.bind("spring.datasource.password", String.class).get()).startsWith("of-");
		assertThat(binder.bind("twitch.oauth.token-store.encryption-key", String.class).get()).startsWith("of-");
		assertThat(binder.bind("twitch.oauth.token-store.require-encryption", Boolean.class).get()).isTrue();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> read(String file) throws IOException {
		Iterable<Object> documents = new Yaml().loadAll(Files.readString(Path.of(file)));
		return StreamSupport.stream(documents.spliterator(), false)
			.map((document) -> (Map<String, Object>) document)
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Map<String, Object> parent, String name) {
		return (Map<String, Object>) parent.get(name);
	}

	@SuppressWarnings("unchecked")
	private static Stream<Map<String, Object>> maps(Map<String, Object> parent, String name) {
		return ((List<Map<String, Object>>) parent.get(name)).stream();
	}

}
