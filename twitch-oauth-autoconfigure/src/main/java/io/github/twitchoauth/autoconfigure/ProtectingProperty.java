package io.github.twitchoauth.autoconfigure;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A property that must have an effect if it is set.
 *
 * @param account the account that it belongs to, or {@code null}
 * @param name its name below {@code twitch.oauth} or the account
 */
record ProtectingProperty(@Nullable String account, String name) {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("twitch.oauth");

	private static final ConfigurationPropertyName ACCOUNTS = PREFIX.append("accounts");

	private static final List<String> AT_THE_TOP = List.of("client-secret", "expected-login", "scopes",
			"token-store.encryption-key", "token-store.require-encryption", "token-store.file.path",
			"provider.device-authorization-uri", "provider.token-uri", "provider.revocation-uri",
			"provider.validation-uri", "client.helix-uri", "twitch4j.event-sub-uri");

	private static final List<String> OF_AN_ACCOUNT = List.of("client-id", "client-secret", "expected-login", "scopes");

	private static final Pattern FIRST = Pattern.compile("0?");

	// The spelling may be that of an environment variable, and the name may continue with
	// an index or a key.
	static @Nullable ProtectingProperty of(ConfigurationPropertyName name) {
		if (ACCOUNTS.isAncestorOf(name) && name.getNumberOfElements() > ACCOUNTS.getNumberOfElements() + 1) {
			String account = name.getElement(ACCOUNTS.getNumberOfElements(), Form.ORIGINAL);
			return find(OF_AN_ACCOUNT, account, name);
		}
		return PREFIX.isAncestorOf(name) ? find(AT_THE_TOP, null, name) : null;
	}

	private static @Nullable ProtectingProperty find(List<String> candidates, @Nullable String account,
			ConfigurationPropertyName name) {
		for (String candidate : candidates) {
			ProtectingProperty property = new ProtectingProperty(account, candidate);
			if (property.rest(name) != null) {
				return property;
			}
		}
		return null;
	}

	boolean isList() {
		return this.name.equals("scopes") || this.name.endsWith("key");
	}

	// An application may ask for no scopes on purpose. Twitch itself refuses a client
	// that lacks its secret.
	boolean mayBeEmpty() {
		return this.name.equals("scopes") || this.name.equals("client-secret");
	}

	// A list without its first element counts as missing.
	boolean isValueAt(ConfigurationPropertyName name) {
		String rest = rest(name);
		return rest != null && (isList() ? FIRST.matcher(rest).matches() : rest.isEmpty());
	}

	private @Nullable String rest(ConfigurationPropertyName name) {
		String letters = letters(name);
		String own = this.name.replaceAll("[.-]", "");
		return letters.startsWith(own) ? letters.substring(own.length()) : null;
	}

	private String letters(ConfigurationPropertyName name) {
		int first = (this.account != null) ? ACCOUNTS.getNumberOfElements() + 1 : PREFIX.getNumberOfElements();
		StringBuilder letters = new StringBuilder();
		for (int i = first; i < name.getNumberOfElements(); i++) {
			letters.append(name.getElement(i, Form.UNIFORM));
		}
		return letters.toString();
	}

	@Override
	public String toString() {
		return (this.account != null) ? ACCOUNTS + "." + this.account + "." + this.name : PREFIX + "." + this.name;
	}

}
