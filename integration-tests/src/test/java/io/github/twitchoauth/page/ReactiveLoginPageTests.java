package io.github.twitchoauth.page;

import org.springframework.boot.WebApplicationType;

class ReactiveLoginPageTests extends AbstractLoginPageTests {

	ReactiveLoginPageTests() {
		super(WebApplicationType.REACTIVE, null);
	}

}
