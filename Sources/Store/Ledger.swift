import Domain
import Postgres

/// The tables `accounts`, `entries` and `postings`.
public enum Ledger {
  /// An entry that was booked under a key before.
  public struct Booked: Sendable {
    public let id: Int64
    public let bodyHash: [UInt8]
  }

  /// What a header says.
  public struct Header: Sendable {
    public let source: String
    public let idempotencyKey: String
    public let bodyHash: [UInt8]
    public let kind: String
    public let contributor: ID<Actor>?
    public let occurredOn: CalendarDate
    public let description: String
    /// The approved decision it stands on.
    public let decision: ID<Decision>?

    public init(
      source: String, idempotencyKey: String, bodyHash: [UInt8], kind: String, contributor: ID<Actor>?,
      occurredOn: CalendarDate, description: String, decision: ID<Decision>? = nil
    ) {
      self.source = source
      self.idempotencyKey = idempotencyKey
      self.bodyHash = bodyHash
      self.kind = kind
      self.contributor = contributor
      self.occurredOn = occurredOn
      self.description = description
      self.decision = decision
    }
  }

  /// An account, named by what it is for.
  public struct AccountKey: Hashable, Sendable {
    public let fund: ID<Fund>
    public let currency: Currency
    public let kind: AccountKind
    public let actor: ID<Actor>?

    public init(fund: ID<Fund>, currency: Currency, kind: AccountKind, actor: ID<Actor>?) {
      self.fund = fund
      self.currency = currency
      self.kind = kind
      self.actor = actor
    }
  }

  /// One line as it is posted.
  public struct Posting: Sendable {
    public let account: AccountKey
    public let amountMinor: Int64

    public init(account: AccountKey, amountMinor: Int64) {
      self.account = account
      self.amountMinor = amountMinor
    }
  }

  /// Writes a header unless its key is taken.
  /// - Returns: The new entry's key, or nil where `source` booked under the key before.
  public static func insert(_ header: Header, in session: some Session) async throws -> Int64? {
    try await session.queryAtMostOne(
      """
      INSERT INTO entries (source, idempotency_key, body_hash, kind, contributor_id, occurred_on, description)
      VALUES (\(header.source), \(header.idempotencyKey), \(header.bodyHash), \(header.kind), \(header.contributor),
        \(header.occurredOn), \(header.description))
      ON CONFLICT (source, idempotency_key) DO NOTHING RETURNING entry_id
      """
    )?.decode("entry_id")
  }

  /// Writes the lines of an entry made in this transaction, in their order.
  public static func insert(
    _ lines: [(entry: Int64, line: Int, account: Int64, posting: Posting)], in session: some Session
  )
    async throws
  {
    try await session.execute(
      """
      INSERT INTO postings (entry_id, line, account_id, fund_id, currency, amount_minor)
      SELECT * FROM unnest(\(lines.map(\.entry)), \(lines.map { Int16($0.line) }), \(lines.map(\.account)),
        \(lines.map(\.posting.account.fund.rawValue)), \(lines.map(\.posting.account.currency.code)),
        \(lines.map(\.posting.amountMinor)))
      """)
  }

  /// The keys of `accounts`, opened where they are new.
  public static func open(_ accounts: some Collection<AccountKey>, in session: some Session) async throws
    -> [AccountKey: Int64]
  {
    // One order for everybody, so that two writers who open the same accounts wait for each other and do not deadlock.
    let inOrder = accounts.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) }
    let wanted: SQL = """
      SELECT f, c, k, nullif(a, 0) AS a, n FROM unnest(\(inOrder.map(\.fund.rawValue)), \(inOrder.map(\.currency.code)),
        \(inOrder.map(\.kind.rawValue)), \(inOrder.map { $0.actor?.rawValue ?? 0 })) WITH ORDINALITY AS w (f, c, k, a, n)
      """
    try await session.execute(
      """
      INSERT INTO accounts (fund_id, currency, kind, actor_id)
      SELECT w.f, w.c, w.k, w.a FROM (\(fragment: wanted)) w
      WHERE NOT EXISTS (SELECT FROM accounts x WHERE x.fund_id = w.f AND x.currency = w.c AND x.kind = w.k
        AND x.actor_id IS NOT DISTINCT FROM w.a)
      ORDER BY w.n ON CONFLICT DO NOTHING
      """)
    let rows = try await session.query(
      """
      SELECT w.n, x.account_id FROM (\(fragment: wanted)) w JOIN accounts x ON x.fund_id = w.f AND x.currency = w.c
        AND x.kind = w.k AND x.actor_id IS NOT DISTINCT FROM w.a
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let position: Int = try row["n"]
        return (inOrder[position - 1], try row["account_id"])
      })
  }

  private static func sortKey(_ key: AccountKey) -> [String] {
    [key.fund.description, key.currency.code, key.kind.rawValue, key.actor?.description ?? ""]
  }

  /// What `source` booked under any of `keys`.
  public static func booked(by source: String, under keys: [String], in session: some Session) async throws
    -> [String: Booked]
  {
    let rows = try await session.query(
      """
      SELECT idempotency_key, entry_id, body_hash FROM entries
      WHERE source = \(source) AND idempotency_key = ANY (\(keys))
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (try $0["idempotency_key"], Booked(id: try $0["entry_id"], bodyHash: try $0["body_hash"]))
      })
  }
}
