import Domain
import HTTPTypes

/// Which status of HTTP a refusal has; by its code alone.
package enum ProblemStatus {
  /// What is not listed, and no rule below covers, is a request that was understood and breaks a rule: 422.
  package static func status(of code: ProblemCode) -> HTTPResponse.Status {
    let word = code.rawValue
    if let status = listed[word] { return status }
    if word.hasSuffix("_unknown") { return .notFound }
    if word.hasPrefix("already_") || word.hasSuffix("_exists") || word.hasSuffix("_taken") { return .conflict }
    if word.hasPrefix("json_") { return .badRequest }
    return .unprocessableContent
  }

  private static let listed: [String: HTTPResponse.Status] = [
    // What could not be read at all.
    "text_has_nul": .unprocessableContent,
    "path_malformed": .badRequest,
    "query_malformed": .badRequest,
    "header_malformed": .badRequest,
    "key_missing": .badRequest,
    "key_malformed": .badRequest,
    "host_refused": .misdirectedRequest,
    "method_not_allowed": .methodNotAllowed,
    "request_too_slow": .requestTimeout,
    "body_too_large": .contentTooLarge,
    "body_broken": .badRequest,
    "uri_too_long": .uriTooLong,
    "media_type_unsupported": .unsupportedMediaType,
    "form_malformed": .badRequest,
    // Who asks, and what they may do.
    "sign_in_needed": .unauthorized,
    "sign_in_refused": .unauthorized,
    "second_factor_needed": .unauthorized,
    "code_refused": .forbidden,
    "permission_missing": .forbidden,
    "cross_site_refused": .forbidden,
    "person_differs": .forbidden,
    "too_many_tries": .tooManyRequests,
    "too_many_requests": .tooManyRequests,
    "sign_in_busy": .serviceUnavailable,
    "role_overlaps": .conflict,
    // Things an address names and that are not there.
    "score_missing": .notFound,
    "job_missing": .notFound,
    // Words of a body that are unknown: the address is right.
    "field_unknown": .unprocessableContent,
    "word_unknown": .unprocessableContent,
    "actor_kind_unknown": .unprocessableContent,
    "account_kind_unknown": .unprocessableContent,
    "entry_kind_unknown": .unprocessableContent,
    "stage_unknown": .unprocessableContent,
    "instrument_unknown": .unprocessableContent,
    "time_zone_unknown": .unprocessableContent,
    "cell_unknown": .unprocessableContent,
    "key_unknown": .unprocessableContent,
    "node_unknown": .unprocessableContent,
    "value_unknown": .unprocessableContent,
    // States that somebody else, or an earlier request, brought about.
    "request_in_flight": .conflict,
    "answer_not_kept": .conflict,
    "step_not_allowed": .conflict,
    "condition_open": .conflict,
    "condition_settled": .conflict,
    "report_overdue": .conflict,
    "grant_not_running": .conflict,
    "tranche_out_of_order": .conflict,
    "cannot_reverse_reversal": .conflict,
    "insufficient_funds": .conflict,
    "period_closed": .conflict,
    "decision_pending": .conflict,
    "decision_refused": .conflict,
    "membership_overlaps": .conflict,
    "requirement_overlaps": .conflict,
    "mandate_overlaps": .conflict,
    "report_locked": .conflict,
    "report_not_verified": .conflict,
    "report_not_validated": .conflict,
    "report_not_locked": .conflict,
    "indicator_differs": .conflict,
    "training_differs": .conflict,
    "claims_above_one": .conflict,
    "judge_in_own_cause": .forbidden,
    "not_filed_by_you": .forbidden,
    "evidence_too_large": .contentTooLarge,
    "evidence_type_refused": .unsupportedMediaType,
    "evidence_missing": .notFound,
    "evidence_changed": .internalServerError,
    "draft_changed": .preconditionFailed,
    "cursor_malformed": .badRequest,
    "enrolment_overlaps": .conflict,
    "event_conflict": .conflict,
    "campaign_state_forbids": .conflict,
    "pledge_state_forbids": .conflict,
    "payout_state_forbids": .conflict,
    "match_pool_state_forbids": .conflict,
    "match_pool_not_over": .conflict,
    "match_pool_too_late": .conflict,
    "campaign_match_open": .conflict,
    "campaign_not_open": .conflict,
    "reward_exhausted": .conflict,
    "reward_unknown": .unprocessableContent,
    "proposal_state_conflict": .conflict,
    "proposal_not_draft": .conflict,
    "proposal_over_budget": .conflict,
    "framework_published": .conflict,
    "framework_in_open_period": .conflict,
    "actor_changed": .preconditionFailed,
    "if_match_missing": .preconditionRequired,
    // Faults.
    "mail_not_sent": .badGateway,
    "issuer_unreachable": .badGateway,
    "issuer_malformed": .badGateway,
    "issuer_missing": .notFound,
    "mail_missing": .conflict,
    "internal_error": .internalServerError,
    "database_unavailable": .serviceUnavailable,
    "evidence_not_kept": .serviceUnavailable,
    "request_timed_out": .serviceUnavailable,
  ]
}
