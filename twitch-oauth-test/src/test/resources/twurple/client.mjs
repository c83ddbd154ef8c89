// Logs in with @twurple/auth and calls Helix with @twurple/api, both as they come. Their
// URLs are fixed, so requests to Twitch are sent to the URL that is given instead.
import { ApiClient } from '@twurple/api';
import { InvalidTokenError, RefreshingAuthProvider, getTokenInfo, revokeToken } from '@twurple/auth';

const [baseUrl, clientId] = process.argv.slice(2);
const scopes = ['bits:read'];
const send = globalThis.fetch;
globalThis.fetch = (url, options) =>
	send(String(url).replace(/^https:\/\/(id|api)\.twitch\.tv/, baseUrl), options);

async function messageOf(action) {
	try {
		await action();
		return 'none';
	}
	catch (error) {
		return JSON.parse(error.body).message;
	}
}

const auth = new RefreshingAuthProvider({ clientId });
const code = await auth.startDeviceCodeFlow(scopes);
const pending = await messageOf(() => auth.addUserForDeviceCode(code.deviceCode, scopes));
await send(baseUrl + '/activate', {
	method: 'POST',
	body: new URLSearchParams({ user_code: code.userCode, login: 'TwitchDev', decision: 'authorize' })
});
await new Promise((resolve) => setTimeout(resolve, code.interval * 1000));
const userId = await auth.addUserForDeviceCode(code.deviceCode, scopes);
const used = await messageOf(() => auth.addUserForDeviceCode(code.deviceCode, scopes));

const api = new ApiClient({ authProvider: auth });
const me = (action) => api.asUser(userId, action);
const users = await Promise.all(Array.from({ length: 20 }, () => me((user) => user.users.getUserById(userId))));
const refreshed = await auth.refreshAccessTokenForUser(userId);
const again = await me((user) => user.users.getUserByName('twitchdev'));
const { scopes: granted } = await getTokenInfo(refreshed.accessToken, clientId);
await revokeToken(clientId, refreshed.accessToken);
const revoked = await getTokenInfo(refreshed.accessToken, clientId)
	.then(() => false, (error) => error instanceof InvalidTokenError);

console.log(JSON.stringify({
	pending, used, granted, revoked,
	names: [...new Set([...users, again].map((user) => user.displayName))]
}));
