package io.github.twitchoauth.integration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 request as it came in.
 */
record HttpRequest(String method, String path, Map<String, String> headers, byte[] body) {

	// Null at the end of the connection.
	static HttpRequest read(InputStream in) throws IOException {
		String[] requestLine = readLine(in).split(" ");
		if (requestLine.length != 3) {
			return null;
		}
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
		}
		byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
		return new HttpRequest(requestLine[0], requestLine[1], headers, body);
	}

	private static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
			line.append((char) next);
		}
		return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1).strip();
	}

}
