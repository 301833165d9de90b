import Domain

extension Refusal {
  /// What the schema of reporting refuses, by the constraint's name.
  static let reportingSentences: [String: (code: ProblemCode, sentence: String)] = [
    "requirements_do_not_overlap": (
      "requirement_overlaps", "The programme asks for this indicator and group in that time already."
    ),
    "requirement_names_an_indicator": ("indicator_unknown", "There is no indicator with this code."),
    "requirement_in_living_memory": ("period_out_of_range", "Reports are asked for between 1990 and 2100."),
    "one_open_draft_a_period": ("draft_exists", "A draft for this period is open already."),
    "ended_drafts_stay": ("draft_changed", "The draft was submitted or given up."),
    "author_neither_verifies_nor_approves": (
      "maker_is_not_checker", "Who wrote a report does not verify or approve it; ask another person."
    ),
    "writers_neither_verify_nor_approve": (
      "maker_is_not_checker", "Who wrote a report does not verify or approve it; ask another person."
    ),
    "three_persons_are_three": ("third_person_needed", "Author, verifier and approver are three persons."),
    "report_validations_pkey": ("already_validated", "This report has been validated already."),
    "report_locks_pkey": ("already_locked", "This report is locked already."),
    "report_reopenings_pkey": ("already_reopened", "This report is reopened already."),
    "only_validated_is_locked": ("report_not_validated", "A report is locked when it was validated."),
    "only_locked_is_reopened": ("report_not_locked", "Only a locked report is reopened."),
    "locked_reports_are_reopened_first": (
      "report_locked", "The report for this period is locked; it is corrected after somebody reopened it."
    ),
    "one_appeal_a_report": ("appeal_exists", "Somebody has appealed against this verification already."),
    "one_appeal_a_run": ("appeal_exists", "Somebody has appealed against this score already."),
    "appeal_answers_pkey": ("already_answered", "This appeal has been answered already."),
    "taken_back_by_who_filed_it": ("not_filed_by_you", "An appeal is taken back by who filed it."),
    "nobody_judges_their_own_cause": (
      "judge_in_own_cause", "An appeal is answered by somebody who had no part in what it is about."
    ),
    "claims_add_up_to_one_at_most": (
      "claims_above_one", "The shares of all programmes in this outcome would add up to more than one."
    ),
    "one_training_a_code": ("training_differs", "There is another training under this code."),
    "centres_give_trainings": (
      "centre_not_allowed", "Trainings are given by coaching centres, unions and associations."
    ),
    "mandates_do_not_overlap": ("mandate_overlaps", "The agent has this mandate in that time already."),
    "unions_and_centres_act_for_others": (
      "agent_not_allowed", "Only a union or a coaching centre acts for an actor."
    ),
  ]
}
