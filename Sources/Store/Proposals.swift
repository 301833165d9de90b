import Domain
import Postgres

/// The tables `proposals`, `proposal_lines` and `proposal_leftovers`.
public enum Proposals {
  public struct Header: Sendable {
    public let programme: ID<Programme>
    public let run: Int64
    public let fund: ID<Fund>
    public let budget: Money
    public let node: String
    public let method: String
    public let source: String
    public let key: String
    public let bodyHash: [UInt8]
    public let madeBy: String

    public init(
      programme: ID<Programme>, run: Int64, fund: ID<Fund>, budget: Money, node: String, method: String,
      source: String, key: String, bodyHash: [UInt8], madeBy: String
    ) {
      self.programme = programme
      self.run = run
      self.fund = fund
      self.budget = budget
      self.node = node
      self.method = method
      self.source = source
      self.key = key
      self.bodyHash = bodyHash
      self.madeBy = madeBy
    }
  }

  /// Writes a header unless its key is taken.
  /// - Returns: the new key, or nil where `source` made a proposal under the key before.
  public static func insert(_ header: Header, in session: some Session) async throws -> Int64? {
    try await session.queryAtMostOne(
      """
      INSERT INTO proposals (programme_id, run_id, fund_id, currency, budget_minor, node, method, source,
        idempotency_key, body_hash, made_by)
      VALUES (\(header.programme), \(header.run), \(header.fund), \(header.budget.currency.code),
        \(header.budget.minor), \(header.node), \(header.method), \(header.source), \(header.key), \(header.bodyHash),
        \(header.madeBy))
      ON CONFLICT (source, idempotency_key) DO NOTHING RETURNING proposal_id
      """
    )?.decode("proposal_id")
  }

  /// Writes the lines of a proposal made in this transaction.
  public static func insert(_ lines: [ProposalLine], of proposal: Int64, in session: some Session) async throws {
    // A NULL can't stand in a bound array: not-a-number and the empty text stand for it.
    let absent = Double.nan
    let gifts = lines.map { "{\($0.contributionsMinor.map(String.init).joined(separator: ","))}" }
    try await session.execute(
      """
      INSERT INTO proposal_lines (actor_id, proposal_id, amount_minor, reason, detail, score, lower_bound, group_code,
        contributions_minor, ineligibility, read_p5, read_p50, read_p95)
      SELECT a.actor_id, \(proposal), n.amount, n.reason, nullif(n.detail, ''), nullif(n.score, 'NaN'),
        nullif(n.bound, 'NaN'), nullif(n.grouped, ''), n.gifts::bigint[], nullif(n.ineligible, ''),
        nullif(n.low, 'NaN'), nullif(n.median, 'NaN'), nullif(n.high, 'NaN')
      FROM unnest(\(lines.map(\.actor.text)), \(lines.map(\.amountMinor)), \(lines.map(\.reason)),
        \(lines.map { $0.detail ?? "" }), \(lines.map { $0.score ?? absent }), \(lines.map { $0.lowerBound ?? absent }),
        \(lines.map { $0.group ?? "" }), \(gifts), \(lines.map { $0.ineligibility ?? "" }),
        \(lines.map { $0.readInterval?.low ?? absent }), \(lines.map { $0.readInterval?.median ?? absent }),
        \(lines.map { $0.readInterval?.high ?? absent }))
        AS n (code, amount, reason, detail, score, bound, grouped, gifts, ineligible, low, median, high)
      JOIN actors a ON a.code = n.code
      """)
  }

  public static func insert(
    _ leftovers: [FundingProposal.Leftover], of proposal: Int64, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO proposal_leftovers (proposal_id, reason, amount_minor)
      SELECT \(proposal), r, sum(m)::bigint FROM unnest(\(leftovers.map(\.reason)), \(leftovers.map(\.amountMinor))) AS n (r, m)
      GROUP BY r
      """)
  }

  /// The proposal that `source` made under a key, with the hash of what was asked for.
  public static func made(by source: String, under key: String, in session: some Session) async throws
    -> (id: Int64, bodyHash: [UInt8])?
  {
    let row = try await session.queryAtMostOne(
      "SELECT proposal_id, body_hash FROM proposals WHERE source = \(source) AND idempotency_key = \(key)")
    return try row.map { (try $0["proposal_id"], try $0["body_hash"]) }
  }
}
