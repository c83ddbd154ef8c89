package io.github.twitchoauth.authorization;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.ClassUtils;

/**
 * The log of what becomes of one account. Where SLF4J is there, structured records have
 * the account and its user as fields.
 */
final class AccountLog {

	private static final String ACCOUNT = "twitch.account";

	private static final String LOGIN = "twitch.login";

	private static final boolean HAS_FIELDS = ClassUtils.isPresent("org.slf4j.MDC", AccountLog.class.getClassLoader());

	private final Log log;

	private final String account;

	AccountLog(Class<?> category, String account) {
		this.log = LogFactory.getLog(category);
		this.account = account;
	}

	void info(@Nullable String login, String message) {
		withFields(login, () -> this.log.info(message));
	}

	void warn(@Nullable String login, String message) {
		withFields(login, () -> this.log.warn(message));
	}

	void error(@Nullable String login, String message) {
		withFields(login, () -> this.log.error(message));
	}

	void debug(String message) {
		this.log.debug(message);
	}

	private void withFields(@Nullable String login, Runnable record) {
		if (HAS_FIELDS) {
			Fields.put(this.account, login, record);
		}
		else {
			record.run();
		}
	}

	/**
	 * Has what needs SLF4J, which is not everywhere.
	 */
	private static final class Fields {

		static void put(String account, @Nullable String login, Runnable record) {
			MDC.put(ACCOUNT, account);
			if (login != null) {
				MDC.put(LOGIN, login);
			}
			try {
				record.run();
			}
			finally {
				MDC.remove(ACCOUNT);
				MDC.remove(LOGIN);
			}
		}

	}

}
