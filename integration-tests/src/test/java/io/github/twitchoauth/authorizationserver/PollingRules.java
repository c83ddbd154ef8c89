package io.github.twitchoauth.authorizationserver;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes Spring Authorization Server, which announces no interval and never answers
 * {@code slow_down}, as strict as RFC 8628, section 3.5, allows a server to be.
 */
final class PollingRules extends OncePerRequestFilter {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Map<String, Duration> intervals = new ConcurrentHashMap<>();

	private final Map<String, Pace> paces = new ConcurrentHashMap<>();

	void announceInterval(String clientId, Duration interval) {
		this.intervals.put(clientId, interval);
	}

	void slowDown(String deviceCode) {
		this.paces.get(deviceCode).slowDown();
	}

	/**
	 * Return the answers to the polls with one code.
	 * @param deviceCode the device code
	 * @return error codes, or {@code token} for success
	 */
	List<String> answers(String deviceCode) {
		return this.paces.get(deviceCode).answers();
	}

	void awaitAnswers(String deviceCode, int count) {
		Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> answers(deviceCode).size() >= count);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String deviceCode = request.getParameter("device_code");
		if (request.getRequestURI().equals("/oauth2/device_authorization")) {
			issueCode(request, response, chain);
		}
		else if (deviceCode != null && this.paces.containsKey(deviceCode)) {
			poll(this.paces.get(deviceCode), request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void issueCode(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		chain.doFilter(request, answer);
		if (answer.getStatus() == HttpServletResponse.SC_OK) {
			ObjectNode body = read(answer);
			// Clients that authenticate with HTTP Basic have no such parameter.
			String clientId = request.getParameter("client_id");
			Duration interval = (clientId != null) ? this.intervals.get(clientId) : null;
			this.paces.put(body.get("device_code").asString(), new Pace(interval));
			if (interval != null) {
				answer.resetBuffer();
				answer.getOutputStream().write(JSON.writeValueAsBytes(body.put("interval", interval.toSeconds())));
			}
		}
		answer.copyBodyToResponse();
	}

	private void poll(Pace pace, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (pace.isTooFast()) {
			pace.answered("slow_down");
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			response.getWriter().write("{\"error\":\"slow_down\"}");
			return;
		}
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		chain.doFilter(request, answer);
		pace.answered(read(answer).path("error").asString("token"));
		answer.copyBodyToResponse();
	}

	private ObjectNode read(ContentCachingResponseWrapper answer) {
		return (ObjectNode) JSON.readTree(answer.getContentAsByteArray());
	}

}
