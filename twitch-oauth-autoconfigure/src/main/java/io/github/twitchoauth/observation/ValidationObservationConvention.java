package io.github.twitchoauth.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for validations. A bean of this type takes the place of
 * {@link DefaultValidationObservationConvention}.
 *
 * @since 0.1.0
 */
public interface ValidationObservationConvention extends ObservationConvention<ValidationObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ValidationObservationContext;
	}

}
