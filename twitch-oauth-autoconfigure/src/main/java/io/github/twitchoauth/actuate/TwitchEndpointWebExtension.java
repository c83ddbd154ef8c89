package io.github.twitchoauth.actuate;

import java.util.Set;

import io.github.twitchoauth.actuate.TwitchEndpoint.AccountDescriptor;
import io.github.twitchoauth.actuate.TwitchEndpoint.AccountsDescriptor;

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
	 * @return its description, or status 404 if nothing is known of it
	 */
	@ReadOperation
	public WebEndpointResponse<AccountDescriptor> account(SecurityContext securityContext, @Selector String account) {
		AccountDescriptor found = this.delegate.account(account, isShown(securityContext));
		return (found != null) ? new WebEndpointResponse<>(found)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Start a login, or join the one that is under way.
	 * @param securityContext who asks
	 * @param account the account
	 * @return its description
	 */
	@WriteOperation
	public AccountDescriptor logIn(SecurityContext securityContext, @Selector String account) {
		return this.delegate.logIn(account, isShown(securityContext));
	}

	/**
	 * Log an account out, and revoke its token.
	 * @param securityContext who asks
	 * @param account the account
	 * @return its description
	 */
	@DeleteOperation
	public AccountDescriptor logOut(SecurityContext securityContext, @Selector String account) {
		return this.delegate.logOut(account, isShown(securityContext));
	}

	private boolean isShown(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

}
