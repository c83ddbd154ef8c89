package io.github.twitchoauth.page;

class ServletLoginPageTests extends AbstractLoginPageTests {

	ServletLoginPageTests() {
		super(Server.TOMCAT, null);
	}

}
