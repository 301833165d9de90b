// What is recorded about a waqf besides its deed and what two persons decide.

/// An asset of a waqf's principal, at the value it came in at.
public struct WaqfAsset: Hashable, Sendable {
  public let code: Code
  public let waqf: Code
  public let kind: WaqfAssetKind
  /// The land register's title, or the paper that shows whose it is.
  public let title: String
  public let book: Money
  public let acquiredOn: CalendarDate

  /// - Throws: `amount_not_positive`; `title_missing`.
  public init(
    _ code: Code, of waqf: Code, _ kind: WaqfAssetKind, title: String, book: Money, acquiredOn: CalendarDate
  ) throws(Problem) {
    guard book.minor > 0 else { throw Problem("amount_not_positive", "An asset is worth more than zero.") }
    guard !title.allSatisfy(\.isWhitespace) else {
      throw Problem("title_missing", "An asset has a title or a paper that shows whose it is.")
    }
    self.code = code
    self.waqf = waqf
    self.kind = kind
    self.title = title
    self.book = book
    self.acquiredOn = acquiredOn
  }
}

/// What an asset has come to. The database's trigger `asset_follows_its_states` says the same.
public enum WaqfAssetState: String, CaseIterable, Hashable, Sendable {
  case active
  case underRepair = "under_repair"
  case substitutionRequested = "substitution_requested"
  /// Its price waits in suspense for a replacement.
  case sold
  case substituted
  case destroyed
  case returned
}

/// Yield that an asset or the cash of a waqf bears for a time: accrued first, received later, perhaps in parts.
public struct WaqfYield: Hashable, Sendable {
  public let code: Code
  public let waqf: Code
  public let asset: Code?
  public let period: DateSpan
  public let gross: Money

  /// - Throws: `amount_not_positive`.
  public init(_ code: Code, of waqf: Code, asset: Code? = nil, over period: DateSpan, gross: Money) throws(Problem) {
    guard gross.minor > 0 else { throw Problem("amount_not_positive", "A yield is above zero.") }
    self.code = code
    self.waqf = waqf
    self.asset = asset
    self.period = period
    self.gross = gross
  }
}

/// A direct cost of the yield. It is owed until an order pays it, see ``WaqfOrder``.
public struct WaqfCost: Hashable, Sendable {
  public let code: Code
  public let waqf: Code
  public let amount: Money
  public let incurredOn: CalendarDate
  public let description: String

  /// - Throws: `amount_not_positive`; `cost_not_described`.
  public init(
    _ code: Code, of waqf: Code, amount: Money, on day: CalendarDate, for description: String
  ) throws(Problem) {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "A cost is above zero.") }
    guard !description.allSatisfy(\.isWhitespace) else {
      throw Problem("cost_not_described", "A cost says what it is for.")
    }
    self.code = code
    self.waqf = waqf
    self.amount = amount
    incurredOn = day
    self.description = description
  }
}

/// Maintenance (ʿimāra) that an asset needs.
public struct WaqfNeed: Hashable, Sendable {
  public enum Urgency: String, CaseIterable, Hashable, Sendable {
    /// Nobody gets a share while it is open beyond the reserve.
    case urgent
    case planned
  }

  public let code: Code
  public let waqf: Code
  public let asset: Code?
  public let amount: Money
  public let urgency: Urgency
  public let foundOn: CalendarDate
  public let dueOn: CalendarDate
  public let evidence: String

  /// - Throws: `amount_not_positive`; `period_reversed`; `evidence_missing`.
  public init(
    _ code: Code, of waqf: Code, asset: Code? = nil, amount: Money, _ urgency: Urgency, foundOn: CalendarDate,
    dueOn: CalendarDate, evidence: String
  ) throws(Problem) {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "A need is above zero.") }
    _ = try DateSpan(foundOn, through: dueOn)
    guard !evidence.allSatisfy(\.isWhitespace) else {
      throw Problem("evidence_missing", "A need names the paper that shows it.")
    }
    self.code = code
    self.waqf = waqf
    self.asset = asset
    self.amount = amount
    self.urgency = urgency
    self.foundOn = foundOn
    self.dueOn = dueOn
    self.evidence = evidence
  }
}

/// For what an asset may be exchanged; the policy says which of them hold.
public enum IstibdalGrounds: String, CaseIterable, Hashable, Sendable {
  case decaying
  case unusable
  case publicNecessity = "public_necessity"
  case noYield = "no_yield"
}

/// The exchange of an asset for another (istibdāl, muʿāwaḍa).
public struct Istibdal: Hashable, Sendable {
  public struct Report: Hashable, Sendable {
    public let expert: String
    public let reference: String
    public let value: Money

    public init(expert: String, reference: String, value: Money) {
      self.expert = expert
      self.reference = reference
      self.value = value
    }
  }

  public let code: Code
  public let waqf: Code
  public let asset: Code
  public let grounds: IstibdalGrounds
  public let reports: [Report]
  public let requestedOn: CalendarDate

  public init(
    _ code: Code, of waqf: Code, asset: Code, grounds: IstibdalGrounds, reports: [Report], on day: CalendarDate
  ) {
    self.code = code
    self.waqf = waqf
    self.asset = asset
    self.grounds = grounds
    self.reports = reports
    requestedOn = day
  }
}
