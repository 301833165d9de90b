import Domain
import Postgres

/// Whose rows a transaction reaches, as the policies of `sql/migrations/0046_rows_within_reach.sql` read it. What is not
/// said reaches nothing.
public struct RowReach: Hashable, Sendable {
  public enum Extent: Hashable, Sendable {
    case all
    case keys(Set<Int64>)
  }

  /// Whose reports, evidence and appeals, by the key of the actor.
  public var organisations = Extent.keys([])
  /// Whose drafts of reports, by the key of the actor.
  public var drafts = Extent.keys([])
  /// Whose account, roles and credentials, by the key of the person.
  public var accounts = Extent.keys([])

  /// Of which verified person the account of which backer is.
  public var backers = Extent.keys([])

  public static let nothing = RowReach(.keys([]), accounts: .keys([]))
  /// Of whoever sits at the machine: the command line, the worker, and a service that belongs to nobody yet.
  public static let everything = RowReach(.all, accounts: .all)
  /// Of the service itself while it finds out who somebody is.
  public static let accounts = RowReach(.keys([]), accounts: .all)

  private init(_ extent: Extent, accounts: Extent) {
    organisations = extent
    drafts = extent
    backers = extent
    self.accounts = accounts
  }

  /// What the roles of somebody who signed in let them see. A role for one organisation reaches that one; one's own
  /// account is always within reach.
  public init(_ principal: Principal) {
    organisations = Self.extent(of: .read, principal)
    drafts = Self.extent(of: .readDrafts, principal)
    let seesAccounts = principal.roles.contains {
      !$0.role.permissions.isDisjoint(with: [.administer, .audit])
    }
    accounts = seesAccounts ? .all : .keys([principal.person.rawValue])
    // Caps and match rounds are by person: whoever books or decides on them counts all.
    let seesBackers = principal.roles.contains {
      !$0.role.permissions.isDisjoint(with: [.recordMoney, .approve, .keepDonors])
    }
    backers = seesBackers ? .all : .keys([])
  }

  /// The settings that say it to the database.
  public var settings: [String: String] {
    [
      "tadamun.organisations": Self.text(organisations), "tadamun.drafts": Self.text(drafts),
      "tadamun.accounts": Self.text(accounts), "tadamun.backers": Self.text(backers),
    ]
  }

  private static func extent(of permission: Permission, _ principal: Principal) -> Extent {
    let reachesAll = principal.roles.contains { $0.organisation == nil && $0.role.permissions.contains(permission) }
    return reachesAll ? .all : .keys(Set(principal.roles.compactMap { $0.key?.rawValue }))
  }

  private static func text(_ extent: Extent) -> String {
    switch extent {
    case .all: "all"
    case .keys(let keys): keys.isEmpty ? "" : "{\(keys.sorted().map(String.init).joined(separator: ","))}"
    }
  }
}
