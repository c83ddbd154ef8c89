package io.github.twitchoauth.docs.login;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

// tag::listener[]
@Component
class LoginListener {

	@EventListener
	void onFailure(AuthorizationFailedEvent event) {
		if (event.getError() instanceof AuthorizationDeniedException) {
			System.out.println("Account " + event.getAccount() + ": the person pressed Deny");
		}
		else if (event.getError() instanceof DeviceCodeExpiredException) {
			System.out.println("Account " + event.getAccount() + ": nobody approved in time");
		}
		else {
			System.out.println(event.getError().getMessage());
		}
	}

	@EventListener
	void onLoss(AuthorizationLostEvent event) {
		System.out.println("Account " + event.getAccount() + " has to log in again: " + event.getError().getMessage());
	}

}
// end::listener[]
