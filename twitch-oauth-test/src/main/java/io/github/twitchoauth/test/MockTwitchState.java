package io.github.twitchoauth.test;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything that {@link MockTwitch} knows, apart from HTTP.
 */
final class MockTwitchState {

	private final MockTwitchSettings settings;

	private final MockUsers users = new MockUsers();

	private final DeviceAuthorizations codes;

	private final Grants grants;

	private final Recorder recorder;

	private final RateLimits rateLimits;

	private final EventSub eventSub;

	private final ChatRooms chat = new ChatRooms();

	private final Map<Endpoint, FaultQueue> faults = new EnumMap<>(Endpoint.class);

	MockTwitchState(Clock clock, GrantFile grantFile) {
		this.settings = new MockTwitchSettings(clock);
		this.codes = new DeviceAuthorizations(this.settings);
		this.eventSub = new EventSub(clock);
		this.grants = new Grants(this.settings, this.users, grantFile, this::revokeSubscriptions);
		this.recorder = new Recorder(clock);
		this.rateLimits = new RateLimits(clock);
		for (Endpoint endpoint : Endpoint.values()) {
			this.faults.put(endpoint, new FaultQueue());
		}
	}

	private void revokeSubscriptions(Grant grant) {
		this.eventSub.revoke((subscription) -> subscription.isOf(grant.user().login(), grant.clientId()),
				"authorization_revoked");
	}

	MockTwitchSettings settings() {
		return this.settings;
	}

	MockUsers users() {
		return this.users;
	}

	DeviceAuthorizations codes() {
		return this.codes;
	}

	Grants grants() {
		return this.grants;
	}

	Recorder recorder() {
		return this.recorder;
	}

	RateLimits rateLimits() {
		return this.rateLimits;
	}

	EventSub eventSub() {
		return this.eventSub;
	}

	ChatRooms chat() {
		return this.chat;
	}

	FaultQueue faults(Endpoint endpoint) {
		return this.faults.getOrDefault(endpoint, new FaultQueue());
	}

	void clearFaults() {
		this.faults.values().forEach(FaultQueue::clear);
	}

	void clear() {
		this.codes.clear();
		this.grants.clear();
		this.recorder.clear();
		this.rateLimits.clear();
		this.eventSub.clear();
		this.chat.clear();
		clearFaults();
	}

}
