package io.github.twitchoauth.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for refreshes. A bean of this type takes the place of
 * {@link DefaultRefreshObservationConvention}.
 *
 * @since 0.1.0
 */
public interface RefreshObservationConvention extends ObservationConvention<RefreshObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof RefreshObservationContext;
	}

}
