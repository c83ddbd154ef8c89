package io.github.twitchoauth.twitch4j;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.condition.EventSubCondition;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionType;
import com.github.twitch4j.helix.TwitchHelix;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.lifecycle.Blocking;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import org.springframework.util.Assert;

/**
 * twitch4j, logged in as one account. The bean speaks for the default account,
 * {@link #forAccount(String)} for another one.
 * <p>
 * EventSub needs no call: it connects after the login, and is subscribed to the events
 * that the application's listeners take.
 *
 * @since 0.1.0
 * @see io.github.twitchoauth.event.TwitchClientReadyEvent
 * @see EventSubNotification
 */
public final class TwitchClient {

	private final String account;

	private final TokenManager tokens;

	private final HelixClients helix;

	private final HelixRequests requests;

	private final EventSub eventSub;

	/**
	 * Create a client.
	 * @param account the account
	 * @param tokens where tokens come from
	 * @param helix the Helix clients of all accounts
	 * @param requests begin requests to Helix
	 * @param eventSub the EventSub side of all accounts
	 */
	public TwitchClient(String account, TokenManager tokens, HelixClients helix, HelixRequests requests,
			EventSub eventSub) {
		Assert.hasText(account, "'account' must not be empty");
		this.account = account;
		this.tokens = tokens;
		this.helix = helix;
		this.requests = requests;
		this.eventSub = eventSub;
	}

	/**
	 * Return the name of the account.
	 * @return the account's name; {@code default} for the default account
	 */
	public String getAccount() {
		return this.account;
	}

	/**
	 * Return the client for another account.
	 * @param account the account, configured or made up at run time
	 * @return the client for that account
	 */
	public TwitchClient forAccount(String account) {
		return new TwitchClient(account, this.tokens, this.helix, this.requests, this.eventSub);
	}

	/**
	 * Return the account's credential, for other parts of twitch4j. It always holds the
	 * current access token, or an empty one while the account is not logged in, and never
	 * a refresh token.
	 * @return the credential, always the same instance
	 */
	public OAuth2Credential getCredential() {
		return this.helix.credential(this.account);
	}

	/**
	 * Return the Helix API. Pass {@code null} as token to make a call for this account. A
	 * dead token is replaced, and the call repeated once; no call asks id.twitch.tv about
	 * a token. What goes wrong arrives as the cause of twitch4j's
	 * {@code HystrixRuntimeException}.
	 * @return the Helix API
	 * @throws HelixInNativeImageException in a native image, where twitch4j cannot call
	 * Helix
	 */
	public TwitchHelix getHelix() {
		return this.helix.get(this.account);
	}

	/**
	 * Send a message to the chat of the account's own channel. To answer an event, which
	 * may be of another account's channel, use {@link #sendMessage(String, String)}.
	 * Needs the scope {@code user:write:chat}. Blocks.
	 * @param text the message, up to 500 characters
	 * @return the message id
	 * @throws ChatMessageDroppedException if Twitch does not send it
	 * @throws io.github.twitchoauth.TwitchUnavailableException if it cannot be told
	 * whether it was sent, also because the thread was interrupted
	 * @throws TwitchOAuthException if Twitch refuses it, or the account is not logged in
	 */
	public String sendMessage(String text) {
		return send(null, text);
	}

	/**
	 * Send a message to the chat of any channel, such as that of an event:
	 *
	 * <pre class="code">
	 * &#064;EventListener
	 * void onFollow(ChannelFollowEvent event) {
	 *     client.sendMessage(event.getBroadcasterUserId(), event.getUserName() + " has followed the channel!");
	 * }
	 * </pre>
	 *
	 * Needs the scope {@code user:write:chat}. Blocks.
	 * @param broadcasterId the user id of the channel's owner
	 * @param text the message, up to 500 characters
	 * @return the message id
	 * @throws ChatMessageDroppedException if Twitch does not send it
	 * @throws io.github.twitchoauth.TwitchUnavailableException if it cannot be told
	 * whether it was sent, also because the thread was interrupted
	 * @throws TwitchOAuthException if Twitch refuses it, or the account is not logged in
	 */
	public String sendMessage(String broadcasterId, String text) {
		Assert.hasText(broadcasterId, "'broadcasterId' must not be empty");
		return send(broadcasterId, text);
	}

	private String send(@Nullable String broadcasterId, String text) {
		Assert.hasText(text, "'text' must not be empty");
		ChatEndpoint chat = new ChatEndpoint(this.requests, this.account);
		return Blocking.await(this.tokens.getToken(this.account).flatMap((token) -> {
			String userId = userId(token);
			return chat.send((broadcasterId != null) ? broadcasterId : userId, userId, text);
		}));
	}

	private String userId(TwitchToken token) {
		if (token.userId() == null) {
			throw new TwitchOAuthException("It is not known who the user of account '" + this.account
					+ "' is. Set twitch.oauth.validation.enabled=true");
		}
		return token.userId();
	}

	/**
	 * Subscribe to events about the account's own user. Holds from now on, over logins
	 * and lost connections, until it is disposed or the application ends. Nothing waits:
	 * a missing scope becomes an
	 * {@link io.github.twitchoauth.event.AuthorizationFailedEvent
	 * AuthorizationFailedEvent}. Needs {@code twitch.oauth.publish-events}.
	 * @param type the type, one of {@code SubscriptionTypes}
	 * @return ends the subscription when disposed
	 */
	public Disposable subscribe(SubscriptionType<?, ?, ?> type) {
		return subscribe(type, Map.of());
	}

	/**
	 * Same as {@link #subscribe(SubscriptionType)} with a condition:
	 *
	 * <pre class="code">
	 * client.subscribe(SubscriptionTypes.STREAM_ONLINE, (b) -&gt; b.broadcasterUserId("1234").build());
	 * </pre>
	 *
	 * The account's own user id stands for what the condition leaves out.
	 * @param <B> the type of the condition's builder
	 * @param type the type, one of {@code SubscriptionTypes}
	 * @param condition makes the condition
	 * @return ends the subscription when disposed
	 */
	public <B> Disposable subscribe(SubscriptionType<?, B, ?> type,
			Function<B, ? extends EventSubCondition> condition) {
		Map<String, Object> given = TypeConvert.convertValue(condition.apply(type.getConditionBuilder()),
				new TypeReference<Map<String, Object>>() {
				});
		Map<String, String> texts = new TreeMap<>();
		given.forEach((name, value) -> {
			if (value != null) {
				texts.put(name, value.toString());
			}
		});
		return subscribe(type, texts);
	}

	private Disposable subscribe(SubscriptionType<?, ?, ?> type, Map<String, String> condition) {
		return this.eventSub.subscribe(this.account, type.getName(), type.getVersion(), condition,
				"The subscription to " + type.getName());
	}

	@Override
	public String toString() {
		return "TwitchClient[account=" + this.account + "]";
	}

}
