package io.github.twitchoauth.page;

import org.junit.jupiter.api.Tag;

@Tag("long")
class JettyLoginPageTests extends AbstractLoginPageTests {

	JettyLoginPageTests() {
		super(Server.JETTY, null);
	}

}
