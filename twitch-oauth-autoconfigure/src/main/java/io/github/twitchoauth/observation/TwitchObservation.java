package io.github.twitchoauth.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What is observed.
 *
 * @since 0.1.0
 */
public enum TwitchObservation implements ObservationDocumentation {

	/**
	 * A login, from its beginning to the token, or to what else it comes to. Lasts as
	 * long as the person takes.
	 */
	LOGIN {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultLoginObservationConvention.class;
		}

	},

	/**
	 * The one refresh of an account that is under way, whatever number of callers wait
	 * for it.
	 */
	REFRESH {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultRefreshObservationConvention.class;
		}

	},

	/**
	 * A call of the token store.
	 */
	STORE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultStoreObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

	},

	/**
	 * A question to the server whether a token lives, and whose it is.
	 */
	VALIDATION {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultValidationObservationConvention.class;
		}

	};

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return new KeyName[] { LowCardinalityKeyNames.OUTCOME };
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return HighCardinalityKeyNames.values();
	}

	/**
	 * Key names that have few values, which are tags of metrics.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * An {@link ObservedOutcome}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * A {@link StoreOperation}.
		 */
		OPERATION {

			@Override
			public String asString() {
				return "operation";
			}

		}

	}

	/**
	 * Key names that have as many values as there are accounts.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * The account.
		 */
		ACCOUNT {

			@Override
			public String asString() {
				return "twitch.account";
			}

		}

	}

}
