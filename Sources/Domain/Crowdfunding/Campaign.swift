/// A campaign as it is recorded: what is collected, for whom, until when, and on which legal basis.
public struct Campaign: Hashable, Sendable {
  /// The categories of Morocco's law 15-18.
  public enum Category: String, CaseIterable, Hashable, Sendable {
    case donation, loan, investment
  }

  public enum GoalMode: String, CaseIterable, Hashable, Sendable {
    /// Below the goal everything goes back.
    case allOrNothing = "all_or_nothing"
    case keepWhatYouRaise = "keep_what_you_raise"
  }

  public let code: Code
  /// Whose project it is.
  public let actor: Code
  /// The fund that holds this campaign's money and nothing else.
  public let fund: Code
  /// The platform's own fund, which bears what processors of payments cost.
  public let platformFund: Code
  public let names: Names
  public let category: Category
  public let goalMode: GoalMode
  public let minimumGoal: Money
  public let optimumGoal: Money?
  /// The first and the last day on which money counts, on the clocks of the time zone.
  public let days: DateSpan
  public let timeZone: String
  public let basis: CampaignBasis
  public let policy: Code

  public var currency: Currency { minimumGoal.currency }

  /// - Throws: `amount_not_positive`, `currency_differs`, `optimum_below_goal`; `licence_missing` for loans and
  ///   investments outside of a licensed platform; what the basis refuses.
  public init(
    _ code: Code, for actor: Code, fund: Code, platformFund: Code, names: Names, category: Category,
    goalMode: GoalMode, minimumGoal: Money, optimumGoal: Money? = nil, days: DateSpan,
    timeZone: String = "Africa/Casablanca", basis: CampaignBasis, policy: Code
  ) throws(Problem) {
    guard minimumGoal.minor > 0 else { throw Problem("amount_not_positive", "A goal is above zero.") }
    if let optimumGoal {
      guard optimumGoal.currency == minimumGoal.currency else {
        throw Problem("currency_differs", "Both goals are in one currency.", at: Place(field: "optimum_goal"))
      }
      guard optimumGoal.minor >= minimumGoal.minor else {
        throw Problem(
          "optimum_below_goal", "The optimum is not below the goal.", at: Place(field: "optimum_goal"))
      }
    }
    try basis.check(category, days)
    self.code = code
    self.actor = actor
    self.fund = fund
    self.platformFund = platformFund
    self.names = names
    self.category = category
    self.goalMode = goalMode
    self.minimumGoal = minimumGoal
    self.optimumGoal = optimumGoal
    self.days = days
    self.timeZone = timeZone
    self.basis = basis
    self.policy = policy
  }
}

/// On which legal basis money is collected from the public. This service licenses nobody; it records who did.
public enum CampaignBasis: Hashable, Sendable {
  /// A platform licensed under Morocco's law 15-18 (société de financement collaboratif).
  case sfc(name: String, licence: String, url: String, reference: String)
  /// An association's authorised appeal under Morocco's law 18-18.
  case appeal(authorisation: String, valid: DateSpan, account: String)
  /// A platform abroad; two capital letters of ISO 3166.
  case foreign(country: String, name: String, reference: String)

  /// The database's word.
  public var word: String {
    switch self {
    case .sfc: "sfc"
    case .appeal: "law_18_18"
    case .foreign: "foreign"
    }
  }

  func check(_ category: Campaign.Category, _ days: DateSpan) throws(Problem) {
    func isNamed(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }
    let place = Place(field: "legal_basis")
    if category != .donation {
      guard case .sfc(_, let licence, _, _) = self, isNamed(licence) else {
        throw Problem(
          "licence_missing",
          "A \(category.rawValue) from the public goes through a licensed platform; name its licence.",
          at: place)
      }
    }
    switch self {
    case .sfc(let name, let licence, let url, let reference):
      guard [name, licence, url, reference].allSatisfy(isNamed) else {
        throw Problem(
          "licence_missing", "A licensed platform is named with its licence, address and the campaign's number there.",
          at: place)
      }
    case .appeal(let authorisation, let valid, let account):
      guard isNamed(authorisation), isNamed(account) else {
        throw Problem(
          "authorisation_missing", "An appeal names its authorisation and the account it collects on.", at: place)
      }
      guard valid.first <= days.first, days.last <= valid.last else {
        throw Problem(
          "authorisation_too_short", "The appeal is authorised for \(valid), the campaign runs \(days).", at: place)
      }
    case .foreign(let country, let name, let reference):
      let isCountry = country.utf8.count == 2 && country.utf8.allSatisfy { (65...90).contains($0) }
      guard isCountry, isNamed(name), isNamed(reference) else {
        throw Problem(
          "platform_missing", "A platform abroad is named with its country and the campaign's number there.", at: place)
      }
    }
  }
}

/// What backers get for a pledge of at least an amount.
public struct CampaignReward: Hashable, Sendable {
  public let code: Code
  public let meaning: String
  public let minimum: Money
  /// How many there are; nil for as many as are asked for.
  public let stock: Int?

  /// - Throws: `amount_not_positive`, `stock_not_positive`, `meaning_missing`.
  public init(_ code: Code, _ meaning: String, from minimum: Money, stock: Int? = nil) throws(Problem) {
    guard minimum.minor > 0 else { throw Problem("amount_not_positive", "An amount is above zero.") }
    guard (1...1_000_000_000).contains(stock ?? 1) else {
      throw Problem("stock_not_positive", "A stock is above zero; leave it out where there is no limit.")
    }
    guard meaning.contains(where: { !$0.isWhitespace }) else {
      throw Problem("meaning_missing", "A reward says what it is.")
    }
    self.code = code
    self.meaning = meaning
    self.minimum = minimum
    self.stock = stock
  }
}

/// What a campaign's money is for. A use that can take zakat says in which mode ownership passes.
public struct CampaignUse: Hashable, Sendable {
  public let purpose: String
  public let amount: Money
  public let tamlik: ZakatMode?

  /// - Throws: `amount_not_positive`, `purpose_missing`; `zakat_mode_forbidden` for a mode in which no person becomes
  ///   the owner.
  public init(_ purpose: String, _ amount: Money, tamlik: ZakatMode? = nil) throws(Problem) {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "An amount is above zero.") }
    guard purpose.contains(where: { !$0.isWhitespace }) else {
      throw Problem("purpose_missing", "A use says what for.")
    }
    guard tamlik != .iifa15Project, tamlik?.isInstitutional != true else {
      throw Problem("zakat_mode_forbidden", "In a campaign zakat passes into the ownership of persons.")
    }
    self.purpose = purpose
    self.amount = amount
    self.tamlik = tamlik
  }
}
