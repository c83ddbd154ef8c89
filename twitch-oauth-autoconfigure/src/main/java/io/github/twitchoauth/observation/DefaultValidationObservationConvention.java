package io.github.twitchoauth.observation;

import io.github.twitchoauth.observation.TwitchObservation.HighCardinalityKeyNames;
import io.github.twitchoauth.observation.TwitchObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/**
 * Default {@link ValidationObservationConvention}.
 *
 * @since 0.1.0
 */
public final class DefaultValidationObservationConvention implements ValidationObservationConvention {

	@Override
	public String getName() {
		return "twitch.oauth.validation";
	}

	@Override
	public String getContextualName(ValidationObservationContext context) {
		return "twitch token validation";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ValidationObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.OUTCOME.withValue(context.getOutcome().name()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ValidationObservationContext context) {
		return KeyValues.of(HighCardinalityKeyNames.ACCOUNT.withValue(context.getAccount()));
	}

}
