package io.github.twitchoauth.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorCode}.
 */
class ErrorCodeTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			authorization_pending,   AUTHORIZATION_PENDING
			slow_down,               SLOW_DOWN
			access_denied,           ACCESS_DENIED
			authorization_declined,  ACCESS_DENIED
			authorization_denied,    ACCESS_DENIED
			expired_token,           EXPIRED_TOKEN
			token_expired,           EXPIRED_TOKEN
			code_expired,            EXPIRED_TOKEN
			device_code_expired,     EXPIRED_TOKEN
			expired_device_code,     EXPIRED_TOKEN
			invalid_device_code,     INVALID_DEVICE_CODE
			incorrect_device_code,   INVALID_DEVICE_CODE
			bad_verification_code,   INVALID_DEVICE_CODE
			invalid_grant,           INVALID_GRANT
			bad_refresh_token,       INVALID_GRANT
			invalid_refresh_token,   INVALID_GRANT
			refresh_token_expired,   INVALID_GRANT
			expired_refresh_token,   INVALID_GRANT
			refresh_token_revoked,   INVALID_GRANT
			token_revoked,           INVALID_GRANT
			invalid_token,           INVALID_TOKEN
			invalid_access_token,    INVALID_TOKEN
			missing_client_secret,   MISSING_CLIENT_SECRET
			invalid_client_secret,   INVALID_CLIENT_SECRET
			invalid_client,          INVALID_CLIENT
			invalid_client_id,       INVALID_CLIENT
			client_does_not_exist,   INVALID_CLIENT
			missing_client_id,       INVALID_CLIENT
			incorrect_client_credentials, INVALID_CLIENT
			unauthorized_client,     UNAUTHORIZED_CLIENT
			unsupported_grant_type,  UNAUTHORIZED_CLIENT
			device_flow_disabled,    UNAUTHORIZED_CLIENT
			not_allowed,             UNAUTHORIZED_CLIENT
			admin_policy_enforced,   UNAUTHORIZED_CLIENT
			org_internal,            UNAUTHORIZED_CLIENT
			interaction_required,    INTERACTION_REQUIRED
			login_required,          INTERACTION_REQUIRED
			consent_required,        INTERACTION_REQUIRED
			mfa_required,            INTERACTION_REQUIRED
			unsupported_token_type,  UNSUPPORTED_TOKEN_TYPE
			invalid_request,         INVALID_REQUEST
			invalid_scope,           INVALID_SCOPE
			invalid_scope_requested, INVALID_SCOPE
			""")
	void ofWhenKnownWordsThenCodeInEverySpelling(String words, ErrorCode code) {
		String sentence = words.replace('_', ' ');
		assertThat(
				Set.of(words, sentence, words.replace('_', '-'), words.toUpperCase(Locale.ROOT),
						sentence.toUpperCase(Locale.ROOT),
						" " + Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1).replace(" ", "  ")
								+ "\n",
						sentence + ": more about it"))
			.hasSize(7)
			.allSatisfy((spelling) -> assertThat(ErrorCode.of(List.of(spelling))).as(spelling).isEqualTo(code));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "INVALID_RESPONSE", "OTHER" })
	void ofWhenNameOfCodeThenThatCode(ErrorCode code) {
		assertThat(ErrorCode.of(List.of(code.name()))).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ":", ": invalid_grant", "other", "invalid_response", "Bad Request", "invalid",
			"not invalid_grant", "invalid_grants", "telescopes are down", "invalidgrant",
			"the authorization_pending thing" })
	void ofWhenUnknownWordsThenOther(String words) {
		assertThat(ErrorCode.of(List.of(words))).isEqualTo(ErrorCode.OTHER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "invalid scope requested: 'user:read:mail'", "Invalid Scope",
			"the scope you are requesting is currently unavailable", "scopes are not valid", "unknown scope 'x'",
			"Scope_not_allowed" })
	void ofWhenSentenceIsAboutScopesThenInvalidScope(String words) {
		assertThat(ErrorCode.of(List.of(words))).isEqualTo(ErrorCode.INVALID_SCOPE);
	}

	@Test
	void ofWhenTurkishLocaleThenSameCode() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr"));
		try {
			assertThat(ErrorCode.of(List.of("INVALID CLIENT"))).isEqualTo(ErrorCode.INVALID_CLIENT);
		}
		finally {
			Locale.setDefault(before);
		}
	}

}
