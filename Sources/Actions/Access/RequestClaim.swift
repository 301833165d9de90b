import Domain
import Postgres
import Store
import Synchronization

/// A request that its sender gave a key: whatever it makes is made once, however often the request comes.
///
/// The first transaction of the request takes the key, so that the key is there just where what was made is.
public final class RequestClaim: Sendable {
  @TaskLocal static var current: RequestClaim?

  let source: Source
  let person: ID<User>?
  let key: String
  let sha256: [UInt8]
  private let isHeld = Mutex(false)

  /// - Parameter sha256: Of all that tells the request from another one: method, address and body.
  public init(_ key: String, of source: Source, person: ID<User>?, sha256: [UInt8]) {
    self.key = key
    self.source = source
    self.person = person
    self.sha256 = sha256
  }

  /// Somebody else's transaction, or an earlier one, took the key.
  struct Taken: Error {}

  /// - Throws: ``Taken``.
  func take(in transaction: Transaction) async throws {
    if isHeld.withLock({ $0 }) { return }
    guard
      try await RequestKeys.take(key, of: source.name, person: person, sha256: sha256, in: transaction)
    else { throw Taken() }
  }

  /// The transaction that took the key was committed.
  func hold() { isHeld.withLock { $0 = true } }
}

extension Tadamun {
  /// Does `body` once a claim. A repeat gets the answer that was kept, and nothing is done.
  ///
  /// - Parameter body: Does it, and says what may be kept of the answer; nil where that is a secret.
  /// - Returns: What `body` gave, or the answer of the first time.
  /// - Throws: `idempotency_conflict` where the key was used for another request; `answer_not_kept` where it was carried
  ///   out and its answer is not there; what `body` throws, and then the key is as it was.
  public nonisolated(nonsending) func once<Value>(
    _ claim: RequestClaim,
    _ body: nonisolated(nonsending) () async throws -> (value: Value, kept: KeptAnswer?)
  ) async throws -> OnceOutcome<Value> {
    if let answer = try await kept(claim) { return .known(answer) }
    do {
      let (value, answer) = try await RequestClaim.$current.withValue(claim) { try await body() }
      if let answer {
        try await transaction { transaction in
          try await RequestKeys.keep(answer, for: claim.key, of: claim.source.name, in: transaction)
        }
      }
      return .fresh(value)
    } catch is RequestClaim.Taken {
      guard let answer = try await kept(claim) else { throw Tadamun.answerNotKept }
      return .known(answer)
    }
  }

  private static let answerNotKept = Problem(
    "answer_not_kept",
    "The request was carried out under this key, and its answer was not kept; read what it made, and do not repeat it.")

  private func kept(_ claim: RequestClaim) async throws -> KeptAnswer? {
    let found = try await reading { try await RequestKeys.find(claim.key, of: claim.source.name, in: $0) }
    guard let found else { return nil }
    guard found.sha256 == claim.sha256 else {
      throw Problem("idempotency_conflict", "The key was used for another request; a new one needs a new key.")
    }
    guard let answer = found.answer else { throw Tadamun.answerNotKept }
    return answer
  }
}

/// What ``Tadamun/once(_:_:)`` came to.
public enum OnceOutcome<Value> {
  case fresh(Value)
  case known(KeptAnswer)
}

extension OnceOutcome: Sendable where Value: Sendable {}
