package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.test.DeviceAuthorization.Status;
import org.jspecify.annotations.Nullable;

/**
 * All device codes. Those that are over are forgotten, oldest first, once there are many.
 */
final class DeviceAuthorizations {

	private static final int CAPACITY = 20_000;

	private final MockTwitchSettings settings;

	private final Map<String, DeviceAuthorization> byUserCode = new LinkedHashMap<>();

	private final Map<String, DeviceAuthorization> byDeviceCode = new HashMap<>();

	private final Queue<MockUser> approvers = new ArrayDeque<>();

	private @Nullable MockUser autoApprover;

	DeviceAuthorizations(MockTwitchSettings settings) {
		this.settings = settings;
	}

	synchronized DeviceAuthorization issue(String clientId, Set<String> scopes) {
		DeviceAuthorization code = new DeviceAuthorization(this.settings, clientId, scopes);
		while (this.byUserCode.containsKey(code.userCode())) {
			code = new DeviceAuthorization(this.settings, clientId, scopes);
		}
		forgetOldest();
		this.byUserCode.put(code.userCode(), code);
		this.byDeviceCode.put(code.deviceCode(), code);
		MockUser approver = this.approvers.isEmpty() ? this.autoApprover : this.approvers.poll();
		if (approver != null) {
			code.approve(approver);
		}
		notifyAll();
		return code;
	}

	private void forgetOldest() {
		Iterator<DeviceAuthorization> oldest = this.byUserCode.values().iterator();
		while (this.byUserCode.size() >= CAPACITY) {
			DeviceAuthorization code = oldest.next();
			if (code.status() == Status.PENDING || code.status() == Status.APPROVED) {
				return;
			}
			oldest.remove();
			this.byDeviceCode.remove(code.deviceCode());
		}
	}

	synchronized void approveNext(MockUser user) {
		if (this.byUserCode.values().stream().noneMatch((code) -> code.approveIfPending(user))) {
			this.approvers.add(user);
		}
	}

	synchronized void autoApprove(@Nullable MockUser user) {
		this.autoApprover = user;
		if (user != null) {
			this.byUserCode.values().forEach((code) -> code.approveIfPending(user));
		}
	}

	synchronized @Nullable MockUser autoApprover() {
		return this.autoApprover;
	}

	synchronized List<DeviceAuthorization> pending() {
		return waiting().toList();
	}

	private Stream<DeviceAuthorization> waiting() {
		return this.byUserCode.values().stream().filter((code) -> code.status() == Status.PENDING);
	}

	synchronized String awaitUserCode(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		Optional<DeviceAuthorization> code = waiting().findFirst();
		while (code.isEmpty()) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new IllegalStateException(
						(this.autoApprover == null) ? "Nobody has asked for a code within " + timeout
								: "No code has waited within " + timeout + ", because every code is approved at once");
			}
			pause(left);
			code = waiting().findFirst();
		}
		return code.get().userCode();
	}

	private synchronized void pause(long milliseconds) {
		try {
			wait(milliseconds);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a code", ex);
		}
	}

	DeviceAuthorization get(String userCode) {
		DeviceAuthorization code = find(userCode);
		if (code == null) {
			throw new IllegalArgumentException("There is no user code '" + userCode + "'");
		}
		return code;
	}

	synchronized @Nullable DeviceAuthorization find(String userCode) {
		return this.byUserCode.get(userCode.trim().toUpperCase(Locale.ROOT));
	}

	@Nullable DeviceAuthorization findByDeviceCode(String deviceCode, String clientId) {
		DeviceAuthorization code = findByDeviceCode(deviceCode);
		return (code != null && code.clientId().equals(clientId)) ? code : null;
	}

	synchronized @Nullable DeviceAuthorization findByDeviceCode(String deviceCode) {
		return this.byDeviceCode.get(deviceCode);
	}

	synchronized void clear() {
		this.byUserCode.clear();
		this.byDeviceCode.clear();
		this.approvers.clear();
	}

}
