import Domain
import Postgres
import Store

extension Tadamun {
  /// Records yield that accrued for a time; no money has come yet. Recorded again, it changes nothing.
  /// - Throws: `waqf_unknown`, `waqf_asset_unknown`, `currency_differs`; `yield_after_end` past the last day of a
  ///   temporary waqf; `waqf_state_forbids`; `yield_exists` where the code is another yield's.
  public func accrue(_ yield: WaqfYield, by source: Source) async throws {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(yield.waqf, in: transaction)
      try requireCurrency(yield.gross, of: waqf.deed)
      if try await WaqfYields.stands(yield, of: waqf.id, in: transaction) { return }
      let asset = try await assetKey(yield.asset, of: waqf, in: transaction)
      try await WaqfYields.insert(yield, of: waqf.id, asset: asset, in: transaction)
      let body: [String: JSONText] = ["yield": .text(yield.code.text), "gross": .text(yield.gross.description)]
      try await event("waqf_yield_accrued", waqf, body, source, in: transaction)
    }
  }

  /// Books yield that came in, all that accrued or a part. Booked again, it changes nothing.
  /// - Throws: `yield_unknown`, `currency_differs`; `received_past_accrual`.
  @discardableResult
  public func receive(
    yield code: Code, _ amount: Money, receipt: Code, on day: CalendarDate, by source: Source
  ) async throws -> BookedEntry {
    try await transaction { transaction in
      guard let yield = try await WaqfYields.find(code, in: transaction) else {
        throw Problem("yield_unknown", "There is no yield “\(code)”.")
      }
      let waqf = try await lockedWaqf(yield.waqf, in: transaction)
      try requireCurrency(amount, of: waqf.deed)
      let lines = try WaqfLines.moving(amount.minor, from: .waqfUndivided, to: .waqfYieldCash, of: waqf.deed)
      let booked = try await book(
        .waqfYieldReceipt, lines, on: day, for: receipt, description: code.text, in: transaction)
      guard booked.isNew else { return booked }
      try await WaqfYields.insertReceipt(
        receipt, of: yield.id, waqf: waqf.id, amountMinor: amount.minor, on: day, entry: booked.id, in: transaction)
      let body: [String: JSONText] = ["yield": .text(code.text), "amount": .text(amount.description)]
      try await event("waqf_yield_received", waqf, body, source, in: transaction)
      return booked
    }
  }

  /// Books a direct cost that is owed. An order pays it, see ``request(_:on:by:)``.
  /// - Throws: `waqf_unknown`, `currency_differs`.
  @discardableResult
  public func record(_ cost: WaqfCost, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(cost.waqf, in: transaction)
      try requireCurrency(cost.amount, of: waqf.deed)
      let lines = try WaqfLines.moving(cost.amount.minor, from: .waqfPayable, to: .waqfUndivided, of: waqf.deed)
      let booked = try await book(
        .waqfCost, lines, on: cost.incurredOn, for: cost.code, description: cost.description, in: transaction)
      guard booked.isNew else { return booked }
      try await WaqfCosts.insert(cost, of: waqf.id, entry: booked.id, in: transaction)
      try await event("waqf_cost_incurred", waqf, ["cost": .text(cost.code.text)], source, in: transaction)
      return booked
    }
  }

  func knownCost(_ code: Code, of waqf: WaqfDeeds.Stored, in session: some Session) async throws -> WaqfCosts.Stored {
    guard let cost = try await WaqfCosts.find(code, of: waqf.id, in: session) else {
      throw Problem("waqf_cost_unknown", "The waqf \(waqf.deed.code) has no cost “\(code)”.")
    }
    return cost
  }

  /// Records maintenance that is needed. Recorded again, it changes nothing.
  /// - Throws: `waqf_unknown`, `waqf_asset_unknown`, `currency_differs`; `waqf_need_exists`.
  public func record(_ need: WaqfNeed, by source: Source) async throws {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(need.waqf, in: transaction)
      try requireCurrency(need.amount, of: waqf.deed)
      if try await WaqfNeeds.stands(need, of: waqf.id, in: transaction) { return }
      let asset = try await assetKey(need.asset, of: waqf, in: transaction)
      try await WaqfNeeds.insert(need, of: waqf.id, asset: asset, in: transaction)
      let body: [String: JSONText] = [
        "need": .text(need.code.text), "amount": .text(need.amount.description),
        "urgency": .text(need.urgency.rawValue),
      ]
      try await event("waqf_need_found", waqf, body, source, in: transaction)
    }
  }

  /// Closes a need that is met or given up: what was set aside for it and not spent goes to the reserve.
  /// - Throws: `waqf_need_unknown`, `already_closed`, `reason_missing`.
  public func close(need code: Code, on day: CalendarDate, reason: String, by person: Person) async throws {
    try await transaction { transaction in
      let need = try await knownNeed(code, in: transaction)
      let waqf = try await lockedWaqf(need.waqf, in: transaction)
      let known = try await knownNeed(code, in: transaction)
      guard !known.isClosed else { throw Problem("already_closed", "This need is closed already.") }
      let unspent = known.unspentMinor
      var entry: BookedEntry?
      if unspent > 0 {
        let lines = try WaqfLines.moving(unspent, from: .waqfReserve, to: .waqfMaintenance, of: waqf.deed)
        entry = try await book(.waqfNeedClosing, lines, on: day, for: code, description: reason, in: transaction)
      }
      try await WaqfNeeds.close(
        need.id, on: day, by: person, reason: reason, releasedMinor: unspent, entry: entry?.id, in: transaction)
      let body: [String: JSONText] = ["need": .text(code.text), "reason": .text(reason)]
      try await event("waqf_need_closed", waqf, body, Source(person.name), in: transaction)
    }
  }

  func knownNeed(_ code: Code, in session: some Session) async throws -> WaqfNeedBook {
    guard let need = try await WaqfNeeds.find(code, in: session) else {
      throw Problem("waqf_need_unknown", "There is no need “\(code)”.")
    }
    return need
  }

  private func assetKey(_ code: Code?, of waqf: WaqfDeeds.Stored, in session: some Session) async throws -> Int64? {
    guard let code else { return nil }
    return try await knownAsset(code, of: waqf, in: session).id
  }
}
