import Domain
import Foundation

/// A payment as the body of a decision: the entry to be booked, written in a fixed order of members, and read back when
/// it is carried out.
struct PaymentBody: Decodable {
  private struct Line: Decodable {
    let fund: String
    let account: String
    let actor: String?
    let amount: String
    let currency: String
  }

  private let kind: String
  private let on: String
  private let description: String
  private let contributor: String?
  /// The hold that the payment takes from.
  let hold: Int64?
  private let lines: [Line]

  static func text(_ entry: JournalEntry, from hold: Int64?) -> String {
    let lines = entry.lines.map { line in
      JSONText.members([
        "fund": .text(line.fund.text), "account": .text(line.account.kind.rawValue),
        "actor": .optional(line.account.actor?.text), "amount": .text(line.amount.decimal),
        "currency": .text(line.amount.currency.code),
      ])
    }
    return JSONText.object([
      "kind": .text(entry.kind.rawValue), "on": .text(entry.occurredOn.description),
      "description": .text(entry.description), "contributor": .optional(entry.contributor?.text),
      "hold": hold.map(JSONText.integer) ?? .null, "lines": .list(lines),
    ])
  }

  /// What a decision's body says.
  /// - Throws: `decision_differs` where it says no payment.
  static func read(_ body: String) throws(Problem) -> PaymentBody {
    guard let read = try? JSONDecoder().decode(PaymentBody.self, from: Data(body.utf8)) else {
      throw Problem("decision_differs", "The decision is not about a payment.")
    }
    return read
  }

  /// The entry to be booked, on the decision that approved it.
  func entry(under decision: ID<Decision>) throws -> JournalEntry {
    let read = try lines.map { line in
      let actor = try line.actor.map { try Code($0) }
      return LedgerLine(
        fund: try Code(line.fund), account: .of(AccountKind(rawValue: line.account), actor),
        amount: try Money(decimal: line.amount, Currency(line.currency)))
    }
    return try JournalEntry(
      EntryKind(rawValue: kind), on: CalendarDate(iso: on), lines: read, description: description,
      contributor: contributor.map { try Code($0) }, decision: decision)
  }
}
