package io.github.twitchoauth.authorization;

import io.github.twitchoauth.account.AccountSettings;

/**
 * Called when a person has to log in to an account again. The only call that goes up.
 */
@FunctionalInterface
interface LossListener {

	void onLoss(AccountSettings account);

}
