package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Duration;

/**
 * How Helix is called.
 *
 * @param helixUri base URI of the Helix API, the only place that tokens are sent to
 * @param rateLimitMaxWait how long a call may wait for the rate limit, all in all; 0 to
 * fail at once
 * @since 0.1.0
 */
public record HelixSettings(URI helixUri, Duration rateLimitMaxWait) {

}
