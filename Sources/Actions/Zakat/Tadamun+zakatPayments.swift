import Domain
import Postgres
import Store

/// When something was done: a day, or a moment that is a day on the clocks of the fund.
public enum DayOrMoment: Hashable, Sendable {
  case on(CalendarDate)
  case at(Moment)
}

extension Tadamun {
  /// Pays an approved distribution out of the fund's oldest lots. Paid again on the same day, it is the same payment.
  ///
  /// - Throws: `distribution_unknown`, `distribution_state_forbids`; `recipient_not_eligible` where an assessment does not
  ///   hold on the day any more; `zakat_restricted`, `insufficient_funds`, `debt_limit_exceeded`.
  @discardableResult
  public func payZakat(_ code: Code, _ time: DayOrMoment, by person: Person) async throws -> BookedEntry {
    try await transaction { transaction in
      let stored = try await lockedDistribution(code, in: transaction)
      let day = try await self.day(of: time, for: stored.fundCode, in: transaction)
      let lines = try await ZakatDistributions.lines(of: stored.id, in: transaction)
      let entry = try JournalEntry(
        .zakatPayment, on: day, lines: try journal(lines, of: stored, returning: false), description: code.text,
        decision: stored.decision, policy: stored.policy)
      let key = "zakat_payment:\(code)"
      if try await Ledger.booked(by: ZakatRule.source.name, under: [key], in: transaction).isEmpty {
        try stored.state.check(.paid)
      }
      let booked = try await book(entry, key: key, by: ZakatRule.source, in: transaction)
      guard booked.isNew else { return booked }
      try await ZakatDistributions.append(
        .paid, to: stored.id, as: stored.steps + 1, on: day, by: person.name, entry: booked.id, in: transaction)
      var lots = try await ZakatReceipts.lots(of: stored.fund, in: transaction)
      for line in lines {
        let uses = try ZakatLot.take(line.amountMinor, for: line.category, in: stored.region, from: &lots)
        try await ZakatReceipts.insert(
          uses, for: .line(distribution: stored.id, line: line.number), entry: booked.id, in: transaction)
      }
      let body = JSONText.object(["entry": .integer(booked.id), "on": .text(day.description)])
      try await Events.append(
        "zakat_distribution_paid", about: "zakat_distribution:\(code)", body: body, by: person.name, in: transaction)
      return booked
    }
  }

  /// Records evidence that ownership of a line passed. Once every line has one without a condition, the distribution is
  /// proven. Recorded again, a proof changes nothing.
  ///
  /// - Returns: The state of each line: `proven`, `tamlik_disputed` or `unproven`.
  /// - Throws: `distribution_unknown`, `distribution_state_forbids`, `line_unknown`, `already_proven`.
  @discardableResult
  public func prove(_ proof: ZakatProof, of code: Code, line: Int, by person: Person) async throws -> [String] {
    try await transaction { transaction in
      let stored = try await lockedDistribution(code, in: transaction)
      if try await ZakatDistributions.stands(proof, of: stored.id, line: line, in: transaction) {
        return try await ZakatDistributions.ownership(of: stored.id, in: transaction).map(\.state)
      }
      guard stored.state == .paid else {
        throw Problem(
          "distribution_state_forbids",
          "Ownership passes when a distribution is paid; this one is \(stored.state.rawValue).")
      }
      try await ZakatDistributions.insert(proof, of: stored.id, line: line, in: transaction)
      let states = try await ZakatDistributions.ownership(of: stored.id, in: transaction).map(\.state)
      let body = JSONText.object([
        "line": .integer(Int64(line)), "reference": .text(proof.reference), "condition": .optional(proof.condition),
      ])
      try await Events.append(
        proof.condition == nil ? "zakat_tamlik_proven" : "zakat_tamlik_disputed", about: "zakat_distribution:\(code)",
        body: body, by: person.name, in: transaction)
      if states.allSatisfy({ $0 == "proven" }) {
        try await ZakatDistributions.append(
          .proven, to: stored.id, as: stored.steps + 1, on: proof.provedOn, by: person.name, in: transaction)
      }
      return states
    }
  }

  /// Closes a distribution whose every line is proven.
  /// - Throws: `distribution_unknown`, `tamlik_unproven`, `distribution_state_forbids`.
  public func closeZakatDistribution(_ code: Code, on day: CalendarDate, by person: Person) async throws {
    try await step(.closed, code, on: day, by: person)
  }

