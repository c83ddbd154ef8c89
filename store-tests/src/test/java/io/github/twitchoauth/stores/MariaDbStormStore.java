package io.github.twitchoauth.stores;

/**
 * MariaDB.
 */
final class MariaDbStormStore extends JdbcStormStore {

	private final MariaDbServer server;

	private MariaDbStormStore(MariaDbServer server) {
		super(Databases.mariaDb(server));
		this.server = server;
	}

	static MariaDbStormStore start() {
		return new MariaDbStormStore(MariaDbServer.start());
	}

	@Override
	public int port() {
		return this.server.port();
	}

	@Override
	String url(int port) {
		return MariaDbServer.url(port);
	}

	@Override
	public void crash() {
		this.server.crash();
	}

	@Override
	public void restart() {
		this.server.run();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
