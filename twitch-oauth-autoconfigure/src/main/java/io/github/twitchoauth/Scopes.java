package io.github.twitchoauth;

import java.util.Set;

/**
 * The scopes that Twitch knew when this version was made. Scopes are open strings: Twitch
 * adds new ones, and any string may be used wherever a scope is expected, without waiting
 * for a constant.
 *
 * @since 0.1.0
 * @see <a href="https://dev.twitch.tv/docs/authentication/scopes/">Twitch access token
 * scopes</a>
 */
public final class Scopes {

	/** View analytics of the Extensions that the user owns. */
	public static final String ANALYTICS_READ_EXTENSIONS = "analytics:read:extensions";

	/** View analytics of the games that the user owns. */
	public static final String ANALYTICS_READ_GAMES = "analytics:read:games";

	/** View Bits products, cheers and redemptions of the channel. */
	public static final String BITS_READ = "bits:read";

	/** Create clips of a live channel. */
	public static final String CLIPS_EDIT = "clips:edit";

	/** Create clips from the channel's videos and download its clips. */
	public static final String CHANNEL_MANAGE_CLIPS = "channel:manage:clips";

	/** Same as {@link #CHANNEL_MANAGE_CLIPS}, in channels where the user is an editor. */
	public static final String EDITOR_MANAGE_CLIPS = "editor:manage:clips";

	/** Let the application's bot join the channel's chat and act there. */
	public static final String CHANNEL_BOT = "channel:bot";

	/** Run commercials on the channel. */
	public static final String CHANNEL_EDIT_COMMERCIAL = "channel:edit:commercial";

	/** Change the channel's ad schedule, that is, snooze the next ad. */
	public static final String CHANNEL_MANAGE_ADS = "channel:manage:ads";

	/** View the channel's ad schedule and notice ad breaks. */
	public static final String CHANNEL_READ_ADS = "channel:read:ads";

	/** Change title, category, tags and stream markers of the channel. */
	public static final String CHANNEL_MANAGE_BROADCAST = "channel:manage:broadcast";

	/** View the channel's charity campaigns and their donations. */
	public static final String CHANNEL_READ_CHARITY = "channel:read:charity";

	/** View who is an editor of the channel. */
	public static final String CHANNEL_READ_EDITORS = "channel:read:editors";

	/** View and activate the channel's Extensions. */
	public static final String CHANNEL_MANAGE_EXTENSIONS = "channel:manage:extensions";

	/** View the channel's creator goals. */
	public static final String CHANNEL_READ_GOALS = "channel:read:goals";

	/** View Guest Star sessions, settings and invitations of the channel. */
	public static final String CHANNEL_READ_GUEST_STAR = "channel:read:guest_star";

	/** Manage Guest Star sessions, settings and invitations of the channel. */
	public static final String CHANNEL_MANAGE_GUEST_STAR = "channel:manage:guest_star";

	/** View the channel's Hype Trains. */
	public static final String CHANNEL_READ_HYPE_TRAIN = "channel:read:hype_train";

	/** Appoint and dismiss moderators of the channel. */
	public static final String CHANNEL_MANAGE_MODERATORS = "channel:manage:moderators";

	/** View the channel's polls. */
	public static final String CHANNEL_READ_POLLS = "channel:read:polls";

	/** Start, end and view the channel's polls. */
	public static final String CHANNEL_MANAGE_POLLS = "channel:manage:polls";

	/** View the channel's predictions. */
	public static final String CHANNEL_READ_PREDICTIONS = "channel:read:predictions";

	/** Start, resolve and view the channel's predictions. */
	public static final String CHANNEL_MANAGE_PREDICTIONS = "channel:manage:predictions";

	/** Start and cancel raids from the channel. */
	public static final String CHANNEL_MANAGE_RAIDS = "channel:manage:raids";

	/** View Channel Points rewards and who redeemed them. */
	public static final String CHANNEL_READ_REDEMPTIONS = "channel:read:redemptions";

