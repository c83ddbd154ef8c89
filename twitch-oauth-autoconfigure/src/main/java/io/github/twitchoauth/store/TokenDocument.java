package io.github.twitchoauth.store;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content of a token file. Fields that this version does not know are kept as they are.
 */
final class TokenDocument {

	private static final JsonMapper MAPPER = TokenRows.MAPPER.rebuild()
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private static final int VERSION = 1;

	private static final String PENDING_LOGINS = "pendingLogins";

	private final ObjectNode root;

	private final ObjectNode accounts;

	private TokenDocument(ObjectNode root, ObjectNode accounts) {
		this.root = root;
		this.accounts = accounts;
	}

	static TokenDocument empty() {
		ObjectNode root = MAPPER.createObjectNode();
		root.put("version", VERSION).put("revision", 0L);
		return new TokenDocument(root, root.putObject("accounts"));
	}

	static TokenDocument parse(byte[] content) throws MalformedException {
		ObjectNode root = object(tree(content), "the content");
		requireVersion(root.path("version"));
		JsonNode revision = root.path("revision");
		if (!revision.isMissingNode() && !(revision.isIntegralNumber() && revision.canConvertToLong())) {
			throw new MalformedException("'revision' is not a whole number");
		}
		ObjectNode accounts = object(root.path("accounts"), "'accounts'");
		for (String account : accounts.propertyNames()) {
			object(accounts.path(account), "the account '" + account + "'");
		}
		return new TokenDocument(root, accounts);
	}

	Collection<String> accounts() {
		return this.accounts.propertyNames();
	}

	boolean mayHoldTokensOf(Collection<String> clientIds) {
		return this.accounts.valueStream()
			.map((account) -> account.path("clientId"))
			.anyMatch((clientId) -> !clientId.isString() || clientIds.contains(clientId.stringValue()));
	}

	@Nullable ObjectNode account(String account) {
		return (ObjectNode) this.accounts.get(account);
	}

	ObjectNode putAccount(String account) {
		ObjectNode present = account(account);
		return (present != null) ? present : this.accounts.putObject(account);
	}

	void removeAccount(String account) {
		this.accounts.remove(account);
	}

	List<String> pendingLogins() {
		return List.copyOf(this.root.path(PENDING_LOGINS).propertyNames());
	}

	@Nullable ObjectNode pendingLogin(String account) {
		return (this.root.path(PENDING_LOGINS).path(account) instanceof ObjectNode login) ? login : null;
	}

	void putPendingLogin(String account, ObjectNode login) {
		ObjectNode logins = (this.root.get(PENDING_LOGINS) instanceof ObjectNode present) ? present
				: this.root.putObject(PENDING_LOGINS);
		logins.set(account, login);
	}

	void removePendingLogin(String account) {
		if (this.root.get(PENDING_LOGINS) instanceof ObjectNode logins && logins.remove(account) != null
				&& logins.isEmpty()) {
			this.root.remove(PENDING_LOGINS);
		}
	}

	// The number grows by one with each write. It tells which version an interrupted
	// write would have replaced.
	long revision() {
		return this.root.path("revision").asLong(0);
	}

	byte[] toNextRevision() {
		this.root.put("revision", revision() + 1);
		return MAPPER.writeValueAsBytes(this.root);
	}

	private static JsonNode tree(byte[] content) throws MalformedException {
		if (content.length == 0) {
			throw new MalformedException("it is empty");
		}
		try {
			return MAPPER.readTree(content);
		}
		catch (JacksonException ex) {
			throw new MalformedException(
					(ex.getLocation() != null) ? "it is not JSON from line " + ex.getLocation().getLineNr()
							+ ", column " + ex.getLocation().getColumnNr() + " on" : "it is not JSON");
		}
	}

	private static ObjectNode object(JsonNode node, String what) throws MalformedException {
		if (node instanceof ObjectNode object) {
			return object;
		}
		throw new MalformedException(what + " is not a JSON object");
	}

	private static void requireVersion(JsonNode version) throws MalformedException {
		if (!version.isIntegralNumber() || version.bigIntegerValue().signum() <= 0) {
			throw new MalformedException("'version' is not a positive whole number");
		}
		if (!version.canConvertToInt() || version.intValue() > VERSION) {
			throw new MalformedException(
					"its format version " + version.bigIntegerValue() + " is newer than " + VERSION
							+ ", the newest that this version of the application knows",
					"Update the application, or let it use another file");
		}
	}

	/**
	 * The content is something else. Jackson's exceptions are not passed on, for they
	 * quote from it.
	 */
	static final class MalformedException extends Exception {

		private final String remedy;

		private MalformedException(String problem) {
			this(problem, "Restore it from a backup, or delete it to log in anew");
		}

		private MalformedException(String problem, String remedy) {
			super(problem);
			this.remedy = remedy;
		}

		String getRemedy() {
			return this.remedy;
		}

	}

}
