/// The deed of a waqf: what is held for ever or for a time, and where its yield goes. From the signature on it stays as
/// it is; an amendment is another deed.
public struct WaqfDeed: Hashable, Sendable {
  /// How long the principal is held.
  public enum Term: Hashable, Sendable {
    case perpetual
    /// Until the end of a day; then the principal goes back to the founder or to whom the deed names.
    case temporary(endsOn: CalendarDate, reversionTo: String)
  }

  /// Who takes the beneficiaries' place when the last of them is gone.
  public struct Fallback: Hashable, Sendable {
    public let purpose: String
    public let actor: Code

    public init(purpose: String, actor: Code) {
      self.purpose = purpose
      self.actor = actor
    }
  }

  public let code: Code
  /// The number under which the deed is registered.
  public let number: String
  public let signedOn: CalendarDate
  /// The founder (wāqif), as the deed names it: a name or a reference.
  public let founder: String
  public let type: WaqfType
  public let term: Term
  public let purpose: String
  public let fallback: Fallback?
  public let currency: Currency
  /// The policy whose version in force on the day judges what is done.
  public let policy: Code
  /// The fund that holds the principal, and the one that holds the yield.
  public let principalFund: Code
  public let yieldFund: Code
  public let stipulations: WaqfStipulations

  public var duration: WaqfDuration {
    if case .perpetual = term { .perpetual } else { .temporary }
  }

  public var endsOn: CalendarDate? {
    if case .temporary(let day, _) = term { day } else { nil }
  }

  /// Of a fund that holds the principal: what goes back some day is held for somebody.
  public var principalClass: Fund.Class { duration == .perpetual ? .permanentEndowment : .escrow }

  /// - Throws: `deed_number_missing`, `founder_missing`, `purpose_missing`; `waqf_end_malformed` where a temporary one
  ///   ends before its deed or names nobody to go back to; `beneficiaries_differ_from_type` where a public waqf has
  ///   private beneficiaries, or a family waqf others than private ones.
  public init(
    _ code: Code, number: String, signedOn: CalendarDate, founder: String, type: WaqfType, term: Term, purpose: String,
    fallback: Fallback? = nil, currency: Currency, policy: Code, principalFund: Code, yieldFund: Code,
    stipulations: WaqfStipulations
  ) throws(Problem) {
    let missing: [(String, ProblemCode, String)] = [
      (number, "deed_number_missing", "A deed has a number."),
      (founder, "founder_missing", "A deed names its founder."),
      (purpose, "purpose_missing", "A deed says what the yield is for."),
    ]
    for (text, code, sentence) in missing where text.allSatisfy(\.isWhitespace) { throw Problem(code, sentence) }
    if case .temporary(let end, let heir) = term, end <= signedOn || heir.allSatisfy(\.isWhitespace) {
      throw Problem(
        "waqf_end_malformed", "A temporary waqf ends after its deed, and says to whom the principal goes back.")
    }
    let isPrivate = stipulations.beneficiaries.map { $0.actor == nil }
    let fits =
      switch type {
      case .publicWaqf: !isPrivate.contains(true)
      case .family: !isPrivate.contains(false)
      case .mixed: isPrivate.contains(true) && isPrivate.contains(false)
      }
    guard fits else {
      throw Problem(
        "beneficiaries_differ_from_type",
        "A public waqf is for actors, a family waqf for private persons, a mixed one for both.")
    }
    self.code = code
    self.number = number
    self.signedOn = signedOn
    self.founder = founder
    self.type = type
    self.term = term
    self.purpose = purpose
    self.fallback = fallback
    self.currency = currency
    self.policy = policy
    self.principalFund = principalFund
    self.yieldFund = yieldFund
    self.stipulations = stipulations
  }
}

