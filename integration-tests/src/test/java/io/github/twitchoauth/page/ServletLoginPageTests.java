package io.github.twitchoauth.page;

import org.springframework.boot.WebApplicationType;

class ServletLoginPageTests extends AbstractLoginPageTests {

	ServletLoginPageTests() {
		super(WebApplicationType.SERVLET, null);
	}

}
