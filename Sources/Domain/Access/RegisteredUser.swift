/// Somebody with an account, as the service knows them.
public struct RegisteredUser: Hashable, Sendable {
  public let id: ID<User>
  public let user: User
  public let isBlocked: Bool
  /// Past and coming ones, too.
  public let grants: [HeldGrant]

  public init(id: ID<User>, user: User, isBlocked: Bool, grants: [HeldGrant]) {
    self.id = id
    self.user = user
    self.isBlocked = isBlocked
    self.grants = grants
  }

  /// A grant with its key.
  public struct HeldGrant: Hashable, Sendable {
    public let id: Int64
    public let grant: RoleGrant

    public init(id: Int64, grant: RoleGrant) {
      self.id = id
      self.grant = grant
    }
  }
}

/// A key that somebody gave a program, without its secret.
public struct APIToken: Hashable, Sendable {
  public let id: Int64
  public let label: String
  public let mayWrite: Bool
  public let expiresAt: Moment
  public let usedAt: Moment?
  public let isRevoked: Bool

  public init(id: Int64, label: String, mayWrite: Bool, expiresAt: Moment, usedAt: Moment?, isRevoked: Bool) {
    self.id = id
    self.label = label
    self.mayWrite = mayWrite
    self.expiresAt = expiresAt
    self.usedAt = usedAt
    self.isRevoked = isRevoked
  }
}

/// One record of what touched security, as it stands in the chain.
public struct SecurityEvent: Hashable, Sendable {
  public let sequence: Int64
  public let recordedAt: Moment
  public let recordedBy: String
  public let kind: String
  public let subject: String
  /// A JSON object.
  public let detail: String

  public init(
    sequence: Int64, recordedAt: Moment, recordedBy: String, kind: String, subject: String, detail: String
  ) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.recordedBy = recordedBy
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }
}
