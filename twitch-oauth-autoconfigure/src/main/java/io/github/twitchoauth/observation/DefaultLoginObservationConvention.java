package io.github.twitchoauth.observation;

import io.github.twitchoauth.observation.TwitchObservation.HighCardinalityKeyNames;
import io.github.twitchoauth.observation.TwitchObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/**
 * Default {@link LoginObservationConvention}.
 *
 * @since 0.1.0
 */
public final class DefaultLoginObservationConvention implements LoginObservationConvention {

	@Override
	public String getName() {
		return "twitch.oauth.login";
	}

	@Override
	public String getContextualName(LoginObservationContext context) {
		return "twitch login";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(LoginObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.OUTCOME.withValue(context.getOutcome().name()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(LoginObservationContext context) {
		return KeyValues.of(HighCardinalityKeyNames.ACCOUNT.withValue(context.getAccount()));
	}

}
