extension PolicyKey {
  /// Policies of zakat.
  public static let zakat: [PolicyKey] = [
    .share("amil_cap_bp", "The administrators' share of a year's receipts, at most; 0: they get nothing of zakat."),
    PolicyKey("amil_year", .word(ZakatTerms.Year.allCases.map(\.rawValue)), "The year that the share is a share of."),
    .days("max_days_undistributed", "Days after which money that nobody got is overdue."),
    PolicyKey(
      "enabled_categories", .words(AsnafCategory.allCases.map(\.rawValue)), "The categories the fund spends on."),
    PolicyKey(
      "investment", .word(ZakatTerms.Investment.allCases.map(\.rawValue)),
      "Whether zakat may be invested in projects that end in the recipients' ownership."),
    PolicyKey("institutional", .flag, "Whether an institution may get zakat in the cause of God, in its wide sense."),
    PolicyKey("in_kind", .flag, "Whether things may be handed over in place of money."),
    PolicyKey(
      "agent_below_nisab", .flag,
      "Whether recipients served through an agent stay below the niṣāb with what they get."),
    PolicyKey("nisab", .money, "The niṣāb as an amount, as the authority announced it."),
    PolicyKey(
      "month_starts", .word(ZakatTerms.MonthStarts.allCases.map(\.rawValue)),
      "Whether Hijri months start by the Umm al-Qura table or as they were announced."),
  ]
}
