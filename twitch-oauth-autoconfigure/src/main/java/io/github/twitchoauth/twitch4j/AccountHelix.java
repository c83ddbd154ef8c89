package io.github.twitchoauth.twitch4j;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import com.github.twitch4j.helix.TwitchHelix;
import com.netflix.hystrix.HystrixCommand;
import org.jspecify.annotations.Nullable;

/**
 * Calls Helix for one account.
 */
final class AccountHelix implements InvocationHandler {

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
		if (arguments != null && takesToken(method)) {
			arguments[0] = this.callers.write(this.account,
					(arguments[0] instanceof String token) ? token.strip() : "");
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

	static boolean takesToken(Method method) {
		return method.getReturnType() == HystrixCommand.class && method.getParameterCount() > 0
				&& method.getParameterTypes()[0] == String.class;
	}

}
