package io.github.twitchoauth.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of codes by one log record each, in place of the {@link LoginConsole}, where a
 * machine reads the console: a box would be no JSON. How logins end is logged anyway. A
 * code that is shown again, because another process goes on with it, is the same record.
 */
public final class LoginLog implements Consumer<TwitchOAuthEvent> {

	private static final Logger logger = LoggerFactory.getLogger(LoginLog.class);

	private final Map<String, DeviceCode> waiting = new ConcurrentHashMap<>();

	@Override
	public void accept(TwitchOAuthEvent event) {
		if (event instanceof DeviceCodeEvent code) {
			show(code);
		}
		else if (event instanceof AuthenticatedEvent || event instanceof AuthorizationFailedEvent) {
			this.waiting.remove(event.getAccount());
		}
	}

	private void show(DeviceCodeEvent code) {
		if (!code.getDeviceCode().equals(this.waiting.put(code.getAccount(), code.getDeviceCode()))) {
			logger.atInfo()
				.addKeyValue("twitch.account", TerminalText.clean(code.getAccount()))
				.addKeyValue("twitch.link", code.getVerificationUri().toASCIIString())
				.addKeyValue("twitch.code", TerminalText.clean(code.getUserCode()))
				.addKeyValue("twitch.expires", code.getExpiresAt().toString())
				.log("A person has to log in: open the link, check that the code is the same, and press Authorize");
		}
	}

}
