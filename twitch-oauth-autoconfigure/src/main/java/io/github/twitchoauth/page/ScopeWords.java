package io.github.twitchoauth.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * What scopes permit, in words. A scope that is not known stands for itself.
 */
final class ScopeWords {

	private static final Properties WORDS = read();

	private ScopeWords() {
	}

	static String list(Collection<String> scopes) {
		return scopes.stream()
			.sorted()
			.map((scope) -> "<li>" + PageForms.escape(words(scope)) + "</li>\n")
			.collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
	}

	static String words(String scope) {
		return WORDS.getProperty(scope, scope);
	}

	private static Properties read() {
		try {
			return PropertiesLoaderUtils.loadProperties(new ClassPathResource("scopes.properties", ScopeWords.class));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