	/** Manage Channel Points rewards and fulfil or refund redemptions. */
	public static final String CHANNEL_MANAGE_REDEMPTIONS = "channel:manage:redemptions";

	/** Change the channel's stream schedule. */
	public static final String CHANNEL_MANAGE_SCHEDULE = "channel:manage:schedule";

	/** View the user's stream key, which is a secret. */
	public static final String CHANNEL_READ_STREAM_KEY = "channel:read:stream_key";

	/** View the channel's subscribers and notice new ones. */
	public static final String CHANNEL_READ_SUBSCRIPTIONS = "channel:read:subscriptions";

	/** Delete the channel's videos. */
	public static final String CHANNEL_MANAGE_VIDEOS = "channel:manage:videos";

	/** View the channel's VIPs. */
	public static final String CHANNEL_READ_VIPS = "channel:read:vips";

	/** Appoint and dismiss VIPs of the channel. */
	public static final String CHANNEL_MANAGE_VIPS = "channel:manage:vips";

	/** Moderate the channel and notice bans and unbans. */
	public static final String CHANNEL_MODERATE = "channel:moderate";

	/** View moderators, bans, time-outs and AutoMod verdicts of the channel. */
	public static final String MODERATION_READ = "moderation:read";

	/** Send announcements to chats that the user moderates. */
	public static final String MODERATOR_MANAGE_ANNOUNCEMENTS = "moderator:manage:announcements";

	/** Allow or deny the messages that AutoMod holds back. */
	public static final String MODERATOR_MANAGE_AUTOMOD = "moderator:manage:automod";

	/** View AutoMod settings of channels that the user moderates. */
	public static final String MODERATOR_READ_AUTOMOD_SETTINGS = "moderator:read:automod_settings";

	/** Change AutoMod settings of channels that the user moderates. */
	public static final String MODERATOR_MANAGE_AUTOMOD_SETTINGS = "moderator:manage:automod_settings";

	/** Notice bans and unbans in channels that the user moderates. */
	public static final String MODERATOR_READ_BANNED_USERS = "moderator:read:banned_users";

	/** Ban, time out and unban users. */
	public static final String MODERATOR_MANAGE_BANNED_USERS = "moderator:manage:banned_users";

	/** View the terms blocked in channels that the user moderates. */
	public static final String MODERATOR_READ_BLOCKED_TERMS = "moderator:read:blocked_terms";

	/** Add and remove blocked terms in channels that the user moderates. */
	public static final String MODERATOR_MANAGE_BLOCKED_TERMS = "moderator:manage:blocked_terms";

	/** View deleted and pinned messages of chats that the user moderates. */
	public static final String MODERATOR_READ_CHAT_MESSAGES = "moderator:read:chat_messages";

	/** Delete and pin messages in chats that the user moderates. */
	public static final String MODERATOR_MANAGE_CHAT_MESSAGES = "moderator:manage:chat_messages";

	/** View chat settings, such as slow mode, of channels that the user moderates. */
	public static final String MODERATOR_READ_CHAT_SETTINGS = "moderator:read:chat_settings";

	/** Change chat settings, such as slow mode, of channels that the user moderates. */
	public static final String MODERATOR_MANAGE_CHAT_SETTINGS = "moderator:manage:chat_settings";

	/** View who is present in chats that the user moderates. */
	public static final String MODERATOR_READ_CHATTERS = "moderator:read:chatters";

	/** View a channel's followers and notice new ones. */
	public static final String MODERATOR_READ_FOLLOWERS = "moderator:read:followers";

	/** View Guest Star details of channels where the user moderates Guest Star. */
	public static final String MODERATOR_READ_GUEST_STAR = "moderator:read:guest_star";

	/** Manage Guest Star in channels where the user moderates Guest Star. */
	public static final String MODERATOR_MANAGE_GUEST_STAR = "moderator:manage:guest_star";

	/** View changes of moderators in channels that the user moderates. */
	public static final String MODERATOR_READ_MODERATORS = "moderator:read:moderators";

	/** View whether Shield Mode is on in channels that the user moderates. */
	public static final String MODERATOR_READ_SHIELD_MODE = "moderator:read:shield_mode";

