package io.github.twitchoauth.twitch4j;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;

import com.github.twitch4j.helix.TwitchHelix;
import feign.Param;
import org.jspecify.annotations.Nullable;

/**
 * Calls Helix for one account.
 */
final class AccountHelix implements InvocationHandler {

	private static final String TOKEN = "token";

	private final TwitchHelix shared;

	private final HelixCallers callers;

	private final String account;

	/**
	 * Create a handler.
	 * @param shared makes the calls
	 * @param callers tells it who calls
	 * @param account the account
	 */
	AccountHelix(TwitchHelix shared, HelixCallers callers, String account) {
		this.shared = shared;
		this.callers = callers;
		this.account = account;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return ofObject(method, arguments);
		}
		if (method.isDefault()) {
			return InvocationHandler.invokeDefault(proxy, method, arguments);
		}
		int token = tokenIndex(method);
		if (arguments != null && token >= 0) {
			arguments[token] = this.callers.write(this.account,
					(arguments[token] instanceof String text) ? text.strip() : "");
		}
		try {
			return method.invoke(this.shared, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	private Object ofObject(Method method, @Nullable Object @Nullable [] arguments) {
		return switch (method.getName()) {
			case "equals" -> arguments != null && isSame(arguments[0]);
			case "hashCode" -> this.account.hashCode();
			default -> "TwitchHelix[account=" + this.account + "]";
		};
	}

	private boolean isSame(@Nullable Object other) {
		return other != null && Proxy.isProxyClass(other.getClass())
				&& Proxy.getInvocationHandler(other) instanceof AccountHelix helix && helix.shared == this.shared
				&& helix.account.equals(this.account);
	}

	private static int tokenIndex(Method method) {
		Parameter[] parameters = method.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			Param param = parameters[i].getAnnotation(Param.class);
			if (param != null && param.value().equals(TOKEN)) {
				return i;
			}
		}
		return -1;
	}

}
