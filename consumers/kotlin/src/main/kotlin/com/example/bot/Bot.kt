package com.example.bot

import io.github.twitchoauth.TokenManager
import io.github.twitchoauth.event.AuthenticatedEvent
import kotlinx.coroutines.reactor.awaitSingle
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.event.EventListener

/** Logs in when it starts, and greets. */
@SpringBootApplication(proxyBeanMethods = false)
class Bot(private val tokens: TokenManager) {

	@Volatile
	var greeting = ""
		private set

	@EventListener
	suspend fun onAuth(event: AuthenticatedEvent) {
		val token = tokens.getToken(event.account).awaitSingle()
		greeting = "Hello ${token.login() ?: "somebody"}"
	}

}

fun main(args: Array<String>) {
	runApplication<Bot>(*args)
}
