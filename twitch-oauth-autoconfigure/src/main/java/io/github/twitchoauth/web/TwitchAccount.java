package io.github.twitchoauth.web;

import java.util.Map;
import java.util.function.Consumer;

import io.github.twitchoauth.TokenManager;

import org.springframework.util.Assert;

/**
 * Chooses the account that a request is made for. Without it that is the default account.
 *
 * <pre class="code">
 * webClient.get().uri("/users").attributes(TwitchAccount.account("bot")).retrieve();
 * </pre>
 *
 * A method of an HTTP service interface takes it as an argument:
 *
 * <pre class="code">
 * &#064;GetExchange("/users")
 * Users users(&#064;RequestAttribute(TwitchAccount.ATTRIBUTE) String account);
 * </pre>
 *
 * @since 0.1.0
 */
public final class TwitchAccount {

	/**
	 * Name of the request attribute that holds the account, a {@link String}.
	 */
	public static final String ATTRIBUTE = "io.github.twitchoauth.web.TwitchAccount.account";

	private TwitchAccount() {
	}

	/**
	 * Return a consumer that sets the account, for the {@code attributes} method of
	 * {@code WebClient} and {@code RestClient} requests.
	 * @param account the account, configured or made up at run time
	 * @return the consumer
	 */
	public static Consumer<Map<String, Object>> account(String account) {
		Assert.hasText(account, "'account' must not be empty");
		return (attributes) -> attributes.put(ATTRIBUTE, account);
	}

	static String of(Map<String, Object> attributes) {
		Object account = attributes.get(ATTRIBUTE);
		if (account == null) {
			return TokenManager.DEFAULT_ACCOUNT;
		}
		Assert.isInstanceOf(String.class, account, "The request attribute '" + ATTRIBUTE + "' must be a String");
		return (String) account;
	}

}
