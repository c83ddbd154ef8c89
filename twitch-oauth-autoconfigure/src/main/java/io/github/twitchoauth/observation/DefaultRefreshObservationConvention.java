package io.github.twitchoauth.observation;

import io.github.twitchoauth.observation.TwitchObservation.HighCardinalityKeyNames;
import io.github.twitchoauth.observation.TwitchObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/**
 * Default {@link RefreshObservationConvention}.
 *
 * @since 0.1.0
 */
public final class DefaultRefreshObservationConvention implements RefreshObservationConvention {

	@Override
	public String getName() {
		return "twitch.oauth.refresh";
	}

	@Override
	public String getContextualName(RefreshObservationContext context) {
		return "twitch token refresh";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(RefreshObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.OUTCOME.withValue(context.getOutcome().name()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(RefreshObservationContext context) {
		return KeyValues.of(HighCardinalityKeyNames.ACCOUNT.withValue(context.getAccount()));
	}

}
