import Domain
import Postgres
import Store
import Testing

/// A fund, two actors and the accounts between them: what tests of the ledger start from.
struct Books {
  let fund: ID<Fund>
  let other: ID<Fund>
  let funder: ID<Actor>
  let cooperative: ID<Actor>
  let cash: Int64
  let contributions: Int64
  let cashOfOther: Int64

  init(in session: some Session) async throws {
    let names = try Names(fr: "Exemple")
    funder = try await Store.Actors.insert(Actor(code: Code("funder"), kind: .funder, names: names), in: session)
    cooperative = try await Store.Actors.insert(
      Actor(code: Code("coop"), kind: .cooperative, names: names), in: session)
    fund = try await Funds.insert(Fund(Code("grants"), .grant, names: names), holder: funder, in: session)
    other = try await Funds.insert(Fund(Code("alms"), .zakat, names: names), holder: nil, in: session)
    let keys = [
      Ledger.AccountKey(fund: fund, currency: .mad, kind: .cash, actor: cooperative),
      Ledger.AccountKey(fund: fund, currency: .mad, kind: .contributions, actor: funder),
      Ledger.AccountKey(fund: other, currency: .mad, kind: .cash, actor: nil),
    ]
    let ids = try await Ledger.open(keys, in: session)
    cash = ids[keys[0]] ?? 0
    contributions = ids[keys[1]] ?? 0
    cashOfOther = ids[keys[2]] ?? 0
  }

  /// A header of its own key.
  func header(
    _ key: String, reverses: Int64? = nil, decision: ID<Decision>? = nil, on day: String = "2026-01-31",
    by source: String = "test"
  ) -> SQL {
    """
    INSERT INTO entries (source, idempotency_key, body_hash, kind, reverses, occurred_on, decision_id)
    VALUES (\(source), \(key), sha256(\(key)::bytea), \(reverses == nil ? "receipt" : "reversal"), \(reverses),
      \(day)::text::date, \(decision))
    RETURNING entry_id
    """
  }

  func line(_ entry: Int64, _ line: Int, _ account: Int64, fund: ID<Fund>, _ amount: Int64, currency: String = "MAD")
    -> SQL
  {
    """
    INSERT INTO postings (entry_id, line, account_id, fund_id, currency, amount_minor)
    VALUES (\(entry), \(line), \(account), \(fund), \(currency), \(amount))
    """
  }

  /// What two persons decided: that an entry be reversed.
  func approval(of entry: Int64, in session: some Session) async throws -> ID<Decision> {
    let id = try await Decisions.insert(
      .reversal, on: "entry:\(entry)", body: "{}", policy: nil, by: Person("maker"), in: session)
    let decision = try #require(try await Decisions.find(id, in: session))
    try await Decisions.insert(.approved, on: decision, by: Person("checker"), reason: "", in: session)
    return id
  }

  /// Books `amount` from the funder into the cooperative's custody, as a file tells it; a negative one left.
  @discardableResult
  func receive(_ amount: Int64, key: String, on day: String = "2026-01-31", in pool: Pool) async throws -> Int64 {
    try await pool.transaction { transaction in
      let entry: Int64 = try await transaction.queryValue(
        header(key, on: day, by: "import"))
      try await transaction.execute(line(entry, 1, cash, fund: fund, amount))
      try await transaction.execute(line(entry, 2, contributions, fund: fund, -amount))
      return entry
    }
  }

  /// What the guard of the cooperative's cash says, after checking that the postings say the same.
  func balance(in session: some Session) async throws -> Int64 {
    let row = try await session.queryOne(
      """
      SELECT b.balance_minor, (SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM postings p
        WHERE p.account_id = b.account_id) AS posted_minor
      FROM balances b WHERE b.account_id = \(cash)
      """)
    let (guarded, posted): (Int64, Int64) = (try row["balance_minor"], try row["posted_minor"])
    #expect(guarded == posted)
    return guarded
  }
}