	/** Turn Shield Mode on and off in channels that the user moderates. */
	public static final String MODERATOR_MANAGE_SHIELD_MODE = "moderator:manage:shield_mode";

	/** Notice shoutouts that a moderated channel gives and receives. */
	public static final String MODERATOR_READ_SHOUTOUTS = "moderator:read:shoutouts";

	/** Give shoutouts to other broadcasters in channels that the user moderates. */
	public static final String MODERATOR_MANAGE_SHOUTOUTS = "moderator:manage:shoutouts";

	/** View suspicious users and their messages in channels that the user moderates. */
	public static final String MODERATOR_READ_SUSPICIOUS_USERS = "moderator:read:suspicious_users";

	/** Mark users as suspicious in channels that the user moderates. */
	public static final String MODERATOR_MANAGE_SUSPICIOUS_USERS = "moderator:manage:suspicious_users";

	/** View requests to be unbanned from channels that the user moderates. */
	public static final String MODERATOR_READ_UNBAN_REQUESTS = "moderator:read:unban_requests";

	/** Approve or deny requests to be unbanned from channels that the user moderates. */
	public static final String MODERATOR_MANAGE_UNBAN_REQUESTS = "moderator:manage:unban_requests";

	/** View changes of VIPs in channels that the user moderates. */
	public static final String MODERATOR_READ_VIPS = "moderator:read:vips";

	/** View warnings given in channels that the user moderates. */
	public static final String MODERATOR_READ_WARNINGS = "moderator:read:warnings";

	/** Warn users in channels that the user moderates. */
	public static final String MODERATOR_MANAGE_WARNINGS = "moderator:manage:warnings";

	/** Join chats as the user, shown as a bot, and act there. */
	public static final String USER_BOT = "user:bot";

	/** Change the description of the user's profile. */
	public static final String USER_EDIT = "user:edit";

	/** View and change the user's broadcasting configuration, Extensions included. */
	public static final String USER_EDIT_BROADCAST = "user:edit:broadcast";

	/** View whom the user has blocked. */
	public static final String USER_READ_BLOCKED_USERS = "user:read:blocked_users";

	/** Block and unblock other users on the user's behalf. */
	public static final String USER_MANAGE_BLOCKED_USERS = "user:manage:blocked_users";

	/** View the user's broadcasting configuration, Extensions included. */
	public static final String USER_READ_BROADCAST = "user:read:broadcast";

	/** Change the colour of the user's name in chat. */
	public static final String USER_MANAGE_CHAT_COLOR = "user:manage:chat_color";

	/** Receive messages and notices of chats as the user. */
	public static final String USER_READ_CHAT = "user:read:chat";

	/** Send chat messages as the user. */
	public static final String USER_WRITE_CHAT = "user:write:chat";

	/** View the user's email address. */
	public static final String USER_READ_EMAIL = "user:read:email";

	/** View the emotes that the user may use. */
	public static final String USER_READ_EMOTES = "user:read:emotes";

	/** View the channels that the user follows. */
	public static final String USER_READ_FOLLOWS = "user:read:follows";

	/** View the channels that the user moderates. */
	public static final String USER_READ_MODERATED_CHANNELS = "user:read:moderated_channels";

	/** View whether the user is subscribed to certain channels. */
	public static final String USER_READ_SUBSCRIPTIONS = "user:read:subscriptions";

	/** Receive whispers that are sent to the user. */
	public static final String USER_READ_WHISPERS = "user:read:whispers";

	/** Receive whispers and send them as the user. */
	public static final String USER_MANAGE_WHISPERS = "user:manage:whispers";

	/** For chat over IRC: receive chat messages. */
	public static final String CHAT_READ = "chat:read";

	/** For chat over IRC: send chat messages. */
	public static final String CHAT_EDIT = "chat:edit";

	/** For the old PubSub: receive whispers that are sent to the user. */
	public static final String WHISPERS_READ = "whispers:read";

