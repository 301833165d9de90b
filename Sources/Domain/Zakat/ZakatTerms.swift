/// What a fund's own authority decided about zakat, out of its policy.
public struct ZakatTerms: Hashable, Sendable {
  public enum Investment: String, CaseIterable, Hashable, Sendable {
    case forbidden
    /// International Islamic Fiqh Academy, resolution 15 (3/3), Amman 1986.
    case iifa15 = "iifa_15"
  }

  public enum Year: String, CaseIterable, Hashable, Sendable {
    case gregorian
    case hijri
  }

  public enum MonthStarts: String, CaseIterable, Hashable, Sendable {
    case ummAlQura = "ummalqura"
    /// The Umm al-Qura table, corrected by recorded announcements.
    case announced
  }

  /// The administrators' share of a year's receipts, in basis points; 0 where they get nothing.
  public let amilCapBasisPoints: Int
  public let amilYear: Year
  /// Days after which money that nobody got is overdue.
  public let maximumDaysUndistributed: Int
  public let enabledCategories: Set<AsnafCategory>
  public let investment: Investment
  public let allowsInstitutions: Bool
  public let allowsInKind: Bool
  /// Recipients served through an agent stay below this with what they get; nil where that is not asked.
  public let agentCeiling: Money?
  public let monthStarts: MonthStarts

  /// - Throws: `policy_value_missing`, `policy_value_of_wrong_type`; `policy_instrument_differs` for a policy of another
  ///   kind of money.
  public init(_ policy: Policy) throws(Problem) {
    guard policy.instrument == .zakat else {
      throw Problem("policy_instrument_differs", "The policy \(policy.code) is not one of zakat.")
    }
    amilCapBasisPoints = Int(try policy.integer("amil_cap_bp"))
    amilYear = try policy.choice("amil_year")
    maximumDaysUndistributed = Int(try policy.integer("max_days_undistributed"))
    enabledCategories = Set(try policy.choices("enabled_categories", as: AsnafCategory.self))
    investment = try policy.choice("investment")
    allowsInstitutions = try policy.flag("institutional")
    allowsInKind = try policy.flag("in_kind")
    agentCeiling = try policy.flag("agent_below_nisab") ? policy.money("nisab") : nil
    monthStarts = try policy.choice("month_starts")
  }

  /// - Throws: `zakat_category_disabled`, `zakat_mode_forbidden`, at the line.
  public func check(_ distribution: ZakatDistribution) throws(Problem) {
    for (number, line) in distribution.lines.enumerated() {
      guard enabledCategories.contains(line.category) else {
        throw Problem(
          "zakat_category_disabled", "The fund's policy does not spend on \(line.category.rawValue).",
          at: Place(field: "lines[\(number)].category"))
      }
      guard allowsInKind || line.item == nil else {
        throw Problem(
          "zakat_mode_forbidden", "The fund's policy gives zakat in money alone.",
          at: Place(field: "lines[\(number)].item"))
      }
    }
    let isAllowed =
      switch distribution.mode {
      case .iifa15Project: investment == .iifa15
      case .institutional: allowsInstitutions
      case .assetTamlik: allowsInKind
      case .directIndividual, .viaRecipientAgent, .ghariminSettlement: true
      }
    guard isAllowed else {
      throw Problem(
        "zakat_mode_forbidden", "The fund's policy does not allow the mode \(distribution.mode.rawValue).",
        at: Place(field: "mode"))
    }
  }
}
