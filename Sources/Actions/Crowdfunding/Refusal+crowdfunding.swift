import Domain

extension Refusal {
  /// What the schema of crowdfunding refuses, by the constraint's name.
  static let campaignSentences: [String: (code: ProblemCode, sentence: String)] = [
    "campaigns_code_key": ("campaign_exists", "There is a campaign with this code already."),
    "one_campaign_a_fund": ("fund_under_rule_exists", "This fund is another campaign's."),
    "lending_is_licensed": (
      "licence_missing", "A loan or an investment from the public goes through a licensed platform; name its licence."
    ),
    "platform_is_licensed": ("licence_missing", "A licensed platform is named with its licence."),
    "appeal_is_authorised": ("authorisation_missing", "An appeal names its authorisation and its account."),
    "appeal_within_authorisation": (
      "authorisation_too_short", "The campaign runs on days for which the appeal is not authorised."
    ),
    "raised_within_ceiling": ("ceiling_exceeded", "The campaign would raise more than its ceiling."),
    "nothing_leaves_twice": ("refund_exceeds_capture", "More would leave the campaign than came in."),
    "one_reward_a_code": ("reward_exists", "The campaign has a reward with this code already."),
    "rewards_in_stock": ("reward_exhausted", "None of this reward is left."),
    "reward_needs_its_amount": ("reward_above_pledge", "The pledge is below what the reward is for."),
    "submitted_campaigns_stay": (
      "campaign_state_forbids", "What backers are told stays as it was when the campaign was submitted."
    ),
    "pledges_while_open": ("campaign_not_open", "The campaign is not open at that moment."),
    "zakat_passes_into_ownership": (
      "zakat_not_allowed", "Zakat is taken only where every use of the campaign passes into the ownership of persons."
    ),
    "pledges_code_key": ("pledge_exists", "There is a pledge with this code already."),
    "one_pledge_a_payment": ("payment_taken", "Another pledge has this payment."),
    "pledge_follows_its_states": ("pledge_state_forbids", "The pledge's state does not allow this step."),
    "late_captures_are_late": ("campaign_not_open", "The campaign is not open at that moment."),
    "released_by_success_alone": ("campaign_state_forbids", "Captured money is the project's after a success alone."),
    "captured_once": ("already_captured", "This pledge is captured already."),
    "pledge_refunded_once": ("already_refunded", "This pledge is refunded already."),
    "refunds_are_evidenced": (
      "refund_unevidenced", "A refund has the provider's own number or a line of the bank."
    ),
    "provider_ref_is_bounded": ("refund_unevidenced", "A refund has the provider's own number or a line of the bank."),
    "one_refund_a_bank_line": ("bank_line_taken", "The line of the bank shows another refund."),
    "campaign_follows_its_states": ("campaign_state_forbids", "The campaign's state does not allow this step."),
    "campaign_is_approved_by_another": ("decision_not_approved", "No other person has approved this campaign."),
    "result_follows_from_captures": (
      "campaign_result_differs", "A campaign's result follows from what was captured, once its last day is over."
    ),
    "judged_once": ("already_judged", "The campaign has its result."),
    "refunded_in_full": ("campaign_holds_money", "The campaign holds money of backers, or a dispute is open."),
    "paid_out_before_it_ends": ("campaign_holds_money", "The campaign still holds money."),
    "appeal_reports_before_it_ends": ("appeal_report_missing", "An appeal ends with its report."),
    "filed_once": ("already_filed", "This is filed already."),
    "payouts_code_key": ("payout_exists", "There is a payout with this code already."),
    "number_is_plain": ("account_number_malformed", "An account is an IBAN or RIB, in capitals without spaces."),
    "payout_follows_its_states": ("payout_state_forbids", "The payout's state does not allow this step."),
    "payout_is_approved_by_another": ("decision_not_approved", "No other person has approved this payout."),
    "paid_out_of_success_alone": ("campaign_state_forbids", "Money is paid out after a success alone."),
    "campaign_moves_for_a_reason": (
      "campaign_entry_loose", "An entry of a campaign is about a pledge, a result, a fee or a payout."
    ),
    "match_pools_code_key": ("match_pool_exists", "There is a match pool with this code already."),
    "one_pool_a_fund": ("fund_under_rule_exists", "This fund is another pool's."),
    "submitted_pools_stay": (
      "match_pool_state_forbids", "What a pool matches stays as it was when the pool was submitted."
    ),
    "pool_and_campaign_share_a_currency": (
      "currency_differs", "A pool and the campaigns it matches are in one currency."
    ),
    "match_within_pool": ("insufficient_funds", "The pool has less than would be promised or paid."),
    "match_follows_its_pledge": (
      "match_not_allowed", "A match is for a captured pledge, and goes where its pledge goes."
    ),
    "one_movement_a_code": ("match_movement_exists", "There is another movement of a match pool with this code."),
    "pool_follows_its_states": ("match_pool_state_forbids", "The pool's state does not allow this step."),
    "pool_is_approved_by_another": ("decision_not_approved", "No other person has approved this pool."),
    "pool_opens_before_it_matches": (
      "match_pool_too_late", "A pool opens on its first day or before, while nothing that it would match is captured."
    ),
    "pool_settles_after_its_campaigns": (
      "match_pool_not_over", "A pool is settled after its last day, when its campaigns have their results."
    ),
    "leftover_is_explained": ("match_leftover_unexplained", "What a pool has left is said with its reason."),
    "matched_before_it_ends": ("campaign_match_open", "The campaign is in a match pool that is not settled yet."),
    "match_moves_for_a_reason": (
      "match_entry_loose", "An entry of a match pool is about money of its funder, or a match."
    ),
    "escrow_holds_what_stands": ("campaign_entry_loose", "The escrow would not hold what was captured and stands."),
  ]
}