	private static final Set<String> KNOWN = Set.of(ANALYTICS_READ_EXTENSIONS, ANALYTICS_READ_GAMES, BITS_READ,
			CLIPS_EDIT, CHANNEL_MANAGE_CLIPS, EDITOR_MANAGE_CLIPS, CHANNEL_BOT, CHANNEL_EDIT_COMMERCIAL,
			CHANNEL_MANAGE_ADS, CHANNEL_READ_ADS, CHANNEL_MANAGE_BROADCAST, CHANNEL_READ_CHARITY, CHANNEL_READ_EDITORS,
			CHANNEL_MANAGE_EXTENSIONS, CHANNEL_READ_GOALS, CHANNEL_READ_GUEST_STAR, CHANNEL_MANAGE_GUEST_STAR,
			CHANNEL_READ_HYPE_TRAIN, CHANNEL_MANAGE_MODERATORS, CHANNEL_READ_POLLS, CHANNEL_MANAGE_POLLS,
			CHANNEL_READ_PREDICTIONS, CHANNEL_MANAGE_PREDICTIONS, CHANNEL_MANAGE_RAIDS, CHANNEL_READ_REDEMPTIONS,
			CHANNEL_MANAGE_REDEMPTIONS, CHANNEL_MANAGE_SCHEDULE, CHANNEL_READ_STREAM_KEY, CHANNEL_READ_SUBSCRIPTIONS,
			CHANNEL_MANAGE_VIDEOS, CHANNEL_READ_VIPS, CHANNEL_MANAGE_VIPS, CHANNEL_MODERATE, MODERATION_READ,
			MODERATOR_MANAGE_ANNOUNCEMENTS, MODERATOR_MANAGE_AUTOMOD, MODERATOR_READ_AUTOMOD_SETTINGS,
			MODERATOR_MANAGE_AUTOMOD_SETTINGS, MODERATOR_READ_BANNED_USERS, MODERATOR_MANAGE_BANNED_USERS,
			MODERATOR_READ_BLOCKED_TERMS, MODERATOR_MANAGE_BLOCKED_TERMS, MODERATOR_READ_CHAT_MESSAGES,
			MODERATOR_MANAGE_CHAT_MESSAGES, MODERATOR_READ_CHAT_SETTINGS, MODERATOR_MANAGE_CHAT_SETTINGS,
			MODERATOR_READ_CHATTERS, MODERATOR_READ_FOLLOWERS, MODERATOR_READ_GUEST_STAR, MODERATOR_MANAGE_GUEST_STAR,
			MODERATOR_READ_MODERATORS, MODERATOR_READ_SHIELD_MODE, MODERATOR_MANAGE_SHIELD_MODE,
			MODERATOR_READ_SHOUTOUTS, MODERATOR_MANAGE_SHOUTOUTS, MODERATOR_READ_SUSPICIOUS_USERS,
			MODERATOR_MANAGE_SUSPICIOUS_USERS, MODERATOR_READ_UNBAN_REQUESTS, MODERATOR_MANAGE_UNBAN_REQUESTS,
			MODERATOR_READ_VIPS, MODERATOR_READ_WARNINGS, MODERATOR_MANAGE_WARNINGS, USER_BOT, USER_EDIT,
			USER_EDIT_BROADCAST, USER_READ_BLOCKED_USERS, USER_MANAGE_BLOCKED_USERS, USER_READ_BROADCAST,
			USER_MANAGE_CHAT_COLOR, USER_READ_CHAT, USER_WRITE_CHAT, USER_READ_EMAIL, USER_READ_EMOTES,
			USER_READ_FOLLOWS, USER_READ_MODERATED_CHANNELS, USER_READ_SUBSCRIPTIONS, USER_READ_WHISPERS,
			USER_MANAGE_WHISPERS, CHAT_READ, CHAT_EDIT, WHISPERS_READ);

	private Scopes() {
	}

	/**
	 * Return all scopes of this class.
	 * @return the scopes that Twitch knew when this version was made
	 */
	public static Set<String> known() {
		return KNOWN;
	}

}
