import Domain
import Foundation
import Postgres
import Store

extension Tadamun {
  /// Asks that an asset be exchanged for another, on grounds that the policy knows and experts' reports.
  ///
  /// - Returns: The decision that another person approves.
  /// - Throws: `waqf_unknown`, `waqf_asset_unknown`; `istibdal_forbidden_by_deed`; `istibdal_grounds_forbidden`,
  ///   `expert_reports_missing` by the policy; `asset_state_forbids`; `istibdal_exists`.
  @discardableResult
  public func request(_ istibdal: Istibdal, by person: Person) async throws -> ID<Decision> {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(istibdal.waqf, in: transaction)
      let asset = try await knownAsset(istibdal.asset, of: waqf, in: transaction)
      let (terms, policy) = try await waqfTerms(waqf.deed.policy, on: istibdal.requestedOn, in: transaction)
      try require(istibdal, waqf.deed, terms)
      let body = JSONText.object([
        "asset": .text(istibdal.asset.text), "grounds": .text(istibdal.grounds.rawValue),
        "reports": .list(
          istibdal.reports.map {
            .members([
              "expert": .text($0.expert), "reference": .text($0.reference), "value": .text($0.value.description),
            ])
          }), "waqf": .text(istibdal.waqf.text),
      ])
      let decision = try await request(
        .istibdal, on: "waqf_istibdal:\(istibdal.code)", body: body, under: policy, by: person, in: transaction)
      if try await WaqfIstibdals.find(istibdal.code, in: transaction)?.decision == decision { return decision }
      try await WaqfIstibdals.insert(
        istibdal, of: waqf.id, asset: asset.id, decision: decision, policy: policy, in: transaction)
      try await WaqfPrincipal.append(
        .substitutionRequested, to: asset.id, as: asset.steps + 1, on: istibdal.requestedOn, by: person.name,
        reason: istibdal.grounds.rawValue, in: transaction)
      return decision
    }
  }

  private func require(_ istibdal: Istibdal, _ deed: WaqfDeed, _ terms: WaqfTerms) throws(Problem) {
    guard deed.stipulations.allowsIstibdal ?? true else {
      throw Problem("istibdal_forbidden_by_deed", "The deed lets no asset of this waqf be exchanged.")
    }
    guard terms.istibdalGrounds.contains(istibdal.grounds) else {
      throw Problem(
        "istibdal_grounds_forbidden", "The policy lets no asset be exchanged because of \(istibdal.grounds.rawValue).")
    }
    guard Set(istibdal.reports.map(\.expert)).count >= terms.expertReports else {
      throw Problem(
        "expert_reports_missing", "An exchange stands on reports of \(terms.expertReports) experts at least.")
    }
    for report in istibdal.reports { try requireCurrency(report.value, of: deed) }
  }

  /// Asks that an asset be sold for less, its costs taken off, than any of the experts says it is worth.
  ///
  /// - Returns: The decision that another person approves.
  /// - Throws: `istibdal_unknown`; `already_sold`; `costs_past_price`, `currency_differs`; `reason_missing`.
  @discardableResult
  public func requestSale(
    under code: Code, price: Money, costs: Money, reason: String, by person: Person
  ) async throws -> ID<Decision> {
    guard !reason.allSatisfy(\.isWhitespace) else { throw Problem("reason_missing", "A reason is needed.") }
    return try await transaction { transaction in
      let (found, waqf) = try await lockedIstibdal(code, in: transaction)
      try requireSale(price, costs, of: waqf.deed)
      guard found.sale == nil else { throw Problem("already_sold", "This asset is sold already.") }
      let body = JSONText.object([
        "costs_minor": .integer(costs.minor), "istibdal": .text(code.text), "price_minor": .integer(price.minor),
        "reason": .text(reason),
      ])
      return try await request(
        .istibdal, on: "waqf_sale:\(code)", body: body, under: found.policy, by: person, in: transaction)
    }
  }

  private func requireSale(_ price: Money, _ costs: Money, of deed: WaqfDeed) throws(Problem) {
    try requireCurrency(price, of: deed)
    guard costs.currency == price.currency, (0..<price.minor).contains(costs.minor) else {
      throw Problem("costs_past_price", "The costs of a sale lie between nothing and its price, in its currency.")
    }
  }

  /// Books the sale of an asset whose exchange is approved: its price less costs waits in suspense, and is principal.
  ///
  /// The price and the costs are one person's word. What they leave is no less than the lowest of the experts' values,
  /// which two persons agreed to; for less, two persons decide on just this sale.
  ///
  /// - Parameter decision: That of ``requestSale(under:price:costs:reason:by:)``, where the sale leaves less.
  /// - Throws: `istibdal_unknown`; `decision_pending`, `decision_refused`; `already_sold`; `currency_differs`;
  ///   `sale_below_value`, `decision_differs`.
  @discardableResult
  public func sell(
    under code: Code, price: Money, costs: Money, decision: ID<Decision>? = nil, on day: CalendarDate, by person: Person
  ) async throws -> BookedEntry {
    try await transaction { transaction in
      let (found, waqf) = try await lockedIstibdal(code, in: transaction)
      try requireSale(price, costs, of: waqf.deed)
      _ = try await approved(found.decision, .istibdal, on: "waqf_istibdal:\(code)", in: transaction)
      let asset = try await knownAsset(found.asset, of: waqf, in: transaction)
      let (suspense, book) = (price.minor - costs.minor, asset.bookMinor)
      let isBelow = found.sale == nil && suspense < found.leastValueMinor ?? book
      try await requireSecondApproval(
        decision, on: "waqf_sale:\(code)", of: DecidedSale(priceMinor: price.minor, costsMinor: costs.minor),
        or: isBelow ? Tadamun.saleBelowValue : nil, in: transaction)
      var lines = WaqfLines(waqf.deed)
      try lines.debit(.istibdalSuspense, suspense)
      try lines.credit(.waqfAssets, book)
      try lines.credit(.istibdalGains, max(suspense - book, 0))
      try lines.debit(.waqfLosses, max(book - suspense, 0))
      let booked = try await self.book(
        .waqfSale, lines, on: day, for: code, decision: decision ?? found.decision, policy: found.policy,
        in: transaction)
      guard booked.isNew else { return booked }
      let terms = try WaqfTerms(try await policy(found.policy, in: transaction).policy)
      try await WaqfIstibdals.insertSale(
        of: found.id, priceMinor: price.minor, costsMinor: costs.minor, bookMinor: book, on: day,
        dueOn: day.adding(days: terms.replacementDays), decision: decision, entry: booked.id, in: transaction)
      try await WaqfPrincipal.append(
        .sold, to: asset.id, as: asset.steps + 1, on: day, by: person.name, reason: code.text, in: transaction)
      let body: [String: JSONText] = ["istibdal": .text(code.text), "suspense_minor": .integer(suspense)]
      try await event("waqf_asset_sold", waqf, body, Source(person.name), in: transaction)
      return booked
    }
  }

  /// Asks that an asset be replaced by one worth less than its price, or by none where an authority waives it: what is
  /// left stays principal, as cash.
  /// - Parameter value: What the replacement is worth; nil for none.
  /// - Throws: `istibdal_unknown`; `not_sold`; `reason_missing`.
  @discardableResult
  public func requestReplacement(
    under code: Code, worth value: Money?, reason: String, by person: Person
  ) async throws -> ID<Decision> {
    guard !reason.allSatisfy(\.isWhitespace) else { throw Problem("reason_missing", "A reason is needed.") }
    return try await transaction { transaction in
      let (found, _) = try await lockedIstibdal(code, in: transaction)
      guard found.sale != nil else { throw Tadamun.notSold(code) }
      return try await request(
        .istibdal, on: "waqf_replacement:\(code)", body: Tadamun.replacement(code, value, reason), under: found.policy,
        by: person, in: transaction)
    }
  }

  /// Puts an asset in the place of one that was sold. Worth less than its price, it needs the second approval that
  /// ``requestReplacement(under:worth:reason:by:)`` asks for; worth more, the rest is paid out of principal cash.
  ///
  /// - Throws: `istibdal_unknown`, `not_sold`; `replacement_below_price`; `decision_pending`, `decision_differs`;
  ///   `insufficient_funds`.
  @discardableResult
  public func replace(
    under code: Code, by asset: WaqfAsset?, decision: ID<Decision>? = nil, on day: CalendarDate, by person: Person
  ) async throws -> BookedEntry {
    try await transaction { transaction in
      let (found, waqf) = try await lockedIstibdal(code, in: transaction)
      guard let sale = found.sale else { throw Tadamun.notSold(code) }
      if let asset { try requireCurrency(asset.book, of: waqf.deed) }
      let value = asset?.book.minor ?? 0
      try await requireSecondApproval(
        decision, on: "waqf_replacement:\(code)", of: DecidedReplacement(valueMinor: value),
        or: value < sale.suspenseMinor ? Tadamun.replacementBelowPrice : nil, in: transaction)
      var lines = WaqfLines(waqf.deed)
      try lines.credit(.istibdalSuspense, sale.suspenseMinor)
      try lines.debit(.waqfAssets, value)
      try lines.debit(.waqfPrincipalCash, sale.suspenseMinor - value)
      let booked = try await book(
        .waqfReplacement, lines, on: day, for: code, decision: decision ?? found.decision, policy: found.policy,
        in: transaction)
      guard booked.isNew else { return booked }
      var key: Int64?
      if let asset {
        key = try await WaqfPrincipal.insert(
          asset, of: waqf.id, .replacement, entry: booked.id, by: person.name, in: transaction)
      }
      try await WaqfIstibdals.insertReplacement(
        of: found.id, asset: key, valueMinor: value, on: day, decision: decision, entry: booked.id, in: transaction)
      let old = try await knownAsset(found.asset, of: waqf, in: transaction)
      try await WaqfPrincipal.append(
        .substituted, to: old.id, as: old.steps + 1, on: day, by: person.name, reason: asset?.code.text ?? "waived",
        in: transaction)
      let body: [String: JSONText] = ["istibdal": .text(code.text), "asset": .optional(asset?.code.text)]
      try await event("waqf_asset_substituted", waqf, body, Source(person.name), in: transaction)
      return booked
    }
  }

  /// A second approval that is named is about just what is done, whether it is needed or not: what is booked stands on it.
  ///
  /// - Parameter missing: What refuses it where one is needed and none is named; nil where none is needed.
  private func requireSecondApproval<Done: Decodable & Equatable>(
    _ id: ID<Decision>?, on subject: String, of done: Done, or missing: Problem?, in transaction: Transaction
  ) async throws {
    guard let id else {
      if let missing { throw missing }
      return
    }
    let decision = try await approved(id, .istibdal, on: subject, in: transaction)
    guard (try? JSONDecoder().decode(Done.self, from: Data(decision.body.utf8))) == done else {
      throw Problem("decision_differs", "The second approval is about something else than what is to be done.")
    }
  }

  private static let saleBelowValue = Problem(
    "sale_below_value",
    "The sale leaves less than the experts say that the asset is worth; that takes a second approval.")
  private static let replacementBelowPrice = Problem(
    "replacement_below_price", "The replacement is worth less than what waits for it; that takes a second approval.")

  private func lockedIstibdal(_ code: Code, in transaction: Transaction) async throws
    -> (found: WaqfIstibdals.Stored, waqf: WaqfDeeds.Stored)
  {
    guard let first = try await WaqfIstibdals.find(code, in: transaction) else {
      throw Problem("istibdal_unknown", "There is no exchange “\(code)”.")
    }
    let waqf = try await lockedWaqf(first.waqf, in: transaction)
    return (try await WaqfIstibdals.find(code, in: transaction) ?? first, waqf)
  }

  private static func notSold(_ code: Code) -> Problem {
    Problem("not_sold", "The asset of exchange “\(code)” is not sold yet.")
  }

  private static func replacement(_ code: Code, _ value: Money?, _ reason: String) -> String {
    JSONText.object([
      "istibdal": .text(code.text), "reason": .text(reason), "value_minor": .integer(value?.minor ?? 0),
    ])
  }
}

/// What a second approval reads of a sale.
private struct DecidedSale: Decodable, Equatable {
  let priceMinor: Int64
  let costsMinor: Int64

  private enum CodingKeys: String, CodingKey {
    case priceMinor = "price_minor"
    case costsMinor = "costs_minor"
  }
}

/// What a second approval reads of a replacement.
private struct DecidedReplacement: Decodable, Equatable {
  let valueMinor: Int64

  private enum CodingKeys: String, CodingKey { case valueMinor = "value_minor" }
}
