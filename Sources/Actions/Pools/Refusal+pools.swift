import Domain

extension Refusal {
  /// What the schema of unions' pools refuses, by the constraint's name.
  static let poolSentences: [String: (code: ProblemCode, sentence: String)] = [
    "pool_agreements_code_key": ("pool_agreement_exists", "There is an agreement with this code already."),
    "agreed_in_living_memory": ("date_out_of_range", "An agreement is in force from a day between 1990 and 2100."),
    "only_unions_pool": ("not_a_union", "Only a union shares what comes to it among its members."),
    "unions_pool_for_others": ("pool_member_is_union", "The union shares among its members and is none of them."),
    "agreed_shares_are_whole": ("pool_shares_not_whole", "The shares do not add up to 10,000 basis points."),
    "one_share_a_member": ("pool_member_repeated", "Each member has one share."),
    "pool_distributions_code_key": ("pool_distribution_exists", "There is a distribution with this code already."),
    "pooled_money_is_shared_once": ("already_pooled", "What this entry brought is shared already."),
    "pooled_money_came_to_the_union": (
      "entry_not_pooled", "The entry did not bring just this to the union, or does not stand any more."
    ),
    "shares_are_as_agreed": ("pool_shares_differ", "The parts are not as the agreement shares them."),
    "pool_entry_is_its_distribution": (
      "pool_entry_loose", "An entry that shares a pool says just what its distribution does."
    ),
  ]
}
