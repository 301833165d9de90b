import Domain
import Foundation
import Postgres
import Store

// What leaves a zakat fund beside its distributions: one person asks, another approves, and just that is booked.

extension Tadamun {
  /// Asks that a receipt be given back, whole. Asked for again, it is the same decision, unless that one was refused.
  ///
  /// - Returns: The decision that another person approves; ``refundZakat(under:by:)`` then gives it back.
  /// - Throws: `receipt_unknown`, `already_refunded`, `receipt_distributed`, `reason_missing`; `payment_exists` where it
  ///   was asked for on another day or for another reason.
  @discardableResult
  public func requestZakatRefund(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws
    -> ID<Decision>
  {
    guard !reason.allSatisfy(\.isWhitespace) else { throw Problem("reason_missing", "A reason is needed.") }
    return try await transaction { transaction in
      let (subject, body) = (
        "zakat_refund:\(code)",
        JSONText.object(["on": .text(day.description), "reason": .text(reason), "receipt": .text(code.text)])
      )
      if let standing = try await standingPayment(subject, body, in: transaction) { return standing }
      try await requireWhole(try await knownReceipt(code, in: transaction), in: transaction)
      return try await request(.disbursement, on: subject, body: body, by: person, in: transaction)
    }
  }

  /// Gives a receipt back as two persons decided. Done again under the same decision, it is the same refund.
  ///
  /// - Throws: `decision_unknown`, `decision_pending`, `decision_refused`, `decision_differs`; `receipt_distributed`,
  ///   `already_refunded`; `amil_cap_exceeded` where without the receipt more of the administrators' share would be
  ///   charged than its cap.
  @discardableResult
  public func refundZakat(under id: ID<Decision>, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      let decision = try await approved(id, .disbursement, in: transaction)
      let asked = try ZakatOutflow(decision, "zakat_refund:")
      let stored = try await knownReceipt(try Code(asked.receipt ?? ""), in: transaction)
      let receipt = stored.receipt
      let fund = try await zakatFund(receipt.fund, in: transaction)
      try await ZakatFunds.lock(fund.id, in: transaction)
      if try await Ledger.booked(by: ZakatRule.source.name, under: [decision.subject], in: transaction).isEmpty {
        try await requireWhole(stored, in: transaction)
      }
      let entry = try JournalEntry(
        .zakatRefund, on: asked.day(),
        lines: ZakatRule.lines(receipt.fund, receipt.amount, from: .of(.zakatCash, nil), to: .of(.zakatGiven, nil)),
        description: asked.reason ?? "", decision: id)
      let booked = try await book(entry, key: decision.subject, by: ZakatRule.source, in: transaction)
      guard booked.isNew else { return booked }
      try await ZakatReceipts.insertRefund(
        of: stored.id, entry: booked.id, on: asked.day(), reason: asked.reason ?? "", in: transaction)
      let body = JSONText.object(["reason": .text(asked.reason ?? ""), "decision": .integer(id.rawValue)])
      try await Events.append(
        "zakat_refunded", about: "zakat_receipt:\(receipt.code)", body: body, by: source.name, in: transaction)
      return booked
    }
  }

  /// Asks for a part of the administrators' share. Asked for again under its reference, it is the same decision, unless
  /// that one was refused.
  ///
  /// - Returns: The decision that another person approves; ``chargeAmil(under:by:)`` then charges it.
  /// - Throws: `zakat_fund_unknown`, `currency_differs`; `amil_cap_exceeded`, with the limit; `payment_exists` where the
  ///   reference is another charge's.
  @discardableResult
  public func requestAmilCharge(
    _ amount: Money, to code: Code, reference: Code, on day: CalendarDate, by person: Person
  ) async throws -> ID<Decision> {
    try await transaction { transaction in
      let fund = try await zakatFund(code, in: transaction)
      try ZakatRule.requireCurrency(amount, of: fund.fund)
      let (subject, body) = (
        "amil_charge:\(code):\(reference)",
        JSONText.object([
          "amount": .text(amount.decimal), "fund": .text(code.text), "on": .text(day.description),
          "reference": .text(reference.text),
        ])
      )
      if let standing = try await standingPayment(subject, body, in: transaction) { return standing }
      let (terms, policy) = try await zakatTerms(fund.fund.policy, on: day, in: transaction)
      _ = try await requireRoom(for: amount, of: fund.id, on: day, terms, in: transaction)
      return try await request(.disbursement, on: subject, body: body, under: policy, by: person, in: transaction)
    }
  }

