package io.github.twitchoauth.stores;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/**
 * Nodes that reach PostgreSQL through PgBouncer, which hands sessions to others after
 * each transaction.
 */
@NeedsPgBouncer
@Tag("long")
class PgBouncerTests extends AbstractSmokeTests {

	private final Database database = Databases.postgres();

	private final int port = URI.create(this.database.url().replace("jdbc:", "")).getPort();

	@AutoClose
	private final PgBouncer bouncer = PgBouncer.before(this.port);

	// Version 1.21 or newer also knows prepared statements, if it is told to.
	@Override
	List<String> store() {
		List<String> properties = new ArrayList<>(Node.jdbc(this.database));
		properties.replaceAll((property) -> property.startsWith("spring.datasource.url=")
				? property.replace(":" + this.port, ":" + this.bouncer.port()) + "&prepareThreshold=0" : property);
		return properties;
	}

}
