package io.github.twitchoauth.actuate;

import java.util.Set;
import java.util.function.Function;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.actuate.TwitchEndpoint.AccountDescriptor;
import io.github.twitchoauth.actuate.TwitchEndpoint.AccountsDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension} that shows users and codes to those who may see them.
 */
@EndpointWebExtension(endpoint = TwitchEndpoint.class)
public final class TwitchEndpointWebExtension {

	private final TwitchEndpoint delegate;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Create an extension.
	 * @param delegate the endpoint
	 * @param showValues when to show users and codes
	 * @param roles who may see them
	 */
	public TwitchEndpointWebExtension(TwitchEndpoint delegate, Show showValues, Set<String> roles) {
		this.delegate = delegate;
		this.showValues = showValues;
		this.roles = roles;
	}

	/**
	 * Describe the accounts.
	 * @param securityContext who asks
	 * @return the accounts
	 */
	@ReadOperation
	public AccountsDescriptor accounts(SecurityContext securityContext) {
		return this.delegate.accounts(isShown(securityContext));
	}

	/**
	 * Describe an account.
	 * @param securityContext who asks
	 * @param account the account
	 * @return its description; status 404 if nothing is known of it, or 503 if the store
	 * cannot be read
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> account(SecurityContext securityContext,
			@Selector String account) {
		return answer(securityContext, (shown) -> this.delegate.account(account, shown));
	}

	/**
	 * Start a login, or join the one that is under way.
	 * @param securityContext who asks
	 * @param account the account
	 * @return its description; status 404 if there can be no such account, or 503 if
	 * Twitch cannot be reached
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> logIn(SecurityContext securityContext, @Selector String account) {
		return answer(securityContext, (shown) -> this.delegate.logIn(account, shown));
	}

	/**
	 * Log an account out, and revoke its token.
	 * @param securityContext who asks
	 * @param account the account
	 * @return its description; status 404 if there can be no such account, or 503 if
	 * Twitch or the store cannot be reached
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> logOut(SecurityContext securityContext,
			@Selector String account) {
		return answer(securityContext, (shown) -> this.delegate.logOut(account, shown));
	}

	private WebEndpointResponse<OperationResponseBody> answer(SecurityContext securityContext,
			Function<Boolean, @Nullable AccountDescriptor> operation) {
		boolean shown = isShown(securityContext);
		try {
			AccountDescriptor found = operation.apply(shown);
			return (found != null) ? new WebEndpointResponse<>(found)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (TwitchUnavailableException | TokenStoreException ex) {
			return new WebEndpointResponse<>(new FailureDescriptor(shown ? ex.getMessage() : null),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private boolean isShown(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

	/**
	 * Describes what could not be done now.
	 *
	 * @param error why, in words that may name users, if values are shown
	 */
	public record FailureDescriptor(@Nullable String error) implements OperationResponseBody {

	}

}
