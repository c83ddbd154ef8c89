package com.example.bot

import io.github.twitchoauth.test.MockTwitch
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch
import kotlinx.coroutines.reactor.awaitSingle
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.beans.factory.annotation.Qualifier
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.web.reactive.function.client.WebClient
import org.springframework.web.reactive.function.client.bodyToMono
import java.time.Duration

/** The suspending listener is called, and a suspending call is logged in. */
@SpringBootTest
@AutoConfigureMockTwitch(autoApprove = "twitchdev")
class BotTests(
	@param:Autowired private val twitch: MockTwitch,
	@param:Autowired private val bot: Bot,
	@param:Autowired @param:Qualifier("twitch") private val helix: WebClient,
) {

	@Test
	fun callWhenTheTokenHasExpiredThenItIsReplaced() {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until { bot.greeting == "Hello twitchdev" }
		twitch.expireAccessTokens()
		val users = runBlocking { helix.get().uri("/users").retrieve().bodyToMono<String>().awaitSingle() }
		assertThat(users).contains("twitchdev")
		assertThat(twitch.refreshCount).isEqualTo(1)
		twitch.assertNoMisuse()
	}

}
