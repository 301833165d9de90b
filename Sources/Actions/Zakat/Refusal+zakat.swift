import Domain

extension Refusal {
  /// What the schema of zakat refuses, by the constraint's name.
  static let zakatSentences: [String: (code: ProblemCode, sentence: String)] = [
    "ruled_funds_have_own_accounts": (
      "fund_under_rule", "This fund's money moves by the rules of its kind alone; general entries do not touch it."
    ),
    "ruled_funds_pkey": ("fund_under_rule_exists", "This fund is under its rules already."),
    "ruled_money_has_its_own_way_back": (
      "reversal_forbidden", "This entry is not reversed: what it is about has its own way back."
    ),
    "zakat_funds_pkey": ("zakat_fund_exists", "This fund holds zakat under its rules already."),
    "one_fund_a_bank_account": ("bank_account_taken", "Another fund has this bank account."),
    "bears_no_interest": ("interest_forbidden", "An account of zakat bears no interest."),
    "zakat_moves_for_a_reason": (
      "zakat_entry_loose", "An entry that moves zakat is about a receipt, a payment, a return, a refund or a charge."
    ),
    "zakat_receipts_code_key": ("receipt_exists", "There is a receipt with this code already."),
    "zakat_receipts_donor_id_fkey": ("donor_unknown", "There is no such donor."),
    "zakat_receipts_only_region_fkey": ("territory_unknown", "There is no region with this code."),
    "zakat_pledges_code_key": ("pledge_exists", "There is a pledge with this code already."),
    "zakat_pledges_donor_id_fkey": ("donor_unknown", "There is no such donor."),
    "zakat_pledges_only_region_fkey": ("territory_unknown", "There is no region with this code."),
    "received_as_it_was_pledged": (
      "pledge_differs", "The pledge is to another fund, by another payer or for another purpose."
    ),
    "received_while_the_pledge_holds": ("pledge_ended", "The pledge does not hold on this day."),
    "received_within_the_pledge": ("pledge_exceeded", "More would come than is open of the pledge."),
    "pledge_ends_once": ("pledge_ended", "The pledge has ended already."),
    "pledge_ends_while_something_is_promised": ("pledge_ended", "The pledge does not end this way on this day."),
    "cancelled_for_a_reason": ("reason_missing", "A reason is needed."),
    "refunded_once": ("already_refunded", "This receipt is refunded already."),
    "used_lots_are_not_refunded": (
      "receipt_distributed", "A receipt is given back whole, and this one is distributed in part."
    ),
    "refunds_keep_the_cap": (
      "amil_cap_exceeded",
      "Without this receipt more of the administrators' share would be charged than its cap; it goes back once the year "
        + "received as much again."
    ),
    "reason_is_said": ("reason_missing", "A reason is needed."),
    "failure_has_a_reason": ("reason_missing", "A reason is needed."),
    "one_donor_a_reference": ("donor_exists", "Another donor has this reference already."),
    "donor_is_read_for_a_reason": ("reason_missing", "The identity of a donor is read for a reason."),
    "name_is_bounded": ("name_missing", "A name has 1 to 300 characters."),
    "zakat_recipients_code_key": ("recipient_exists", "There is a recipient with this code already."),
    "one_recipient_a_file": ("recipient_file_taken", "Another recipient has this file."),
    "recipient_is_natural": ("recipient_kind_not_allowed", "Zakat belongs to persons and households."),
    "zakat_recipients_region_code_fkey": ("territory_unknown", "There is no region with this code."),
    "zakat_assessments_code_key": ("assessment_exists", "There is an assessment with this code already."),
    "evidence_is_said": ("evidence_missing", "An assessment says on what it rests."),
    "revoked_once": ("already_revoked", "This assessment is revoked already."),
    "zakat_debts_code_key": ("debt_exists", "There is a debt with this code already."),
    "cause_is_said": ("cause_missing", "A debt's lawful cause is said."),
    "document_is_named": ("document_missing", "A debt is documented."),
    "creditor_is_named": ("creditor_missing", "A debt names its creditor."),
    "settled_within_debt": ("debt_limit_exceeded", "More would be settled than is outstanding."),
    "zakat_distributions_code_key": ("distribution_exists", "There is a distribution with this code already."),
    "zakat_distributions_region_code_fkey": ("territory_unknown", "There is no region with this code."),
    "lines_add_up": ("lines_do_not_add_up", "The lines do not add up to the distribution."),
    "shares_add_up": ("shares_do_not_add_up", "The shares do not add up to their line."),
    "distribution_follows_its_states": (
      "distribution_state_forbids", "The distribution's state does not allow this step."
    ),
    "distribution_is_approved_by_another": ("decision_not_approved", "No other person has approved this distribution."),
    "recipients_are_entitled": (
      "recipient_not_eligible", "A recipient has no approved assessment that holds on the day of payment."
    ),
    "distribution_steps_go_forward": (
      "day_before_last_step", "A distribution takes no step on a day before its last one."
    ),
    "what_arrived_did_not_fail": (
      "line_proven", "Ownership of a line has passed already; what arrived does not come back."
    ),
    "ownership_is_proven": ("tamlik_unproven", "It is not proven that ownership of every line passed."),
    "proved_once": ("already_proven", "It is proven already that ownership of this line passed."),
    "zakat_proofs_distribution_id_line_fkey": ("line_unknown", "The distribution has no such line."),
    "reference_is_named": ("reference_missing", "A proof names its document."),
    "zakat_leaves_as_decided": ("decision_differs", "The decision is about something else than what is to be done."),
    "charges_within_cap": ("amil_cap_exceeded", "The administrators' share would pass its cap."),
    "lots_are_used_once": ("insufficient_funds", "A receipt is spent once."),
    "payers_wishes_are_kept": ("zakat_restricted", "The receipt was given for another category or region."),
    "one_agency_at_a_time": ("agency_overlaps", "The actor is the recipient's agent in that time already."),
    "line_is_interest_once": ("already_set_aside", "This line is explained as interest already."),
    "interest_is_credited_and_sent_on_once": (
      "already_set_aside", "Another line is this interest already: it is credited once and sent on once."
    ),
    "interest_is_of_its_line": (
      "interest_differs", "The entry sets aside no interest of this amount, fund and currency."
    ),
    "source_is_named": ("source_missing", "An announcement names who made it."),
  ]
}
