import Domain
import Postgres
import Store

extension Tadamun {
  /// Records zakat from a payer: a lot whose age is watched. Recorded again, the same receipt changes nothing.
  ///
  /// - Returns: What the calendar and the policy make of it.
  /// - Throws: `zakat_fund_unknown`, `currency_differs`, `hijri_out_of_range`; `receipt_exists` where the code is another
  ///   receipt's; `donor_unknown`, `territory_unknown`; against a promise, `pledge_unknown`, `pledge_differs`,
  ///   `pledge_ended`, `pledge_exceeded`.
  @discardableResult
  public func receive(_ receipt: ZakatReceipt, by source: Source) async throws -> ZakatReceiptTerms {
    try await transaction { transaction in
      let fund = try await zakatFund(receipt.fund, in: transaction)
      try ZakatRule.requireCurrency(receipt.amount, of: fund.fund)
      var (receipt, pledge): (ZakatReceipt, ZakatPledgeStanding?) = (receipt, nil)
      if let code = receipt.pledge {
        try await ZakatFunds.lock(fund.id, in: transaction)
        let standing = try await zakatPledge(code, in: transaction)
        (receipt, pledge) = (try standing.filling(receipt), standing)
      }
      if let stored = try await ZakatReceipts.find(receipt.code, in: transaction) {
        guard stored.receipt == receipt else {
          throw Problem("receipt_exists", "There is another receipt “\(receipt.code)”.")
        }
        return ZakatReceiptTerms(hijri: stored.hijri, hawlEndsOn: stored.hawlEndsOn, dueOn: stored.dueOn)
      }
      try pledge?.requireRoom(for: receipt)
      let (terms, policy) = try await zakatTerms(fund.fund.policy, on: receipt.receivedOn, in: transaction)
      let calendar = try await calendar(terms, in: transaction)
      let hijri = try calendar.date(of: receipt.receivedOn)
      let judged = ZakatReceipts.Terms(
        hijri: hijri, hawlEndsOn: try calendar.hawlEnd(of: receipt.receivedOn).on,
        dueOn: receipt.receivedOn.adding(days: terms.maximumDaysUndistributed), policy: policy)
      let entry = try JournalEntry(
        .zakatReceipt, on: receipt.receivedOn,
        lines: ZakatRule.lines(receipt.fund, receipt.amount, from: .of(.zakatGiven, nil), to: .of(.zakatCash, nil)),
        description: receipt.code.text, policy: policy)
      let booked = try await book(entry, key: "zakat_receipt:\(receipt.code)", by: ZakatRule.source, in: transaction)
      try await ZakatReceipts.insert(receipt, in: fund.id, entry: booked.id, terms: judged, session: transaction)
      let body = JSONText.object(["amount": .text(receipt.amount.description), "entry": .integer(booked.id)])
      try await Events.append(
        "zakat_received", about: "zakat_receipt:\(receipt.code)", body: body, by: source.name, in: transaction)
      return ZakatReceiptTerms(hijri: hijri.description, hawlEndsOn: judged.hawlEndsOn, dueOn: judged.dueOn)
    }
  }

  /// What became of a receipt.
  /// - Throws: `receipt_unknown`.
  public func zakatReceipt(_ code: Code) async throws -> ZakatReceiptStanding {
    guard let standing = try await reading({ try await ZakatReceipts.standing(of: code, in: $0) }) else {
      throw Problem("receipt_unknown", "There is no receipt “\(code)”.")
    }
    return standing
  }

  /// Gives a receipt back, whole, while none of it is distributed.
  /// - Throws: `receipt_unknown`, `already_refunded`, `receipt_distributed`, `reason_missing`.
  public func refundZakat(_ code: Code, on day: CalendarDate, reason: String, by source: Source) async throws {
    try await transaction { transaction in
      guard let stored = try await ZakatReceipts.find(code, in: transaction) else {
        throw Problem("receipt_unknown", "There is no receipt “\(code)”.")
      }
      let fund = try await zakatFund(stored.receipt.fund, in: transaction)
      try await ZakatFunds.lock(fund.id, in: transaction)
      let key = "zakat_refund:\(code)"
      if try await Ledger.booked(by: ZakatRule.source.name, under: [key], in: transaction).isEmpty {
        let left = try await ZakatReceipts.remaining(of: stored.id, in: transaction)
        if left < stored.receipt.amount.minor, let refusal = Refusal.problem(of: "used_lots_are_not_refunded") {
          throw refusal
        }
      }
      let entry = try JournalEntry(
        .zakatRefund, on: day,
        lines: ZakatRule.lines(
          stored.receipt.fund, stored.receipt.amount, from: .of(.zakatCash, nil), to: .of(.zakatGiven, nil)),
        description: reason)
      let booked = try await book(entry, key: key, by: ZakatRule.source, in: transaction)
      guard booked.isNew else { return }
      try await ZakatReceipts.insertRefund(of: stored.id, entry: booked.id, on: day, reason: reason, in: transaction)
      try await Events.append(
        "zakat_refunded", about: "zakat_receipt:\(code)", body: JSONText.object(["reason": .text(reason)]),
        by: source.name, in: transaction)
    }
  }

