import Domain

extension Refusal {
  /// What the tables of grants refuse.
  static let grantSentences: [String: (code: ProblemCode, sentence: String)] = [
    "grants_code_key": ("grant_exists", "There is a grant with this code already."),
    "grants_come_from_grant_funds": ("fund_is_no_grant_fund", "A grant is made from a fund of grants."),
    "grant_step_exists": ("step_not_allowed", "A grant does not go from where it stands to there."),
    "tranche_step_exists": ("step_not_allowed", "A tranche does not go from where it stands to there."),
    "report_step_exists": ("step_not_allowed", "A report does not go from where it stands to there."),
    "paid_within_agreed": ("paid_over_agreed", "More would be paid than is agreed."),
    "spending_within_agreed": ("spending_over_agreed", "More would be accepted as spent than is agreed."),
    "recovery_within_unspent": ("recovery_over_unspent", "More would be asked back than was paid and not spent."),
    "closed_grants_add_up": (
      "grant_does_not_add_up", "What was paid is neither accepted as spent nor returned in full."
    ),
    "agreement_is_committed": ("promise_differs", "The promise in the ledger is not the agreement's."),
    "tranches_add_up": ("tranches_do_not_add_up", "The tranches are not the agreement's amount together."),
    "budget_lines_add_up": ("budget_does_not_add_up", "The budget lines are not the agreement's amount together."),
    "paid_tranches_stay": ("paid_tranche_changed", "A tranche that was asked for or paid stays as it was."),
    "termination_stops_tranches": ("tranche_still_open", "A grant that ended has no tranche that could be paid."),
    "payment_is_the_tranches": ("payment_differs", "The payment is not what was approved for the tranche."),
    "grant_pays_while_it_runs": ("grant_not_running", "The grant does not run; nothing is paid."),
    "tranches_are_paid_in_order": ("tranche_out_of_order", "The tranche before it comes first."),
    "conditions_are_met_or_waived": ("condition_open", "A condition of the tranche is open."),
    "payment_is_approved": ("decision_not_approved", "Nobody else approved the payment."),
    "requester_waives_nothing": ("requester_waived", "Who grants a waiver does not ask for the money."),
    "reports_are_judged_by_another": ("maker_is_not_checker", "Who sent a report cannot be who judges it."),
    "spending_keeps_to_budget_lines": (
      "budget_line_overspent", "Spending on a budget line passes what the agreement allows."
    ),
    "in_kind_is_counted_once": ("in_kind_counted_before", "This paper shows something that is counted already."),
    "cofunding_is_counted_once": ("cofunding_counted_before", "This paper shows money that is counted already."),
    "document_is_there_once": ("document_exists", "A document is on file under this code."),
    "finding_is_the_runs": ("finding_differs", "The finding does not say what the run says."),
    "a_line_is_awarded_once": ("already_awarded", "The line of the proposal is a grant already."),
    "award_is_the_proposals": ("award_differs", "The grant is not what the proposal was approved for."),
    "one_final_report": ("final_report_exists", "There is one final report only."),
    "due_after_the_period_began": ("report_due_too_early", "A report is due after its period began."),
  ]
}
