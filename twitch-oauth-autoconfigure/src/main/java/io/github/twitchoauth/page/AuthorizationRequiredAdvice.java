package io.github.twitchoauth.page;

import io.github.twitchoauth.AuthorizationRequiredException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Answers with a link to the login page where a controller needs an account that nobody
 * has logged in. Handlers of the application's own go first.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class AuthorizationRequiredAdvice {

	private final String loginPage;

	private final String server;

	/**
	 * Create an advice.
	 * @param loginPage the login page's path, with the application's before it
	 * @param server name of the server to log in to
	 */
	public AuthorizationRequiredAdvice(String loginPage, String server) {
		this.loginPage = loginPage;
		this.server = server;
	}

	@ExceptionHandler
	ProblemDetail handle(AuthorizationRequiredException error) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, error.getMessage());
		problem.setTitle(this.server + " login required");
		problem.setProperty("login", this.loginPage);
		return problem;
	}

}