/// What a deed says about yield and assets; nil where it is silent and the policy holds.
public struct WaqfStipulations: Hashable, Sendable {
  public let beneficiaries: [WaqfRules.Beneficiary]
  public let reserveBasisPoints: Int?
  public let reinvestmentBasisPoints: Int?
  /// The nāẓir's fee at most, of the net.
  public let feeBasisPoints: Int?
  public let restoresPrincipal: Bool?
  public let allowsIstibdal: Bool?
  /// What principal may be invested in.
  public let investmentLimits: Set<WaqfAssetKind>?
  /// What else the founder ordered, word for word.
  public let order: String?

  /// - Throws: `shares_not_whole`, `share_out_of_range`, as ``WaqfRules``; `beneficiary_repeated`.
  public init(
    beneficiaries: [WaqfRules.Beneficiary], reserveBasisPoints: Int? = nil, reinvestmentBasisPoints: Int? = nil,
    feeBasisPoints: Int? = nil, restoresPrincipal: Bool? = nil, allowsIstibdal: Bool? = nil,
    investmentLimits: Set<WaqfAssetKind>? = nil, order: String? = nil
  ) throws(Problem) {
    guard Set(beneficiaries.map(\.code)).count == beneficiaries.count else {
      throw Problem("beneficiary_repeated", "A beneficiary has one share.")
    }
    guard beneficiaries.allSatisfy({ $0.basisPoints > 0 }) else {
      throw Problem("share_out_of_range", "A beneficiary's share is above zero.")
    }
    _ = try WaqfRules(
      reserveBasisPoints: reserveBasisPoints ?? 0, feeBasisPoints: feeBasisPoints ?? 0,
      reinvestmentBasisPoints: reinvestmentBasisPoints ?? 0, restoresPrincipal: true, feeAfterMaintenance: true,
      beneficiaries: beneficiaries)
    self.beneficiaries = beneficiaries
    self.reserveBasisPoints = reserveBasisPoints
    self.reinvestmentBasisPoints = reinvestmentBasisPoints
    self.feeBasisPoints = feeBasisPoints
    self.restoresPrincipal = restoresPrincipal
    self.allowsIstibdal = allowsIstibdal
    self.investmentLimits = investmentLimits
    self.order = order
  }

  /// The rules of a waterfall: the deed's, else the policy's.
  ///
  /// - Parameters:
  ///   - feeBasisPoints: Of the nāẓir's mandate.
  ///   - beneficiaries: Who has the shares now, where it is not the deed's own any more.
  public func rules(
    under terms: WaqfTerms, feeBasisPoints: Int, beneficiaries: [WaqfRules.Beneficiary]? = nil
  ) throws(Problem) -> WaqfRules {
    try WaqfRules(
      reserveBasisPoints: reserveBasisPoints ?? terms.reserveBasisPoints, feeBasisPoints: feeBasisPoints,
      reinvestmentBasisPoints: reinvestmentBasisPoints ?? 0,
      restoresPrincipal: restoresPrincipal ?? terms.restoresPrincipal,
      feeAfterMaintenance: terms.feeAfterMaintenance, beneficiaries: beneficiaries ?? self.beneficiaries)
  }
}

/// The nāẓir's mandate.
public struct WaqfMandate: Hashable, Sendable {
  public let waqf: Code
  public let nazir: Code
  public let first: CalendarDate
  /// Nil while it lasts.
  public let last: CalendarDate?
  /// Of the net yield.
  public let feeBasisPoints: Int
  public let document: String

  /// - Throws: `period_reversed`, `share_out_of_range`, `document_missing`.
  public init(
    of waqf: Code, nazir: Code, from first: CalendarDate, through last: CalendarDate? = nil, feeBasisPoints: Int,
    document: String
  ) throws(Problem) {
    if let last { _ = try DateSpan(first, through: last) }
    guard (0...10_000).contains(feeBasisPoints) else {
      throw Problem("share_out_of_range", "A share lies between 0 and 10,000 basis points.")
    }
    guard !document.allSatisfy(\.isWhitespace) else {
      throw Problem("document_missing", "A mandate names its document.")
    }
    self.waqf = waqf
    self.nazir = nazir
    self.first = first
    self.last = last
    self.feeBasisPoints = feeBasisPoints
    self.document = document
  }
}
