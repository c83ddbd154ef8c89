package io.github.twitchoauth.autoconfigure.page;

import io.github.twitchoauth.PageAccess;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the login page.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("twitch.oauth.page")
public class PageProperties {

	/**
	 * Whether to serve a page on which people log accounts in and out.
	 */
	private boolean enabled;

	/**
	 * Path of the page. Its JSON is below it.
	 */
	private String path = "/twitch";

	/**
	 * Who may see the page. A person who sees a code can log in an account of their own.
	 */
	private PageAccess access = PageAccess.LOCAL;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

	public PageAccess getAccess() {
		return this.access;
	}

	public void setAccess(PageAccess access) {
		this.access = access;
	}

}
