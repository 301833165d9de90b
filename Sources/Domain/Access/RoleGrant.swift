/// A role that somebody has, for an organisation where the role is for one, over a time.
public struct RoleGrant: Hashable, Sendable {
  public let role: Role
  /// The actor it is for; nil where the role is for none.
  public let organisation: Code?
  public let first: CalendarDate
  /// nil where it goes on.
  public let last: CalendarDate?

  /// - Throws: `organisation_missing`, `organisation_not_expected`, `period_reversed`.
  public init(_ role: Role, for organisation: Code? = nil, from first: CalendarDate, through last: CalendarDate? = nil)
    throws(Problem)
  {
    if role.isForOrganisation, organisation == nil {
      throw Problem("organisation_missing", "A \(role.rawValue) acts for an organisation; name it.")
    }
    if !role.mayBeForOrganisation, organisation != nil {
      throw Problem("organisation_not_expected", "The role \(role.rawValue) is for no organisation.")
    }
    if let last { _ = try DateSpan(first, through: last) }
    self.role = role
    self.organisation = organisation
    self.first = first
    self.last = last
  }

  public func holds(on day: CalendarDate) -> Bool { first <= day && last.map { day <= $0 } ?? true }
}
