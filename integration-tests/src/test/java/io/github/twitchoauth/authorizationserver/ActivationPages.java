package io.github.twitchoauth.authorizationserver;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The pages before and after the consent, which Spring Authorization Server leaves to the
 * application.
 */
@RestController
class ActivationPages {

	@GetMapping(path = "/activate", produces = MediaType.TEXT_HTML_VALUE)
	String activate(@RequestParam(name = "user_code", defaultValue = "") String userCode) {
		return """
				<form method="post" action="/oauth2/device_verification">
				<input type="text" name="user_code" value="%s">
				</form>""".formatted(HtmlUtils.htmlEscape(userCode));
	}

	@GetMapping(path = "/activated", produces = MediaType.TEXT_HTML_VALUE)
	String activated() {
		return "Your device is activated.";
	}

}
