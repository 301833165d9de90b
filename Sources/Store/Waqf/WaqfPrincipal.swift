import Domain
import Postgres

/// The tables of a waqf's principal: receipts, assets, losses, and the end of a temporary waqf.
public enum WaqfPrincipal {
  public enum Origin: String, Sendable {
    case given
    case bought
    case replacement
  }

  public struct StoredAsset: Sendable {
    public let id: Int64
    public let code: Code
    public let kind: WaqfAssetKind
    public let state: WaqfAssetState
    public let bookMinor: Int64
    public let steps: Int
  }

  public static func insertReceipt(
    _ code: Code, of waqf: Int64, amountMinor: Int64, on day: CalendarDate, entry: Int64, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_principal_receipts (code, waqf_id, amount_minor, received_on, entry_id)
      VALUES (\(code), \(waqf), \(amountMinor), \(day), \(entry))
      """)
  }

  public static func insert(
    _ asset: WaqfAsset, of waqf: Int64, _ origin: Origin, entry: Int64, by taker: String, in session: some Session
  ) async throws -> Int64 {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO waqf_assets (code, waqf_id, kind, title_no, book_minor, origin, acquired_on, entry_id)
      VALUES (\(asset.code), \(waqf), \(asset.kind.rawValue), \(asset.title), \(asset.book.minor), \(origin.rawValue),
        \(asset.acquiredOn), \(entry))
      RETURNING asset_id
      """)
    try await append(.active, to: id, as: 1, on: asset.acquiredOn, by: taker, in: session)
    return id
  }

  public static func append(
    _ state: WaqfAssetState, to asset: Int64, as step: Int, on day: CalendarDate, by taker: String, reason: String = "",
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_asset_steps (asset_id, step, state, on_day, taken_by, reason)
      VALUES (\(asset), \(Int16(step)), \(state.rawValue), \(day), \(taker), \(reason))
      """)
  }

  public static func asset(_ code: Code, of waqf: Int64, in session: some Session) async throws -> StoredAsset? {
    try await select("WHERE b.code = \(code) AND b.waqf_id = \(waqf)", in: session).first
  }

  public static func assets(of waqf: Int64, in session: some Session) async throws -> [StoredAsset] {
    try await select("WHERE b.waqf_id = \(waqf) ORDER BY b.asset_id", in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [StoredAsset] {
    let rows = try await session.query(
      """
      SELECT b.asset_id, b.code, b.kind, b.state, b.book_minor,
        (SELECT count(*) FROM waqf_asset_steps s WHERE s.asset_id = b.asset_id) AS steps
      FROM waqf_asset_books b \(fragment: rest)
      """)
    return try rows.map { row in
      StoredAsset(
        id: try row["asset_id"], code: try row["code"], kind: try row.word("kind"), state: try row.word("state"),
        bookMinor: try row["book_minor"], steps: Int(try row.decode("steps", as: Int64.self)))
    }
  }

  public static func insertValuation(
    of asset: Int64, on day: CalendarDate, valueMinor: Int64, valuer: String, reference: String,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_valuations (asset_id, valued_on, value_minor, valuer, reference)
      VALUES (\(asset), \(day), \(valueMinor), \(valuer), \(reference))
      """)
  }

  /// Whether an asset was valued on a day by just this.
  public static func isValued(
    _ asset: Int64, on day: CalendarDate, at valueMinor: Int64, valuer: String, reference: String,
    in session: some Session
  ) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM waqf_valuations WHERE asset_id = \(asset) AND valued_on = \(day)
        AND value_minor = \(valueMinor) AND valuer = \(valuer) AND reference = \(reference))
      """)
  }

  public static func insertLoss(
    _ code: Code, of waqf: Int64, asset: Int64?, amountMinor: Int64, on day: CalendarDate, reason: String,
    decision: ID<Decision>, entry: Int64, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_losses (code, waqf_id, asset_id, amount_minor, lost_on, reason, decision_id, entry_id)
      VALUES (\(code), \(waqf), \(asset), \(amountMinor), \(day), \(reason), \(decision), \(entry))
      """)
  }

  public static func insertExpiry(
    of waqf: Int64, on day: CalendarDate, _ principal: WaqfReport.Principal, entry: Int64?, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_expiries (waqf_id, expired_on, corpus_minor, gains_minor, losses_minor, entry_id)
      VALUES (\(waqf), \(day), \(principal.corpusMinor), \(principal.exchangeGainsMinor), \(principal.lossesMinor),
        \(entry))
      """)
  }

  public static func insertReturn(
    of waqf: Int64, on day: CalendarDate, _ principal: WaqfReport.Principal, decision: ID<Decision>, entry: Int64,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_returns (waqf_id, cash_minor, assets_minor, suspense_minor, returned_on, decision_id, entry_id)
      VALUES (\(waqf), \(principal.cashMinor), \(principal.assetsMinor), \(principal.suspenseMinor), \(day),
        \(decision), \(entry))
      """)
  }
}
