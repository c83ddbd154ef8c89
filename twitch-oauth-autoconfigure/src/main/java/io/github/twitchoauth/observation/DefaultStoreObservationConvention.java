package io.github.twitchoauth.observation;

import java.util.Locale;

import io.github.twitchoauth.observation.TwitchObservation.HighCardinalityKeyNames;
import io.github.twitchoauth.observation.TwitchObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/**
 * Default {@link StoreObservationConvention}.
 *
 * @since 0.1.0
 */
public final class DefaultStoreObservationConvention implements StoreObservationConvention {

	@Override
	public String getName() {
		return "twitch.oauth.store";
	}

	@Override
	public String getContextualName(StoreObservationContext context) {
		return "twitch token store " + context.getOperation().name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(StoreObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.OPERATION.withValue(context.getOperation().name()),
				LowCardinalityKeyNames.OUTCOME.withValue(context.getOutcome().name()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(StoreObservationContext context) {
		return KeyValues.of(HighCardinalityKeyNames.ACCOUNT.withValue(context.getAccount()));
	}

}
