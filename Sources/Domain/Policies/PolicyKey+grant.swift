extension PolicyKey {
  /// Policies of grants.
  public static let grant: [PolicyKey] = [
    PolicyKey("grant_maximum", .money, "The most that one grant may be."),
    .share("grant_maximum_share_bp", "The most of a project's cost that a grant may pay, in hundredths of a percent."),
    .share("grant_in_kind_share_bp", "The most of the own part that counts in kind, in hundredths of a percent."),
    .share(
      "grant_youth_and_women_share_bp",
      "The least share of youth and women among the members, in hundredths of a percent."
    ),
  ]
}
