package io.github.twitchoauth.dialects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An authorization server that speaks a dialect. It approves the second poll, unless it
 * is told what to answer next.
 */
final class DialectServer implements AutoCloseable {

	static final String CLIENT_ID = "app:1";

	static final String CLIENT_SECRET = "s3cr3t:%+/&=?";

	private static final String BASIC = "Basic " + Base64.getEncoder()
		.encodeToString("app%3A1:s3cr3t%3A%25%2B%2F%26%3D%3F".getBytes(StandardCharsets.UTF_8));

	private final Dialect dialect;

	private final HttpServer server;

	private final Queue<JsonNode> polls = new ConcurrentLinkedQueue<>();

	private final Queue<JsonNode> refreshes = new ConcurrentLinkedQueue<>();

	private final Queue<JsonNode> revocations = new ConcurrentLinkedQueue<>();

	private final List<DialectRequest> requests = new CopyOnWriteArrayList<>();

	private DialectServer(Dialect dialect, HttpServer server) {
		this.dialect = dialect;
		this.server = server;
		nextPolls("pending", "token");
	}

	static DialectServer start(Dialect dialect) {
		try {
			HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			DialectServer server = new DialectServer(dialect, http);
			http.setExecutor((task) -> new Thread(task, "dialect-server").start());
			http.createContext("/", server::handle);
			http.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String uri(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	void nextPolls(String... meanings) {
		this.polls.clear();
		for (String meaning : meanings) {
			this.polls.add(this.dialect.answer(meaning));
		}
	}

	void nextPoll(int status, String contentType, String text) {
		this.polls.add(answer(status, contentType, text));
	}

	void nextRefresh(int status, String json) {
		this.refreshes.add(answer(status, "application/json", json));
	}

	/**
	 * Answer the next poll with a body that breaks off.
	 * @param status the HTTP status
	 * @param text what there is of the body
	 */
	void nextPollBreaksOff(int status, String text) {
		this.polls.add(answer(status, "text/html", text).put("missing", 1));
	}

	void nextRevocation(int status, String contentType, String text) {
		this.revocations.add(answer(status, contentType, text));
	}

	/**
	 * Answer the next poll after some time with a page.
	 * @param status the HTTP status
	 * @param delay how late
	 */
	void nextPollIsLate(int status, Duration delay) {
		this.polls.add(answer(status, "text/html", "<html>").put("delay", delay.toMillis()));
	}

	private static ObjectNode answer(int status, String contentType, String text) {
		return JsonMapper.shared().createObjectNode().put("status", status).put("type", contentType).put("text", text);
	}

	void nextRefreshes(String... meanings) {
		for (String meaning : meanings) {
			this.refreshes.add(this.dialect.answer(meaning));
		}
	}

	List<DialectRequest> requests(String path) {
		return this.requests.stream().filter((request) -> request.path().equals(path)).toList();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			DialectRequest request = DialectRequest.read(exchange);
			this.requests.add(request);
			JsonNode answer = switch (request.path()) {
				case "/device" -> deviceCode(request);
				case "/token" -> token(request);
				case "/revoke" -> revocation(request);
				default -> throw new IllegalStateException(request.path());
			};
			send(exchange, answer);
		}
	}

	private JsonNode deviceCode(DialectRequest request) {
		if (!isAuthenticated(request, "device")) {
			return this.dialect
				.answer(this.dialect.secretAt("device").equals("refused") ? "secretRefused" : "unauthenticated");
		}
		ObjectNode answer = this.dialect.answer("device").deepCopy().asObject();
		answer.withObject("body").put("interval", 0.1);
		return answer;
	}

	private JsonNode token(DialectRequest request) {
		if (!isAuthenticated(request, "token")) {
			return this.dialect.answer("unauthenticated");
		}
		if (!"refresh_token".equals(request.parameter("grant_type"))) {
			return this.polls.remove();
		}
		JsonNode next = this.refreshes.poll();
		return (next != null) ? next : this.dialect.answer("refreshed");
	}

	private JsonNode revocation(DialectRequest request) {
		if (!isAuthenticated(request, "revocation")) {
			return this.dialect.answer("unauthenticated");
		}
		JsonNode next = this.revocations.poll();
		if (next != null) {
			return next;
		}
		boolean access = List.of(this.dialect.accessToken(), this.dialect.refreshedAccessToken())
			.contains(request.parameter("token"));
		return this.dialect.answer("revocation").path(access ? "access" : "refresh");
	}

	private boolean isAuthenticated(DialectRequest request, String endpoint) {
		boolean named = CLIENT_ID.equals(request.parameter("client_id"));
		return switch (this.dialect.secretAt(endpoint)) {
			case "refused" -> named && !request.hasSecret();
			case "post" -> named && CLIENT_SECRET.equals(request.parameter("client_secret"));
			case "basic" -> BASIC.equals(request.authorization()) && request.parameter("client_id") == null;
			default -> named;
		};
	}

	private static void send(HttpExchange exchange, JsonNode answer) throws IOException {
		LockSupport.parkNanos(Duration.ofMillis(answer.path("delay").asLong(0)).toNanos());
		String text = answer.has("text") ? answer.path("text").stringValue() : answer.path("body").toString();
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", answer.path("type").asString("application/json"));
		int length = body.length + answer.path("missing").asInt(0);
		exchange.sendResponseHeaders(answer.path("status").intValue(), (length != 0) ? length : -1);
		exchange.getResponseBody().write(body);
		// Newer JDKs send nothing of an answer that is closed before its end.
		exchange.getResponseBody().flush();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
