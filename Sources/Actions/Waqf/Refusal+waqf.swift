import Domain

extension Refusal {
  /// What the schema of waqf refuses, by the constraint's name.
  static let waqfSentences: [String: (code: ProblemCode, sentence: String)] = [
    "waqfs_code_key": ("waqf_exists", "There is a waqf with this code already."),
    "one_waqf_a_deed": ("deed_exists", "There is a waqf under this deed already."),
    "waqf_funds_are_of_their_class": (
      "fund_class_forbidden", "The principal is held in an endowment, or in escrow for a time; the yield is restricted."
    ),
    "waqf_follows_its_states": ("waqf_state_forbids", "The waqf's state and duration do not allow this step."),
    "shares_are_whole": ("shares_not_whole", "The beneficiaries' shares add up to 10,000 basis points."),
    "temporary_waqf_has_ended": ("waqf_state_forbids", "The waqf's last day has not passed."),
    "closed_waqf_holds_nothing": (
      "waqf_not_empty", "The founder has not everything back, or yield waits for somebody."
    ),
    "public_waqf_is_not_interrupted": ("waqf_state_forbids", "A public waqf has no private beneficiary to lose."),
    "end_has_a_reason": ("reason_missing", "A reason or the evidence is needed."),
    "stipulations_are_immutable": (
      "deed_signed", "What a signed deed stipulates stays as it is; an amendment is another deed."
    ),
    "one_nazir_at_a_time": ("mandate_overlaps", "Another nāẓir has the mandate in that time."),
    "principal_comes_to_a_living_waqf": (
      "waqf_state_forbids", "The waqf takes no principal: its deed is not signed, or it has ended."
    ),
    "principal_goes_back_as_it_stands": (
      "waqf_state_forbids",
      "The waqf has ended: its principal goes back as it stands, and nothing of it is sold or written off."
    ),
    "waqf_assets_code_key": ("waqf_asset_exists", "There is an asset with this code already."),
    "asset_follows_its_states": ("asset_state_forbids", "The asset's state does not allow this step."),
    "one_valuation_a_day": ("valuation_exists", "The asset was valued on this day already."),
    "lost_within_book": ("loss_past_book", "More would be lost than the asset is worth in the books."),
    "waqf_yields_code_key": ("yield_exists", "There is a yield with this code already."),
    "no_yield_after_the_end": ("yield_after_end", "No yield accrues after a temporary waqf's last day."),
    "yield_comes_to_a_living_waqf": ("waqf_state_forbids", "Yield accrues to a waqf that was taken into possession."),
    "received_within_accrual": ("received_past_accrual", "More would be received than accrued."),
    "waqf_needs_code_key": ("waqf_need_exists", "There is a need with this code already."),
    "need_is_closed_once": ("already_closed", "This need is closed already."),
    "one_run_a_period": ("waterfall_out_of_order", "A run shared out some of these days already."),
    "urgent_maintenance_comes_first": (
      "maintenance_first", "Urgent maintenance beyond the reserve is met by nothing yet; it comes first."
    ),
    "paid_within_share": (
      "waqf_share_exceeded", "More would be paid than is set aside for the beneficiary; the principal is never spent."
    ),
    "works_within_need": ("need_exceeded", "More would be paid than the need is set aside or open for."),
    "paid_within_cost": ("waqf_cost_exceeded", "More would be paid than is owed of the cost."),
    "paid_cost_is_not_reversed": (
      "reversal_forbidden", "The cost is paid: two persons reverse its payment first, then the cost."
    ),
    "waqf_pays_as_ordered": ("decision_differs", "The decision is about something else than what is to be done."),
    "yield_is_paid_by_a_living_waqf": ("waqf_state_forbids", "The waqf's state lets no yield be paid."),
    "set_aside_is_kept": ("waqf_cash_set_aside", "The cash is set aside for maintenance, fees or beneficiaries."),
    "waqf_moves_for_a_reason": (
      "waqf_entry_loose", "An entry of a waqf is about just what was recorded about that waqf."
    ),
    "waqf_istibdals_code_key": ("istibdal_exists", "There is an exchange with this code already."),
    "one_report_an_expert": ("expert_repeated", "Each expert reports once."),
    "sold_once": ("already_sold", "This asset is sold already."),
    "sold_at_its_worth": (
      "sale_below_value",
      "The sale leaves less than the experts say that the asset is worth; that takes a second approval."
    ),
    "reports_are_as_approved": (
      "decision_differs", "The reports of experts are those that the decision on the exchange lists."
    ),
    "replaced_once": ("already_replaced", "This asset is replaced already."),
    "replaced_at_its_worth": (
      "replacement_below_price", "The replacement is worth less than what waits for it; that takes a second approval."
    ),
    "principal_returns_exactly": ("return_differs", "The founder gets back exactly the principal."),
    "principal_is_not_pledged": (
      "waqf_not_pledged", "Principal of a waqf is no collateral: nothing of it is held back."
    ),
    "a_share_is_ordered_once": ("already_ordered", "The proposal has its orders already."),
    "waqf_proposal_orders_code_key": ("waqf_order_exists", "There is an order of a proposal with this code already."),
    "order_is_the_proposals": ("order_differs", "The order is not what the proposal was approved for."),
    "valuer_is_named": ("valuer_missing", "A valuation names who valued."),
    "expert_is_named": ("expert_missing", "A report names its expert."),
  ]
}
