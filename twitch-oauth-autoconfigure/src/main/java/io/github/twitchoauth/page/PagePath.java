package io.github.twitchoauth.page;

import java.util.List;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.RequestPath;

/**
 * Where a request goes to.
 *
 * @param base the page's path, with that of the application before it
 * @param segments what follows it, decoded
 */
record PagePath(String base, List<String> segments) {

	static PagePath of(RequestPath path, String pagePath) {
		PathContainer within = path.pathWithinApplication();
		String application = path.value().substring(0, path.value().length() - within.value().length());
		long skipped = pagePath.chars().filter((character) -> character == '/').count();
		return new PagePath(application + pagePath,
				within.elements()
					.stream()
					.filter(PathSegment.class::isInstance)
					.map((segment) -> ((PathSegment) segment).valueToMatch())
					.skip(skipped)
					.toList());
	}

	boolean is(String... segments) {
		return this.segments.equals(List.of(segments));
	}

}
