package io.github.twitchoauth.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for logins. A bean of this type takes the place of
 * {@link DefaultLoginObservationConvention}.
 *
 * @since 0.1.0
 */
public interface LoginObservationConvention extends ObservationConvention<LoginObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof LoginObservationContext;
	}

}
