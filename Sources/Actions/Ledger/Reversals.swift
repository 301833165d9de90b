import Domain
import Foundation
import Postgres
import Store

extension Tadamun {
  /// What a decision on a reversal asks for.
  private struct ReversalRequest: Decodable {
    let entry: Int64
    let on: String
    let reason: String
  }

  /// Asks that an entry be reversed: somebody else approves it, and ``reverse(under:by:)`` books it.
  /// - Throws: `entry_unknown`, `already_reversed`, `cannot_reverse_reversal`, `reason_missing`.
  @discardableResult
  public func requestReversal(of entry: Int64, on day: CalendarDate, reason: String, by person: Person) async throws
    -> ID<Decision>
  {
    guard !reason.isEmpty else { throw Problem("reason_missing", "A reversal says why.") }
    return try await transaction { transaction in
      switch try await Ledger.state(of: entry, in: transaction) {
      case nil: throw Problem("entry_unknown", "There is no entry \(entry).")
      case .reversed: throw Problem("already_reversed", "This entry is reversed already.")
      case .reversal:
        throw Problem(
          "cannot_reverse_reversal", "A reversal cannot be reversed; book the original again as a new entry.")
      case .standing: break
      }
      let body = JSONText.object([
        "entry": .integer(entry), "on": .text(day.description), "reason": .text(reason),
      ])
      return try await request(.reversal, on: "entry:\(entry)", body: body, by: person, in: transaction)
    }
  }

  /// Books the mirror of an entry as two persons decided: on the day they named, or on the first open day after it. Done
  /// again under the same decision it is the same reversal.
  ///
  /// - Returns: The reversal's number.
  /// - Throws: `decision_unknown`, `decision_pending`, `decision_refused`, `decision_differs`; `already_reversed`.
  @discardableResult
  public func reverse(under id: ID<Decision>, by source: Source) async throws -> Int64 {
    try await transaction { transaction in
      let decision = try await approved(id, .reversal, in: transaction)
      let asked = try JSONDecoder().decode(ReversalRequest.self, from: Data(decision.body.utf8))
      try await Ledger.takeTurn(reversing: asked.entry, in: transaction)
      if let booked = try await Ledger.reversal(under: id, in: transaction) { return booked }
      let (day, closed) = try await firstOpenDay(from: CalendarDate(iso: asked.on), in: transaction)
      var hash = BodyHash()
      hash.add("reversal")
      hash.add(asked.entry)
      let header = Ledger.Header(
        source: source.name, idempotencyKey: "reversal:decision:\(id)", bodyHash: hash.finalize(), kind: "reversal",
        contributor: nil, occurredOn: day, description: asked.reason, decision: id)
      guard let reversal = try await Ledger.reverse(asked.entry, header: header, in: transaction) else {
        throw Problem("entry_unknown", "There is no entry \(asked.entry).")
      }
      if let closed { try await Periods.relate(reversal, to: closed, in: transaction) }
      let body = JSONText.object(["reverses": .integer(asked.entry), "reason": .text(asked.reason)])
      try await Events.append(
        "entry_reversed", about: "entry:\(reversal)", body: body, by: source.name, in: transaction)
      return reversal
    }
  }
}
