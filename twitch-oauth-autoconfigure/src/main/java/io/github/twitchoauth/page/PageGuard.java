package io.github.twitchoauth.page;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.twitchoauth.PageAccess;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Decides which requests are served: those of a caller who may see the page, and of the
 * page's own forms.
 */
final class PageGuard {

	private static final Pattern LOOPBACK_HOST = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?",
			Pattern.CASE_INSENSITIVE);

	// No browser sends headers with such names.
	private static final Pattern FORWARDING = Pattern.compile(
			".*forwarded.*|.*client-?ip.*|.*-(ip|ipv6|addr|address)|x-original-.*|x-host|via",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final PageAccess access;

	PageGuard(PageAccess access) {
		this.access = access;
	}

	/**
	 * Refuse the request unless it may be served.
	 * @param request the request
	 * @throws PageRefusal if it must not be served
	 */
	void check(PageRequest request) {
		checkCaller(request);
		HttpHeaders headers = request.headers();
		boolean link = request.isRead() && headers.getOrigin() == null && isNavigation(headers);
		if (!link && !isSameOrigin(headers)) {
			throw new PageRefusal(HttpStatus.FORBIDDEN, "The request comes from another site, or does not say where it "
					+ "comes from. Send it from a page of this application, or with the header 'Sec-Fetch-Site: none'.");
		}
	}

	private void checkCaller(PageRequest request) {
		if (this.access == PageAccess.LOCAL && !isLocal(request)) {
			throw new PageRefusal(HttpStatus.FORBIDDEN,
					"The page is for browsers on the application's own machine. Open it at http://localhost, or set "
							+ "twitch.oauth.page.access to authenticated or any.");
		}
		if (this.access == PageAccess.AUTHENTICATED && !request.caller().authenticated()) {
			throw new PageRefusal(HttpStatus.UNAUTHORIZED,
					"The page is for users who have logged in to the application. Log in to it, or set "
							+ "twitch.oauth.page.access to local.");
		}
	}

	// Behind a proxy on the same machine, everybody's address is a loopback one. A site
	// whose name resolves to this machine has the address, too, but not the name.
	private static boolean isLocal(PageRequest request) {
		return request.caller().isLoopback() && isLoopbackHost(request.headers())
				&& request.headers().headerNames().stream().noneMatch(PageGuard::isForwarding);
	}

	private static boolean isLoopbackHost(HttpHeaders headers) {
		String host = headers.getFirst(HttpHeaders.HOST);
		return host != null && LOOPBACK_HOST.matcher(host).matches();
	}

	private static boolean isForwarding(String name) {
		return FORWARDING.matcher(name).matches();
	}

	private static boolean isSameOrigin(HttpHeaders headers) {
		List<String> sites = headers.getOrEmpty("Sec-Fetch-Site");
		return sites.isEmpty() ? isOriginOf(headers.getOrigin(), headers.getFirst(HttpHeaders.HOST))
				: OWN_SITE.containsAll(sites);
	}

	// A link of another site may lead here, but nothing else of it may load what is here.
	private static boolean isNavigation(HttpHeaders headers) {
		return !headers.containsHeader("Sec-Fetch-Site") || "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
	}

	private static boolean isOriginOf(@Nullable String origin, @Nullable String host) {
		return origin != null && host != null
				&& (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
	}

}
