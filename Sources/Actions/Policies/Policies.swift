import Domain
import Interchange
import Postgres
import Store

/// A version of a policy, since when it is in force, and on which decision.
public struct PolicyAdoption: Hashable, Sendable {
  public let policy: StoredPolicy
  public let firstOn: CalendarDate
  public let decision: ID<Decision>
  /// Whether two persons said so; a version in waiting is not in force.
  public let isInForce: Bool
}

extension Tadamun {
  /// Stores a version of a policy and asks that it be in force from a day on: it is, once somebody else approves the
  /// decision. What was judged before stays judged under what was in force then.
  ///
  /// - Parameter text: the file, word for word.
  /// - Returns: The decision to approve.
  /// - Throws: every mistake in the file; `policy_version_taken` where another file has the code and version.
  @discardableResult
  public func adopt(policy text: String, from first: CalendarDate, by person: Person) async throws -> ID<Decision> {
    let policy = try PolicyFile(bytes: Array(text.utf8)).policy
    return try await transaction { transaction in
      let stored = try await Policies.insert(policy, body: text, in: transaction)
      let body = JSONText.object([
        "from": .text(first.description), "policy": .text(policy.code.text), "sha256": .text(stored.sha256),
        "version": .integer(Int64(policy.version)),
      ])
      let decision = try await request(
        .policyChange, on: "policy:\(policy.code)", body: body, under: stored.id, by: person, in: transaction)
      try await Policies.adopt(stored.id, from: first, under: decision, in: transaction)
      return decision
    }
  }

  /// Reads the text of a policy without storing it.
  /// - Throws: every mistake in it, with its line and column.
  public static func read(policy text: String) throws(Problems) -> (policy: Policy, sha256: String) {
    let file = try PolicyFile(bytes: Array(text.utf8))
    return (file.policy, file.sha256)
  }

  /// The version of a policy in force on a day.
  /// - Throws: `policy_unknown` where none is.
  public func policy(_ code: Code, on day: CalendarDate) async throws -> StoredPolicy {
    try await reading { try await policy(code, on: day, in: $0) }
  }

  /// As ``policy(_:on:)``, in a transaction of the caller's.
  func policy(_ code: Code, on day: CalendarDate, in session: some Session) async throws -> StoredPolicy {
    guard let stored = try await Policies.current(code, on: day, in: session) else {
      throw Problem("policy_unknown", "No policy “\(code)” is in force on \(day).")
    }
    return try StoredPolicy(stored)
  }

  /// A version by its key: what an earlier decision was judged under.
  /// - Throws: `policy_unknown`.
  public func policy(_ id: ID<Policy>) async throws -> StoredPolicy { try await policy(id, in: pool) }

  /// As ``policy(_:)``, in a session of the caller's.
  func policy(_ id: ID<Policy>, in session: some Session) async throws -> StoredPolicy {
    guard let stored = try await Policies.find(id, in: session) else {
      throw Problem("policy_unknown", "There is no policy \(id).")
    }
    return try StoredPolicy(stored)
  }

  /// Every version that is in force or waits for its second person, by code and day.
  public func policies(_ code: Code? = nil) async throws -> [PolicyAdoption] {
    try await Policies.adoptions(of: code, in: pool).map {
      PolicyAdoption(
        policy: try StoredPolicy($0.stored), firstOn: $0.firstOn, decision: $0.decision, isInForce: $0.isApproved)
    }
  }
}

extension StoredPolicy {
  fileprivate init(_ stored: Policies.Stored) throws {
    let policy = try PolicyFile(bytes: Array(stored.body.utf8)).policy
    self.init(id: stored.id, policy: policy, sha256: stored.sha256)
  }
}
