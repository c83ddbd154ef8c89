package io.github.twitchoauth.page;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection.
 *
 * @param address its IP address, or {@code null} if it has none
 * @param authenticated whether it is a user of the application
 */
record Caller(@Nullable String address, boolean authenticated) {

	// A Unix domain socket has no address, and a proxy is at its other end.
	boolean isLoopback() {
		try {
			return this.address != null && !this.address.isEmpty()
					&& InetAddress.getByName(this.address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
