package io.github.twitchoauth.page;

import java.util.List;

import io.github.twitchoauth.AccountStatus;

/**
 * The accounts that are shown.
 *
 * @param accounts how they are doing
 * @param more whether there are more than can be shown
 */
record AccountList(List<AccountStatus> accounts, boolean more) {

}