  /// Records that a payment did not arrive.
  /// - Throws: `distribution_unknown`, `distribution_state_forbids`, `reason_missing`.
  public func failZakatDistribution(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws
  {
    try await step(.failed, code, on: day, reason: reason, by: person)
  }

  /// Books a failed payment back into the fund and into the lots it came from.
  /// - Throws: `distribution_unknown`, `distribution_state_forbids`.
  @discardableResult
  public func returnZakat(_ code: Code, on day: CalendarDate, by person: Person) async throws -> BookedEntry {
    try await transaction { transaction in
      let stored = try await lockedDistribution(code, in: transaction)
      let lines = try await ZakatDistributions.lines(of: stored.id, in: transaction)
      let entry = try JournalEntry(
        .zakatReturn, on: day, lines: try journal(lines, of: stored, returning: true), description: code.text,
        policy: stored.policy)
      let key = "zakat_return:\(code)"
      if try await Ledger.booked(by: ZakatRule.source.name, under: [key], in: transaction).isEmpty {
        try stored.state.check(.returnedToFund)
      }
      let booked = try await book(entry, key: key, by: ZakatRule.source, in: transaction)
      guard booked.isNew else { return booked }
      try await ZakatDistributions.append(
        .returnedToFund, to: stored.id, as: stored.steps + 1, on: day, by: person.name, entry: booked.id,
        in: transaction)
      try await ZakatReceipts.returnUses(of: stored.id, entry: booked.id, in: transaction)
      try await Events.append(
        "zakat_distribution_returned_to_fund", about: "zakat_distribution:\(code)",
        body: JSONText.object(["entry": .integer(booked.id)]), by: person.name, in: transaction)
      return booked
    }
  }

  /// A distribution as it stands.
  public func zakatDistribution(_ code: Code) async throws -> ZakatDistributionState {
    try await reading { transaction in
      guard let stored = try await ZakatDistributions.find(code, in: transaction) else {
        throw Problem("distribution_unknown", "There is no distribution “\(code)”.")
      }
      let ownership = try await ZakatDistributions.ownership(of: stored.id, in: transaction).map(\.state)
      return ZakatDistributionState(
        code: code, fund: stored.fundCode, mode: stored.mode, amount: stored.amount, state: stored.state,
        decision: stored.decision, ownership: ownership)
    }
  }

  /// How a zakat fund stands on a day.
  /// - Throws: `zakat_fund_unknown`.
  public func zakatReport(of code: Code, on day: CalendarDate) async throws -> ZakatReport {
    try await reading { transaction in
      let fund = try await zakatFund(code, in: transaction)
      return try await ZakatReports.report(on: day, of: fund, in: transaction)
    }
  }

  /// The lines that hand a distribution over, or take it back: one for each actor it goes through, and one for all who
  /// get theirs directly.
  private func journal(
    _ lines: [ZakatDistributions.StoredLine], of stored: ZakatDistributions.Stored, returning: Bool
  ) throws -> [LedgerLine] {
    let byActor = Dictionary(grouping: lines, by: { $0.actor?.text ?? "" })
    let sign: Int64 = returning ? -1 : 1
    let reached = try byActor.sorted { $0.key < $1.key }.map { _, lines in
      let amount = try Money(minor: sign * lines.reduce(0) { $0 + $1.amountMinor }, stored.amount.currency)
      return LedgerLine(fund: stored.fundCode, account: .of(.disbursements, lines[0].actor), amount: amount)
    }
    let cash = try Money(minor: -sign * stored.amount.minor, stored.amount.currency)
    return reached + [LedgerLine(fund: stored.fundCode, account: .of(.zakatCash, nil), amount: cash)]
  }

  private func day(of time: DayOrMoment, for fund: Code, in transaction: Transaction) async throws -> CalendarDate {
    switch time {
    case .on(let day): return day
    case .at(let moment):
      let fund = try await zakatFund(fund, in: transaction)
      return try await Clock.day(at: moment, in: fund.fund.timeZone, session: transaction)
    }
  }
}

/// A distribution as it stands.
public struct ZakatDistributionState: Hashable, Sendable {
  public let code: Code
  public let fund: Code
  public let mode: ZakatMode
  public let amount: Money
  public let state: ZakatState
  public let decision: ID<Decision>
  /// Of each line: `proven`, `tamlik_disputed` or `unproven`.
  public let ownership: [String]
}
