package io.github.twitchoauth.page;

import org.springframework.boot.WebApplicationType;

/**
 * The servers that the page is tested on.
 */
enum Server {

	TOMCAT(WebApplicationType.SERVLET, "org.eclipse.jetty.server"),

	JETTY(WebApplicationType.SERVLET, "org.apache.catalina"),

	NETTY(WebApplicationType.REACTIVE, "org.apache.catalina", "org.eclipse.jetty.server");

	private final WebApplicationType type;

	private final String[] absent;

	Server(WebApplicationType type, String... absent) {
		this.type = type;
		this.absent = absent;
	}

	WebApplicationType type() {
		return this.type;
	}

	/**
	 * Return the packages without which Spring Boot has no other choice.
	 * @return the packages
	 */
	String[] absent() {
		return this.absent;
	}

}
