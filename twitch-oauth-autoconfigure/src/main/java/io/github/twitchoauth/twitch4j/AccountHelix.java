package io.github.twitchoauth.twitch4j;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;

import com.netflix.hystrix.HystrixCommand;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.Request;
import org.jspecify.annotations.Nullable;

/**
 * Calls Helix for one account.
 */
final class AccountHelix implements InvocationHandler {

	private final Map<Method, MethodHandler> handlers;

	private final String account;

	/**
	 * Create a handler.
	 * @param handlers make the calls, the same ones for all accounts
	 * @param account the account
	 */
	AccountHelix(Map<Method, MethodHandler> handlers, String account) {
		this.handlers = handlers;
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
		MethodHandler handler = this.handlers.get(method);
		return new Call(method, (handler != null) ? handler : unknown(method), withOptions(arguments));
	}

	private static MethodHandler unknown(Method method) {
		throw new UnsupportedOperationException(method.toString());
	}

	// Feign takes the options of a call from anywhere among its arguments.
	private @Nullable Object[] withOptions(@Nullable Object @Nullable [] arguments) {
		int count = (arguments != null) ? arguments.length : 0;
		@Nullable Object[] extended = (arguments != null) ? Arrays.copyOf(arguments, count + 1) : new Object[1];
		extended[count] = new Options(this.account);
		return extended;
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
				&& Proxy.getInvocationHandler(other) instanceof AccountHelix helix && helix.handlers == this.handlers
				&& helix.account.equals(this.account);
	}

	/**
	 * The options of a call, which say which account's client makes it.
	 */
	static final class Options extends Request.Options {

		private final String account;

		private Options(String account) {
			this.account = account;
		}

		String account() {
			return this.account;
		}

	}

	private static final class Call extends HystrixCommand<Object> {

		private final MethodHandler handler;

		private final @Nullable Object[] arguments;

		Call(Method method, MethodHandler handler, @Nullable Object[] arguments) {
			super(HelixClients.settings(method));
			this.handler = handler;
			this.arguments = arguments;
		}

		@Override
		protected @Nullable Object run() throws Exception {
			try {
				return this.handler.invoke(this.arguments);
			}
			catch (Exception | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
