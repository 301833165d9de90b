import Domain
import Postgres
import Store

/// What matching found.
public struct BankMatchCounts: Hashable, Sendable {
  public internal(set) var byReference = 0
  public internal(set) var byAmountDatePayer = 0
  /// Lines that are still open, whole or in part.
  public internal(set) var open = 0
}

extension Tadamun {
  /// Matches the lines of a bank account, or of all, to entries of its fund, as far as that is certain.
  /// - Throws: `bank_account_unknown`.
  public func matchBankLines(of code: Code? = nil, by source: Source) async throws -> BankMatchCounts {
    var counts = BankMatchCounts()
    let accounts = try await BankAccounts.all(in: pool)
    if let code, !accounts.contains(where: { $0.account.code == code }) {
      _ = try await knownBankAccount(code, in: pool)
    }
    for account in accounts where code == nil || account.account.code == code {
      try await transaction { transaction in
        try await BankMatches.lock(fund: account.fund, in: transaction)
        let lines = try await BankMatches.openLines(of: account.id, in: transaction)
        let days = lines.map(\.bookedOn)
        guard let first = days.min(), let last = days.max() else { return }
        // A reference is good for longer than an amount: a promise may be paid weeks after it was booked.
        let span = try DateSpan(first.adding(days: -366), through: last.adding(days: 366))
        let entries = try await BankMatches.openEntries(
          of: account.fund, in: account.account.currency, over: span, session: transaction)
        let matches = BankMatching.matches(lines, entries)
        for match in matches {
          _ = try await BankMatches.insert(match, reason: "", by: source.name, in: transaction)
          if match.method == .reference { counts.byReference += 1 } else { counts.byAmountDatePayer += 1 }
        }
        counts.open += try await BankMatches.openLines(of: account.id, in: transaction).count
        if !matches.isEmpty {
          let body = JSONText.object(["matches": .integer(Int64(matches.count))])
          try await Events.append(
            "bank_lines_matched", about: "bank_account:\(account.account.code)", body: body, by: source.name,
            in: transaction)
        }
      }
    }
    return counts
  }

  /// Says that a line is an entry, or a part of one of the other. Said again with the same amount and reason while it
  /// stands, it is the same match.
  ///
  /// - Parameter amount: Nil for what is open of the line.
  /// - Returns: The match's number, by which it may be withdrawn.
  /// - Throws: `bank_line_unknown`, `entry_unknown`, `reason_missing`; `bank_line_matched` where nothing of the line is
  ///   open; `bank_match_exceeds_line`, `bank_match_exceeds_entry`, `bank_match_other_fund`.
  public func matchBankLine(_ line: Int64, to entry: Int64, amount: Money? = nil, reason: String, by source: Source)
    async throws -> Int64
  {
    try Tadamun.checkReason(reason)
    return try await transaction { transaction in
      guard let stored = try await BankMatches.line(line, in: transaction) else {
        throw Problem("bank_line_unknown", "There is no line \(line) of a bank account.")
      }
      guard try await BankMatches.entryExists(entry, in: transaction) else {
        throw Problem("entry_unknown", "There is no entry \(entry).")
      }
      if let earlier = try await BankMatches.byHand(
        line, entry, amountMinor: amount?.minor, reason: reason, in: transaction)
      {
        return earlier
      }
      guard stored.open.minor != 0 else {
        throw Problem("bank_line_matched", "The line \(line) is matched whole already.")
      }
      if let amount, amount.minor <= 0 || amount.currency != stored.amount.currency {
        throw Problem(
          "amount_not_positive", "The amount of a match is more than zero, in \(stored.amount.currency).",
          at: Place(field: "amount"))
      }
      let match = BankMatching.Match(
        line: line, entry: entry, amountMinor: amount?.minor ?? abs(stored.open.minor), method: .byHand)
      let id = try await BankMatches.insert(match, reason: reason, by: source.name, in: transaction)
      let body = JSONText.object([
        "entry": .integer(entry), "amount_minor": .integer(match.amountMinor), "reason": .text(reason),
      ])
      try await Events.append(
        "bank_line_matched", about: "bank_line:\(line)", body: body, by: source.name, in: transaction)
      return id
    }
  }

  /// Takes a match back.
  /// - Throws: `bank_match_unknown`, also for one that was withdrawn before; `reason_missing`.
  public func withdrawBankMatch(_ match: Int64, reason: String, by source: Source) async throws {
    try Tadamun.checkReason(reason)
    try await transaction { transaction in
      guard try await BankMatches.withdraw(match, reason: reason, by: source.name, in: transaction) else {
        throw Problem("bank_match_unknown", "There is no match \(match) that stands.")
      }
      try await Events.append(
        "bank_match_withdrawn", about: "bank_match:\(match)", body: JSONText.object(["reason": .text(reason)]),
        by: source.name, in: transaction)
    }
  }

  /// Lines that the books do not explain, or not whole, oldest first; at most 500 after the line `after`.
  public func unmatchedBankLines(asOf day: CalendarDate, of account: Code? = nil, after line: Int64 = 0, limit: Int)
    async throws -> [UnmatchedBankLine]
  {
    if let account { _ = try await knownBankAccount(account, in: pool) }
    return try await BankMatches.unmatched(
      asOf: day, account: account, after: line, limit: min(max(limit, 1), 500), in: pool)
  }

  private static func checkReason(_ reason: String) throws(Problem) {
    guard reason.contains(where: { !$0.isWhitespace }), reason.unicodeScalars.count <= 2_000 else {
      throw Problem("reason_missing", "Say why, in 2,000 characters at most.", at: Place(field: "reason"))
    }
  }
}
