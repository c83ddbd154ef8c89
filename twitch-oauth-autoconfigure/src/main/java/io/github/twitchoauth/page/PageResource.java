package io.github.twitchoauth.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;

/**
 * The files that the page consists of, beside its HTML.
 */
enum PageResource {

	STYLE("page.css", "text/css;charset=UTF-8"),

	SCRIPT("page.js", "text/javascript;charset=UTF-8");

	private final String file;

	private final MediaType type;

	private final String text;

	PageResource(String file, String type) {
		this.file = file;
		this.type = MediaType.parseMediaType(type);
		this.text = read(file);
	}

	static Optional<PageResource> find(PagePath path) {
		return Arrays.stream(values()).filter((resource) -> path.is(resource.file)).findFirst();
	}

	MediaType type() {
		return this.type;
	}

	String text() {
		return this.text;
	}

	String file() {
		return this.file;
	}

	private static String read(String file) {
		try {
			return new ClassPathResource(file, PageResource.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
