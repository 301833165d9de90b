import Domain
import Postgres

/// What the schema refuses, said to people: the name of a constraint states the truth it keeps, and stands here with
/// the code and the sentence of the refusal.
enum Refusal {
  /// The refusal that `error` means, or nil where it is a fault and nobody's input.
  static func problem(for error: PostgresError) -> Problem? {
    guard error.sqlState.category == "23", let constraint = error.constraint else { return nil }
    return problem(of: constraint)
  }

  /// The refusal of a constraint, for a rule that is judged before the database would; nil where nobody's input breaks it.
  static func problem(of constraint: String) -> Problem? {
    let said =
      sentences[constraint] ?? grantSentences[constraint] ?? zakatSentences[constraint]
      ?? waqfSentences[constraint]
      ?? campaignSentences[constraint] ?? poolSentences[constraint] ?? reportingSentences[constraint]
    return said.map { Problem($0.code, $0.sentence, at: fields[constraint].map { Place(field: $0) }) }
  }

  /// The fields of a request that constraints speak of, where only one can be meant.
  private static let fields = [
    "contributions_have_happened": "occurred_on", "occurred_in_living_memory": "occurred_on",
    "reports_have_been_submitted": "submitted_on",
  ]

  private static let sentences: [String: (code: ProblemCode, sentence: String)] = [
    "email_is_taken": ("email_taken", "Somebody has an account with this address already."),
    "roles_do_not_overlap": ("role_overlaps", "The person has this role in that time already."),
    "actors_code_key": ("actor_exists", "There is an actor with this code already."),
    "actor_identifiers_pkey": ("identifier_taken", "Another actor has this identifier."),
    "actors_region_code_fkey": ("territory_unknown", "There is no region with this code."),
    "actors_province_code_region_code_fkey": ("territory_unknown", "There is no province with this code."),
    "actors_commune_code_province_code_fkey": ("territory_unknown", "There is no commune with this code."),
    "only_unions_have_members": ("not_a_union", "Only a union has members."),
    "memberships_do_not_overlap": ("membership_overlaps", "The actor is a member of this union in that time already."),
    "memberships_have_no_cycle": ("membership_cycle", "A union would be a member of itself through others."),
    "programmes_code_key": ("programme_exists", "There is a programme with this code already."),
    "time_zone_is_known": ("time_zone_unknown", "The database does not know this time zone."),
    "funds_code_key": ("fund_exists", "There is a fund with this code already."),
    "entries_balance": ("entry_unbalanced", "The entry does not add up to zero in every fund and currency."),
    "entries_have_lines": ("entry_empty", "An entry has two lines at least."),
    "reversed_once": ("already_reversed", "This entry is reversed already."),
    "reversals_are_final": (
      "cannot_reverse_reversal", "A reversal cannot be reversed; book the original again as a new entry."
    ),
    "available_not_negative": ("insufficient_funds", "There is less available than would be spent or held back."),
    "held_account_is_guarded": ("account_not_guarded", "Nothing is held back on an account that may fall below zero."),
    "hold_ends_once": ("already_ended", "This hold has ended."),
    "posted_hold_has_its_entry": (
      "posted_hold_differs", "The entry takes nothing from the account, or more than held."
    ),
    "entry_posts_one_hold": ("posted_hold_differs", "The entry posts another hold already."),
    "fiscal_periods_code_key": ("period_exists", "There is a period with this code already."),
    "fiscal_periods_do_not_overlap": ("period_overlaps", "Another period has some of these days."),
    "closed_periods_stay_closed": ("period_closed", "The period is closed for good."),
    "entry_lies_in_open_period": (
      "period_closed", "The day lies in a closed period; a correction goes to the first open one."
    ),
    "receipt_is_for_money_received": ("receipt_not_due", "The entry brought nothing into this fund."),
    "an_entry_has_one_receipt": ("receipt_exists", "This entry has its receipt already."),
    "receipt_is_voided_once": ("already_voided", "This receipt is void already."),
    "residual_is_one_at_most": ("fx_residual_too_large", "The amounts differ from the rate by more than rounding."),
    "account_kind_fits_fund": ("account_kind_not_allowed", "A fund of this kind has no such account."),
    "account_kind_is_known": ("account_kind_unknown", "There is no such kind of account."),
    "entry_kind_is_known": ("entry_kind_unknown", "There is no such kind of entry."),
    "entry_kind_may_touch_account": ("entry_kind_not_allowed", "An entry of this kind may not touch this account."),
    "files_pay_out_of_no_kept_fund": (
      "fund_is_kept", "The fund is kept here: what leaves it takes two persons, whatever a file tells."
    ),
    "payments_take_two_persons": (
      "second_person_needed", "Money leaves the fund, and no two persons decided on just this payment."
    ),
    "stands_on_its_own_decision": (
      "decision_differs", "The decision is about something else than what is to be done."
    ),
    "done_as_decided": ("decision_differs", "The decision is about something else than what is to be done."),
    "entry_stands_on_approval": ("decision_not_approved", "The entry stands on no decision that two persons took."),
    "maker_is_not_checker": ("maker_is_not_checker", "Who asked for a decision cannot be who takes it."),
    "refusal_has_a_reason": ("reason_missing", "A refusal says why."),
    "decision_verdicts_pkey": ("already_decided", "Somebody has decided on this already."),
    "one_policy_a_version": (
      "policy_version_taken", "There is another policy with this code and version; raise its version."
    ),
    "adopted_in_living_memory": ("date_out_of_range", "A policy is in force from a day between 1990 and 2100."),
    "contributions_have_happened": (
      "date_in_future", "The day has not come yet: only what has happened is recorded."
    ),
    "reports_have_been_submitted": (
      "date_in_future", "The day has not come yet: only what has happened is recorded."
    ),
    "occurred_in_living_memory": ("date_out_of_range", "Money moves between 1990 and 2100."),
    "enrolments_do_not_overlap": ("enrolment_overlaps", "The actor takes part in this programme in that time already."),
    "period_in_living_memory": ("period_out_of_range", "Periods lie between 1990 and 2100."),
    "period_within_sixty_years": ("period_out_of_range", "A period is at most sixty years long."),
    "report_is_judged_once": (
      "already_verified", "This report has been judged already; a correction is a new version."
    ),
    "verdicts_are_final": ("already_verified", "This value has been judged already; a correction is a new version."),
    "frameworks_code_version_key": (
      "framework_version_taken", "There is another framework with this code and version; raise its version."
    ),
    "published_frameworks_never_change": (
      "framework_published", "This version of the framework is published and stays as it is; raise the version."
    ),
    "adopted_while_it_holds": ("framework_not_valid", "The framework does not hold on that day."),
    "open_periods_keep_their_framework": (
      "framework_in_open_period",
      "A reporting period of the programme is open under another framework; adopt this one from a later period on."
    ),
    "frameworks_begin_with_a_period": (
      "framework_within_period", "A framework is replaced from the first day of a reporting period on."
    ),
    "only_distributable_yield_is_spent": ("fund_cannot_spend", "The fund may not spend so much."),
    "overrides_need_a_draft": ("proposal_not_draft", "The proposal is no draft any more."),
    "the_ineligible_get_nothing": ("override_ineligible_actor", "The actor may not have money of this fund."),
    "override_maker_is_not_checker": (
      "maker_is_not_checker", "Who asks for something does not approve it; ask another person."
    ),
    "proposal_maker_is_not_checker": (
      "maker_is_not_checker", "Who asks for something does not approve it; ask another person."
    ),
    "override_approvals_pkey": ("already_approved", "This override has been approved already."),
    "proposals_go_step_by_step": (
      "proposal_state_conflict", "The proposal cannot take this step any more, or not yet."
    ),
    "proposals_stay_within_budget": ("proposal_over_budget", "The sum would be above the budget of the proposal."),
    "indicators_code_version_key": ("indicator_exists", "There is an indicator with this code and version already."),
    "bank_accounts_code_key": ("bank_account_exists", "There is a bank account with this code already."),
    "one_account_a_number": ("bank_account_exists", "There is a bank account with this number already."),
    "statements_add_up": ("statement_unbalanced", "A statement's lines do not lead to its closing balance."),
    "statements_follow_on": ("statement_gap", "A statement does not open with what the one before it closed with."),
    "one_line_a_servicer_ref": ("servicer_ref_conflict", "The bank's number of a movement is another movement's."),
    "match_within_line": ("bank_match_exceeds_line", "The match is larger than what is open of the line."),
    "match_within_entry": ("bank_match_exceeds_entry", "The match is larger than what is open of the entry's cash."),
    "match_within_fund": (
      "bank_match_other_fund", "The entry moves no cash of the account's fund the way of the line."
    ),
    "target_groups_code_key": ("group_exists", "There is a target group with this code already."),
  ]
}
