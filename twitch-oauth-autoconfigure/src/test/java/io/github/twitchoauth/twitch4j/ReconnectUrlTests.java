package io.github.twitchoauth.twitch4j;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReconnectUrl}.
 */
class ReconnectUrlTests {

	@ParameterizedTest
	@CsvSource({ "wss://eventsub.wss.twitch.tv/ws, wss://eventsub.wss.twitch.tv?challenge=1",
			"wss://eventsub.wss.twitch.tv/ws, wss://cell-b.eventsub.wss.twitch.tv:443/ws?challenge=1&id=2",
			"wss://eventsub.wss.twitch.tv/ws, WSS://Cell-B.Twitch.TV/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://twitch.tv",
			"wss://Eventsub.Example.co.uk/ws, wss://edge.example.co.uk:8443/ws",
			"wss://intranet/ws, wss://intranet:8443/ws", "wss://192.0.2.1/ws, wss://192.0.2.1:8443/ws",
			"wss://[2001:db8::1]/ws, wss://[2001:DB8::1]/ws", "ws://localhost:8080/ws, ws://127.0.0.1:9090/ws",
			"ws://[::1]:8080/ws, wss://localhost/ws", "WS://LOCALHOST:8080/ws, ws://127.0.0.2/ws" })
	void trustedWhenItStaysWithTheOwnerThenIsTheTarget(URI configured, String url) {
		assertThat(ReconnectUrl.trusted(url, configured)).isEqualTo(URI.create(url));
	}

	@ParameterizedTest
	@CsvSource({ "wss://eventsub.wss.twitch.tv/ws, wss://evil.example/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://twitch.tv.evil.example/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://nottwitch.tv/ws", "wss://eventsub.wss.twitch.tv/ws, wss://tv/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://evil.example#eventsub.wss.twitch.tv",
			"wss://eventsub.wss.twitch.tv/ws, wss://evil.example\\@eventsub.wss.twitch.tv/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://user@eventsub.wss.twitch.tv/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://:secret@eventsub.wss.twitch.tv/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://@eventsub.wss.twitch.tv/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://eventsub.wss.twitch.tv@evil.example/ws",
			"wss://eventsub.wss.twitch.tv/ws, ws://eventsub.wss.twitch.tv/ws",
			"wss://eventsub.wss.twitch.tv/ws, https://eventsub.wss.twitch.tv/ws",
			"wss://eventsub.wss.twitch.tv/ws, //eventsub.wss.twitch.tv/ws", "wss://eventsub.wss.twitch.tv/ws, ''",
			"wss://eventsub.wss.twitch.tv/ws, wss:///ws", "wss://eventsub.wss.twitch.tv/ws, wss://localhost/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://127.0.0.1/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://2130706433/ws",
			"wss://eventsub.wss.twitch.tv/ws, wss://169.254.169.254/ws",
			"wss://mock.example.co.uk/ws, wss://evil.co.uk/ws",
			"wss://mock.herokuapp.com/ws, wss://evil.herokuapp.com/ws",
			"wss://mock.github.io/ws, wss://evil.github.io/ws", "wss://intranet/ws, wss://database/ws",
			"wss://192.0.2.1/ws, wss://192.0.2.2/ws", "wss://192.0.2.1/ws, wss://1.192.0.2.1/ws",
			"wss://[2001:db8::1]/ws, wss://[2001:db8::2]/ws", "ws://localhost:8080/ws, wss://evil.example/ws",
			"ws://localhost:8080/ws, ws://192.168.0.1/ws", "ws://127.0.0.1:8080/ws, ws://localhost.evil.example/ws",
			"ws://127.0.0.1:8080/ws, ws://127.evil.example/ws", "ws://127.0.0.1:8080/ws, ws://[2001:db8::1]/ws" })
	void trustedWhenItLeadsElsewhereThenIsNull(URI configured, String url) {
		assertThat(ReconnectUrl.trusted(url, configured)).isNull();
	}

}
