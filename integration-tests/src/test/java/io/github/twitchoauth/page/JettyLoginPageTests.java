package io.github.twitchoauth.page;

class JettyLoginPageTests extends AbstractLoginPageTests {

	JettyLoginPageTests() {
		super(Server.JETTY, null);
	}

}
