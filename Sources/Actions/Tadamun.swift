import Domain
import Interchange
import Logging
import Postgres
import Store

/// What a person or the clock can ask for: one function each, in the files beside this one.
///
/// Each opens its own transaction, applies the rule, writes, and records the event. A refusal is a ``Problem`` or
/// ``Problems`` with a stable code; then nothing was written.
public struct Tadamun: Sendable {
  public let pool: Pool
  let logger: Logger
  /// What manifests of runs are signed with; nil leaves them unsigned.
  let signingKey: SigningKey?

  public init(_ pool: Pool, logger: Logger = Logger(label: "actions"), signingKey: SigningKey? = nil) {
    self.pool = pool
    self.logger = logger
    self.signingKey = signingKey
  }

  /// Runs `body` in one transaction; what the database refuses by a rule of its schema comes out as a ``Problem``.
  nonisolated(nonsending) func transaction<Value>(
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    do {
      let claim = RequestClaim.current
      let value = try await pool.transaction { transaction in
        try await claim?.take(in: transaction)
        return try await body(transaction)
      }
      claim?.hold()
      return value
    } catch let error as PostgresError {
      try await recordAttempt(error)
      throw Refusal.problem(for: error) ?? error
    }
  }

  /// Runs `body`, one statement that is a transaction of its own; refusals come out as with ``transaction(_:)``.
  nonisolated(nonsending) func single<Value>(
    _ body: nonisolated(nonsending) (SingleStatements) async throws -> Value
  ) async throws -> Value {
    do {
      return try await body(SingleStatements(pool))
    } catch let error as PostgresError {
      try await recordAttempt(error)
      throw Refusal.problem(for: error) ?? error
    }
  }

  /// Runs `body` in one transaction that sees one state of the database and changes nothing.
  nonisolated(nonsending) func reading<Value>(
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    try await pool.transaction(TransactionOptions(isolation: .repeatableRead, isReadOnly: true)) { try await body($0) }
  }
}

/// Who asks: the name under which keys of idempotency are kept and events are recorded.
public struct Source: Hashable, Sendable {
  public let name: String

  /// - Throws: `source_malformed` where the name is empty or longer than 100 characters.
  public init(_ name: String) throws(Problem) {
    guard (1...100).contains(name.unicodeScalars.count) else {
      throw Problem("source_malformed", "The name of a source has 1 to 100 characters.")
    }
    self.name = name
  }

  init(known name: String) { self.name = name }

  /// Whether it is somebody who signed in, and not a program or a name that was typed.
  var isPerson: Bool { name.hasPrefix("person:") }

  public static let commandLine = Source(known: "cli")
  public static let api = Source(known: "api")
  public static let importedFile = Source(known: "import")
  public static let sample = Source(known: "sample")
  /// Under which pools of unions are shared: the code of a distribution is its key.
  static let pools = Source(known: "pools")
  /// Under which payments that two persons decided on are booked: the payment's reference is the key.
  static let payments = Source(known: "payments")
  /// Under which entries of zakat are booked: the code of a receipt or distribution is its key, whoever sends it.
  static let zakat = Source(known: "zakat")
  /// Under which entries of waqf are booked: the code of what they are about is their key.
  static let waqf = Source(known: "waqf")
  /// Under which entries of campaigns are booked: the code of a pledge or payout is its key.
  static let crowdfunding = Source(known: "crowdfunding")
  public static let worker = Source(known: "worker")

  /// Data published by an organisation in IATI.
  public static func iati(publisher: String) -> Source { Source(known: "iati:\(publisher.prefix(80))") }
}
