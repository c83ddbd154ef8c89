package io.github.twitchoauth.docs.stores;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.TokenStore;

class TokenMove {

	// tag::move[]
	void move(TokenStore source, TokenStore target, String clientId) {
		TokenStore from = new ClientTokenStore(source, clientId);
		TokenStore to = new ClientTokenStore(target, clientId);
		String cursor = null;
		do {
			AccountPage page = from.findAccounts(cursor, 100);
			for (String account : page.accounts()) {
				TwitchToken token = from.find(account);
				if (token != null) {
					to.save(account, token);
				}
			}
			cursor = page.next();
		}
		while (cursor != null);
	}
	// end::move[]

}
