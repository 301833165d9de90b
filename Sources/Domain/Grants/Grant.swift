/// Money that a funder promises a grantee for a purpose, out of one fund.
public struct Grant: Hashable, Sendable {
  public let code: Code
  public let fund: Code
  public let grantee: Code
  public let funder: Code
  /// The programme it belongs to, where there is one.
  public let programme: Code?
  public let names: Names
  public let purpose: String
  /// Whether it is spent on the agreement's budget lines only.
  public let isRestricted: Bool
  /// When the project runs.
  public let span: DateSpan
  public let submittedOn: CalendarDate
  public let plan: GrantPlan
  public let members: Int?
  public let youthAndWomen: Int?
  /// The policy whose ceilings the application is judged under; nil where the funder sets none.
  public let policy: Code?

  public var currency: Currency { plan.cost.currency }

  /// - Throws: `grantee_is_funder`; `purpose_missing`; `members_malformed`.
  public init(
    _ code: Code, fund: Code, grantee: Code, funder: Code, programme: Code? = nil, names: Names, purpose: String,
    isRestricted: Bool = true, span: DateSpan, submittedOn: CalendarDate, plan: GrantPlan, members: Int? = nil,
    youthAndWomen: Int? = nil, policy: Code? = nil
  ) throws(Problem) {
    guard grantee != funder else { throw Problem("grantee_is_funder", "Nobody grants money to itself.") }
    guard purpose.contains(where: { !$0.isWhitespace }), purpose.unicodeScalars.count <= 2_000 else {
      throw Problem("purpose_missing", "A grant says what it is for, in at most 2000 characters.")
    }
    guard (youthAndWomen ?? 0) >= 0, (youthAndWomen ?? 0) <= members ?? 0, (members ?? 0) <= 1_000_000 else {
      throw Problem("members_malformed", "Youth and women are counted among the members.")
    }
    self.code = code
    self.fund = fund
    self.grantee = grantee
    self.funder = funder
    self.programme = programme
    self.names = names
    self.purpose = purpose
    self.isRestricted = isRestricted
    self.span = span
    self.submittedOn = submittedOn
    self.plan = plan
    self.members = members
    self.youthAndWomen = youthAndWomen
    self.policy = policy
  }
}
