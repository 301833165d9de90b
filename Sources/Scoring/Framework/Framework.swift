import Domain

/// Everything a score depends on besides the data: a versioned, dated value that is read once and never edited.
///
/// A framework says what is counted, how it is made comparable, what weighs how much, what a missing or unverified
/// number is worth, and how money follows. Nothing of this stands in code. ``validate()`` finds every contradiction
/// before anything is computed; a ``Plan`` can be made of a valid framework only.
public struct Framework: Hashable, Sendable {
  /// A stable code, such as `oriental-cooperatives`.
  public var code: String
  public var version: Int
  /// The days the framework holds for; nil where open.
  public var validFrom: CalendarDate?
  public var validThrough: CalendarDate?
  /// Titles by language code.
  public var title: [String: String]
  public var missing: MissingPolicy
  /// The coverage in [0, 1] below which a score is provisional and gets no rank. 0.65 is a rule of thumb of the JRC.
  public var coverageMinimum: Double
  public var verification: VerificationRule
  /// The target groups, never empty: one group ``GroupRule/all`` where a framework names none.
  public var groups: [GroupRule]
  public var equity: EquityRule
  public var indicators: [IndicatorRule]
  /// The nodes of the tree in the order of summation; exactly one has no parent.
  public var tree: [NodeRule]
  public var gates: [GateRule]
  public var uncertainty: UncertaintyRule?
  /// What outcomes are worth against what was put in; beside the score and never in it.
  public var socialReturn: SocialReturnRule?
  public var proposal: ProposalRule?
  public var bands: BandRule

  public init(
    code: String, version: Int = 1, validFrom: CalendarDate? = nil, validThrough: CalendarDate? = nil,
    title: [String: String] = [:], missing: MissingPolicy = .drop, coverageMinimum: Double = 0.65,
    verification: VerificationRule = VerificationRule(), groups: [GroupRule] = [.all],
    equity: EquityRule = EquityRule(), indicators: [IndicatorRule], tree: [NodeRule], gates: [GateRule] = [],
    uncertainty: UncertaintyRule? = nil, socialReturn: SocialReturnRule? = nil, proposal: ProposalRule? = nil,
    bands: BandRule = BandRule()
  ) {
    self.code = code
    self.version = version
    self.validFrom = validFrom
    self.validThrough = validThrough
    self.title = title
    self.missing = missing
    self.coverageMinimum = coverageMinimum
    self.verification = verification
    self.groups = groups
    self.equity = equity
    self.indicators = indicators
    self.tree = tree
    self.gates = gates
    self.uncertainty = uncertainty
    self.socialReturn = socialReturn
    self.proposal = proposal
    self.bands = bands
  }
}
