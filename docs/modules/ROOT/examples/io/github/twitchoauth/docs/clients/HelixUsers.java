package io.github.twitchoauth.docs.clients;

import io.github.twitchoauth.web.TwitchAccount;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

// tag::service[]
interface HelixUsers {

	@GetExchange("/users")
	String users();

	@GetExchange("/users")
	String users(@RequestAttribute(TwitchAccount.ATTRIBUTE) String account);

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "twitch", types = HelixUsers.class)
	class Services {

	}

}
// end::service[]
