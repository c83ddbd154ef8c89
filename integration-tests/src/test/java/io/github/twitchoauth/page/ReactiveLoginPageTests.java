package io.github.twitchoauth.page;

class ReactiveLoginPageTests extends AbstractLoginPageTests {

	ReactiveLoginPageTests() {
		super(Server.NETTY, null);
	}

}