  /// Charges the administrators' share as two persons decided, up to the policy's cap of what the year received. Done
  /// again under the same decision, it is the same charge.
  ///
  /// - Throws: `decision_unknown`, `decision_pending`, `decision_refused`, `decision_differs`; `amil_cap_exceeded`, with
  ///   the limit; `insufficient_funds`, `zakat_restricted`.
  @discardableResult
  public func chargeAmil(under id: ID<Decision>, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      let decision = try await approved(id, .disbursement, in: transaction)
      let asked = try ZakatOutflow(decision, "amil_charge:")
      let (fund, day) = (try await zakatFund(try Code(asked.fund ?? ""), in: transaction), try asked.day())
      let amount = try Money(decimal: asked.amount ?? "", fund.fund.currency)
      try await ZakatFunds.lock(fund.id, in: transaction)
      let (terms, policy) = try await zakatTerms(fund.fund.policy, on: day, in: transaction)
      let entry = try JournalEntry(
        .amilCharge, on: day,
        lines: ZakatRule.lines(fund.fund.code, amount, from: .of(.zakatCash, nil), to: .of(.amilShare, nil)),
        description: asked.reference ?? "", decision: id, policy: policy)
      let isNew = try await Ledger.booked(
        by: ZakatRule.source.name, under: [decision.subject], in: transaction
      ).isEmpty
      let period =
        isNew
        ? try await requireRoom(for: amount, of: fund.id, on: day, terms, in: transaction)
        : try DateSpan(day, through: day)
      let booked = try await book(entry, key: decision.subject, by: ZakatRule.source, in: transaction)
      guard booked.isNew else { return booked }
      var lots = try await ZakatReceipts.lots(of: fund.id, in: transaction)
      let uses = try ZakatLot.take(amount.minor, for: .amilin, in: nil, from: &lots)
      let charge = try await ZakatReceipts.insertCharge(
        of: amount.minor, to: fund.id, over: period, on: day, capBasisPoints: terms.amilCapBasisPoints, policy: policy,
        entry: booked.id, in: transaction)
      try await ZakatReceipts.insert(uses, for: .charge(charge), entry: booked.id, in: transaction)
      let body = JSONText.object(["amount": .text(amount.description), "entry": .integer(booked.id)])
      try await Events.append(
        "amil_charged", about: "fund:\(fund.fund.code)", body: body, by: source.name, in: transaction)
      return booked
    }
  }

  /// The year that the charge belongs to.
  private func requireRoom(
    for amount: Money, of fund: ID<Fund>, on day: CalendarDate, _ terms: ZakatTerms, in transaction: Transaction
  ) async throws -> DateSpan {
    let period = try ZakatRule.year(of: day, terms.amilYear, in: try await calendar(terms, in: transaction))
    let room = try await ZakatReceipts.room(for: fund, over: period, on: day, in: transaction)
    try ZakatRule.requireRoom(for: amount, received: room.receivedMinor, charged: room.chargedMinor, terms)
    return period
  }

  private func knownReceipt(_ code: Code, in session: some Session) async throws -> ZakatReceipts.Stored {
    guard let stored = try await ZakatReceipts.find(code, in: session) else {
      throw Problem("receipt_unknown", "There is no receipt “\(code)”.")
    }
    return stored
  }

  private func requireWhole(_ stored: ZakatReceipts.Stored, in session: some Session) async throws {
    guard let standing = try await ZakatReceipts.standing(of: stored.receipt.code, in: session) else { return }
    let constraint = standing.isRefunded ? "refunded_once" : "used_lots_are_not_refunded"
    if standing.remainingMinor < standing.amount.minor, let refusal = Refusal.problem(of: constraint) { throw refusal }
  }
}

/// What a decision on such money asks for.
private struct ZakatOutflow: Decodable {
  let receipt: String?
  let fund: String?
  let amount: String?
  let reference: String?
  let reason: String?
  private let on: String

  /// - Throws: `decision_differs` where it is about something else.
  init(_ decision: Decision, _ prefix: String) throws(Problem) {
    guard decision.subject.hasPrefix(prefix),
      let read = try? JSONDecoder().decode(ZakatOutflow.self, from: Data(decision.body.utf8))
    else {
      throw Problem("decision_differs", "The decision \(decision.id) is about something else than what is to be done.")
    }
    self = read
  }

  func day() throws -> CalendarDate { try CalendarDate(iso: on) }
}
