package io.github.twitchoauth.page;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.console.QrEncoder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The page on which people log accounts in and out, and its JSON, independent of the
 * server that it is served by. Shows no token and no device code.
 *
 * @see ServletLoginPage
 * @see ReactiveLoginPage
 */
public final class LoginPage {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final PageSettings settings;

	private final PageGuard guard;

	private final PageAccounts accounts;

	private final PageEvents events;

	private final PageRenderer renderer;

	private final JsonMapper json = JsonMapper.shared();

	/**
	 * Create a page.
	 * @param accounts the accounts
	 * @param configured the names of the accounts that can be logged in at any time.
	 * Others can be as long as they have a token or a login under way
	 * @param settings where the page is, and who may see it
	 * @param qrEncoder makes QR codes; {@code null} for none
	 * @param clock tells how long a code is still valid
	 */
	public LoginPage(TwitchAccounts accounts, Set<String> configured, PageSettings settings,
			@Nullable QrEncoder qrEncoder, Clock clock) {
		this.settings = settings;
		this.guard = new PageGuard(settings.access());
		this.accounts = new PageAccounts(accounts, configured);
		this.events = new PageEvents(accounts, this.json);
		this.renderer = new PageRenderer(settings, configured.size() > 1, qrEncoder, clock);
	}

	String path() {
		return this.settings.path();
	}

	Mono<PageResponse> answer(PageRequest request) {
		return Mono.defer(() -> {
			this.guard.check(request);
			return route(request);
		})
			.onErrorResume(PageRefusal.class, (ex) -> Mono.just(problem(request, ex.status(), ex)))
			.onErrorResume(TwitchOAuthException.class, (ex) -> Mono.just(problem(request, status(ex), ex)));
	}

	private Mono<PageResponse> route(PageRequest request) {
		PagePath path = request.path();
		boolean action = path.segments().size() == 3 && path.segments().get(0).equals("accounts");
		boolean allowed = action ? HttpMethod.POST.equals(request.method()) : request.isRead();
		if (!allowed) {
			return Mono.error(new PageRefusal(HttpStatus.METHOD_NOT_ALLOWED,
					action ? "This is done with POST." : "This can only be read."));
		}
		return action ? act(request, AccountName.decode(path.segments().get(1)), path.segments().get(2))
				: read(request, path);
	}

	private Mono<PageResponse> read(PageRequest request, PagePath path) {
		if (path.is()) {
			return page(request);
		}
		if (path.is("accounts")) {
			return this.accounts.list().map(this::json);
		}
		if (path.segments().size() == 2 && path.segments().get(0).equals("accounts")) {
			return this.accounts.find(AccountName.decode(path.segments().get(1))).map(this::json);
		}
		if (path.is("events") && HttpMethod.GET.equals(request.method())) {
			return events(request);
		}
		return PageResource.find(path)
			.map((resource) -> Mono.just(PageResponse.of(HttpStatus.OK, resource.type(), resource.text())))
			.orElseGet(() -> Mono.error(new PageRefusal(HttpStatus.NOT_FOUND, "There is no such page.")));
	}

	private Mono<PageResponse> events(PageRequest request) {
		return request.roomForEvents() ? Mono.just(PageResponse.of(this.events.stream()))
				: Mono.error(new PageRefusal(HttpStatus.SERVICE_UNAVAILABLE,
						"There are too many listeners. Get the accounts every few seconds instead."));
	}

	private Mono<PageResponse> page(PageRequest request) {
		return request.hiddenField()
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((field) -> this.accounts.list()
				.map((list) -> this.renderer.page(list, new PageForms(request.path().base(), field.orElse(null)))))
			.map((html) -> PageResponse.of(HttpStatus.OK, HTML, html));
	}

	private Mono<PageResponse> act(PageRequest request, String account, String action) {
		return this.accounts.act(account, action)
			.map((status) -> request.wantsHtml()
					? PageResponse.seeOther(request.path().base() + "#" + PageForms.anchor(account)) : json(status));
	}

	private PageResponse json(Object value) {
		return PageResponse.of(HttpStatus.OK, MediaType.APPLICATION_JSON, this.json.writeValueAsString(value));
	}

	private PageResponse problem(PageRequest request, HttpStatus status, RuntimeException error) {
		String detail = Optional.ofNullable(error.getMessage()).orElse("");
		if (request.wantsHtml()) {
			return PageResponse.of(status, HTML,
					this.renderer.problem(status.getReasonPhrase(), detail, request.path().base()));
		}
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("title", status.getReasonPhrase());
		problem.put("status", status.value());
		problem.put("detail", detail);
		return PageResponse.of(status, MediaType.APPLICATION_PROBLEM_JSON, this.json.writeValueAsString(problem));
	}

	private static HttpStatus status(TwitchOAuthException error) {
		return (error instanceof TwitchUnavailableException || error instanceof TokenStoreException)
				? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
	}

}
