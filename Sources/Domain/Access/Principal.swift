/// Who asks: a person whose roles hold today, and how far this request may go.
public struct Principal: Hashable, Sendable {
  public let person: ID<User>
  public let email: String
  public let displayName: String
  /// Roles that hold on the day of the request.
  public let roles: [HeldRole]
  /// Whether the request may change anything: a token may be for reading only.
  public let mayWrite: Bool

  /// A role and the organisation it is for.
  public struct HeldRole: Hashable, Sendable {
    public let role: Role
    public let organisation: Code?
    /// The organisation's key.
    public let key: ID<Actor>?

    public init(role: Role, organisation: Code?, key: ID<Actor>? = nil) {
      self.role = role
      self.organisation = organisation
      self.key = key
    }

    /// What the role lets somebody do. A verifier for one organisation reads and judges for it alone, and may validate
    /// as its second person.
    var permissions: Set<Permission> {
      role == .verifier && organisation != nil ? [.readOwn, .readDrafts, .verify, .validate] : role.permissions
    }
  }

  public init(person: ID<User>, email: String, displayName: String, roles: [HeldRole], mayWrite: Bool) {
    self.person = person
    self.email = email
    self.displayName = displayName
    self.roles = roles
    self.mayWrite = mayWrite
  }

  /// Whether one of the roles permits it, for whatever organisation.
  public func may(_ permission: Permission) -> Bool {
    (mayWrite || permission.isForReading)
      && roles.contains { $0.permissions.contains(permission) }
  }

  /// Whether one of the roles permits it for `organisation`. A role for no organisation in particular is for all.
  public func may(_ permission: Permission, for organisation: Code) -> Bool {
    may(permission)
      && roles.contains {
        $0.permissions.contains(permission) && ($0.organisation == nil || $0.organisation == organisation)
      }
  }
}