  /// Books interest that a bank paid on a zakat account: into the fund for purification, never into the fund itself.
  /// - Parameter reference: Names the bank's line; recorded again, it changes nothing.
  @discardableResult
  public func recordImpureInterest(
    _ amount: Money, on fund: Code, reference: Code, day: CalendarDate, by source: Source
  ) async throws -> BookedEntry {
    try await transaction { transaction in
      try await setAside(amount, of: fund, reference: reference, day: day, by: source, in: transaction)
    }
  }

  /// As ``recordImpureInterest(_:on:reference:day:by:)``, in a transaction of the caller's.
  func setAside(
    _ amount: Money, of fund: Code, reference: Code, day: CalendarDate, by source: Source, in transaction: Transaction
  ) async throws -> BookedEntry {
    let fund = try await zakatFund(fund, in: transaction)
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "Interest is above zero.") }
    let entry = try JournalEntry(
      .impureInterest, on: day,
      lines: ZakatRule.lines(fund.fund.purification, amount, from: .of(.impureInterest, nil), to: .of(.cash, nil)),
      description: "\(fund.fund.code) \(reference)")
    let booked = try await book(
      entry, key: "impure_interest:\(fund.fund.code):\(reference)", by: ZakatRule.source, in: transaction)
    if booked.isNew {
      try await Events.append(
        "impure_interest_set_aside", about: "fund:\(fund.fund.code)",
        body: JSONText.object(["amount": .text(amount.description)]), by: source.name, in: transaction)
    }
    return booked
  }

  /// Charges the administrators' share, up to the policy's cap of what the year received.
  /// - Parameter reference: Names the charge; made again, it changes nothing.
  /// - Throws: `amil_cap_exceeded`, with the limit; `insufficient_funds`, `zakat_restricted`.
  @discardableResult
  public func chargeAmil(
    _ amount: Money, to code: Code, reference: Code, on day: CalendarDate, by source: Source
  ) async throws -> BookedEntry {
    try await transaction { transaction in
      let fund = try await zakatFund(code, in: transaction)
      try ZakatRule.requireCurrency(amount, of: fund.fund)
      try await ZakatFunds.lock(fund.id, in: transaction)
      let (terms, policy) = try await zakatTerms(fund.fund.policy, on: day, in: transaction)
      let entry = try JournalEntry(
        .amilCharge, on: day,
        lines: ZakatRule.lines(code, amount, from: .of(.zakatCash, nil), to: .of(.amilShare, nil)),
        description: reference.text, policy: policy)
      let key = "amil_charge:\(code):\(reference)"
      let period = try ZakatRule.year(of: day, terms.amilYear, in: try await calendar(terms, in: transaction))
      if try await Ledger.booked(by: ZakatRule.source.name, under: [key], in: transaction).isEmpty {
        let room = try await ZakatReceipts.room(for: fund.id, over: period, in: transaction)
        try ZakatRule.requireRoom(for: amount, received: room.receivedMinor, charged: room.chargedMinor, terms)
      }
      let booked = try await book(entry, key: key, by: ZakatRule.source, in: transaction)
      guard booked.isNew else { return booked }
      var lots = try await ZakatReceipts.lots(of: fund.id, in: transaction)
      let uses = try ZakatLot.take(amount.minor, for: .amilin, in: nil, from: &lots)
      let charge = try await ZakatReceipts.insertCharge(
        of: amount.minor, to: fund.id, over: period, on: day, capBasisPoints: terms.amilCapBasisPoints, policy: policy,
        entry: booked.id, in: transaction)
      try await ZakatReceipts.insert(uses, for: .charge(charge), entry: booked.id, in: transaction)
      let body = JSONText.object(["amount": .text(amount.description), "entry": .integer(booked.id)])
      try await Events.append("amil_charged", about: "fund:\(code)", body: body, by: source.name, in: transaction)
      return booked
    }
  }

  func calendar(_ terms: ZakatTerms, in session: some Session) async throws -> HijriCalendar {
    switch terms.monthStarts {
    case .ummAlQura: .ummAlQura
    case .announced: try HijriCalendar(observed: try await HijriMonthStarts.all(in: session))
    }
  }
}

/// What the calendar and the policy make of a receipt.
public struct ZakatReceiptTerms: Hashable, Sendable {
  /// The day it came, `YYYY-MM-DD` of the Hijri calendar.
  public let hijri: String
  /// The same day of the next Hijri year.
  public let hawlEndsOn: CalendarDate
  /// The last day on which it may lie undistributed.
  public let dueOn: CalendarDate
}
