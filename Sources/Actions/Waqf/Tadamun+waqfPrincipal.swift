import Domain
import Postgres
import Store

extension Tadamun {
  /// Records cash that a founder gives as principal. Recorded again, it changes nothing.
  /// - Throws: `waqf_unknown`, `currency_differs`; `waqf_state_forbids` where the waqf is not signed, or has ended.
  @discardableResult
  public func receivePrincipal(_ amount: Money, for waqf: Code, receipt: Code, on day: CalendarDate, by source: Source)
    async throws -> BookedEntry
  {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(waqf, in: transaction)
      try requireCurrency(amount, of: waqf.deed)
      let lines = try WaqfLines.moving(amount.minor, from: .waqfCorpus, to: .waqfPrincipalCash, of: waqf.deed)
      let booked = try await book(.waqfPrincipalReceipt, lines, on: day, for: receipt, in: transaction)
      guard booked.isNew else { return booked }
      try await WaqfPrincipal.insertReceipt(
        receipt, of: waqf.id, amountMinor: amount.minor, on: day, entry: booked.id, in: transaction)
      try await event("waqf_principal_received", waqf, ["amount": .text(amount.description)], source, in: transaction)
      return booked
    }
  }

  /// Records an asset that a founder gives as principal, at its value.
  /// - Throws: as ``receivePrincipal(_:for:receipt:on:by:)``; `waqf_asset_exists`.
  @discardableResult
  public func receive(_ asset: WaqfAsset, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(asset.waqf, in: transaction)
      try requireCurrency(asset.book, of: waqf.deed)
      let lines = try WaqfLines.moving(asset.book.minor, from: .waqfCorpus, to: .waqfAssets, of: waqf.deed)
      let booked = try await book(
        .waqfPrincipalReceipt, lines, on: asset.acquiredOn, for: asset.code,
        description: "\(asset.kind.rawValue) \(asset.title)", in: transaction)
      guard booked.isNew else { return booked }
      _ = try await WaqfPrincipal.insert(
        asset, of: waqf.id, .given, entry: booked.id, by: source.name, in: transaction)
      try await event("waqf_asset_given", waqf, ["asset": .text(asset.code.text)], source, in: transaction)
      return booked
    }
  }

  /// Says that an asset is under repair or active again. An exchange that was not approved is given up that way too.
  /// - Throws: `waqf_unknown`, `waqf_asset_unknown`; `asset_state_forbids`.
  public func step(
    asset code: Code, of waqf: Code, to state: WaqfAssetState, on day: CalendarDate, reason: String, by person: Person
  ) async throws {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(waqf, in: transaction)
      let asset = try await knownAsset(code, of: waqf, in: transaction)
      if asset.state == state { return }
      guard state == .active || state == .underRepair else {
        throw Problem("asset_state_forbids", "An asset becomes \(state.rawValue) by what happens to it, not by a step.")
      }
      try await WaqfPrincipal.append(
        state, to: asset.id, as: asset.steps + 1, on: day, by: person.name, reason: reason, in: transaction)
      try await event(
        "waqf_asset_\(state.rawValue)", waqf, ["asset": .text(code.text), "reason": .text(reason)],
        Source(person.name), in: transaction)
    }
  }

  /// Keeps what an expert says an asset is worth. It moves no money; said again, it changes nothing.
  /// - Throws: `waqf_unknown`, `waqf_asset_unknown`, `currency_differs`; `valuation_exists` where another valuation is of
  ///   that day.
  public func value(
    asset code: Code, of waqf: Code, at value: Money, on day: CalendarDate, valuer: String, reference: String,
    by source: Source
  ) async throws {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(waqf, in: transaction)
      try requireCurrency(value, of: waqf.deed)
      let asset = try await knownAsset(code, of: waqf, in: transaction)
      let isKnown = try await WaqfPrincipal.isValued(
        asset.id, on: day, at: value.minor, valuer: valuer, reference: reference, in: transaction)
      if isKnown { return }
      try await WaqfPrincipal.insertValuation(
        of: asset.id, on: day, valueMinor: value.minor, valuer: valuer, reference: reference, in: transaction)
      let body: [String: JSONText] = ["asset": .text(code.text), "value": .text(value.description)]
      try await event("waqf_asset_valued", waqf, body, source, in: transaction)
    }
  }

  func knownAsset(_ code: Code, of waqf: WaqfDeeds.Stored, in session: some Session) async throws
    -> WaqfPrincipal.StoredAsset
  {
    guard let asset = try await WaqfPrincipal.asset(code, of: waqf.id, in: session) else {
      throw Problem("waqf_asset_unknown", "The waqf \(waqf.deed.code) has no asset “\(code)”.")
    }
    return asset
  }

  func event(
    _ kind: String, _ waqf: WaqfDeeds.Stored, _ body: [String: JSONText], _ source: Source, in session: some Session
  ) async throws {
    try await Events.append(
      kind, about: "waqf:\(waqf.deed.code)", body: JSONText.object(body), by: source.name, in: session)
  }
}
