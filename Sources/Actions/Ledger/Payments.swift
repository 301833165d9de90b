import Domain
import Postgres
import Store

// Money that leaves a fund under no rules of its own: one person asks for the entry, another approves, and just that
// entry is booked. What has steps of its own, such as a tranche or a zakat payment, asks for its own decision.

extension Tadamun {
  /// Asks that money be handed over. Asked for again under its reference, it is the same decision, unless that one was
  /// refused.
  ///
  /// - Parameter hold: The hold that the payment takes from; nil for what is available.
  /// - Returns: The decision that another person approves; ``pay(under:by:)`` then books the entry.
  /// - Throws: `payment_moves_nothing` for an entry that one person may book; `fund_unknown`, `actor_unknown`;
  ///   `hold_unknown`, `already_ended`; `payment_exists` where the reference is another payment's.
  @discardableResult
  public func requestPayment(
    _ entry: JournalEntry, reference: Code, from hold: Int64? = nil, by person: Person
  ) async throws -> ID<Decision> {
    guard entry.handsMoneyOver else {
      throw Problem("payment_moves_nothing", "No money leaves a fund by this entry; book it as an entry.")
    }
    let body = PaymentBody.text(entry, from: hold)
    return try await transaction { transaction in
      let subject = Tadamun.paymentSubject(reference)
      if let standing = try await standingPayment(subject, body, in: transaction) { return standing }
      try await requireNames(of: entry, in: transaction)
      if let hold { try await requireOpen(hold: hold, in: transaction) }
      return try await request(.disbursement, on: subject, body: body, by: person, in: transaction)
    }
  }

  /// Books the payment that two persons decided on. Booked again under the same decision, it is the same entry.
  ///
  /// - Throws: `decision_unknown`, `decision_pending`, `decision_refused`; `decision_differs` where it is about something
  ///   else; `already_ended` where its hold has ended; `insufficient_funds`, `period_closed`.
  @discardableResult
  public func pay(under id: ID<Decision>, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      let decision = try await approved(id, .disbursement, in: transaction)
      guard decision.subject.hasPrefix(Tadamun.paymentPrefix) else {
        throw Problem("decision_differs", "The decision \(id) is not about a payment of this kind.")
      }
      let payment = try PaymentBody.read(decision.body)
      let entry = try payment.entry(under: id)
      let booked: BookedEntry
      if let hold = payment.hold {
        booked = try await post(hold: hold, as: entry, key: decision.subject, by: .payments, in: transaction)
      } else {
        booked = try await book(entry, key: decision.subject, by: .payments, in: transaction)
      }
      guard booked.isNew else { return booked }
      let body = JSONText.object(["decision": .integer(id.rawValue), "entry": .integer(booked.id)])
      try await Events.append("payment_booked", about: decision.subject, body: body, by: source.name, in: transaction)
      return booked
    }
  }

  /// What was asked for before under a subject, unless it was refused.
  /// - Throws: `payment_exists` where that was something else.
  func standingPayment(_ subject: String, _ body: String, in transaction: Transaction) async throws -> ID<Decision>? {
    let asked = try await Decisions.list(
      after: ID(0), onlyPending: false, subject: subject, limit: 500, in: transaction)
    guard let standing = asked.last, standing.verdict?.outcome != .refused else { return nil }
    guard standing.body == body else {
      throw Problem("payment_exists", "There is another payment “\(subject)”.")
    }
    return standing.id
  }

  private static let paymentPrefix = "payment:"
  private static func paymentSubject(_ reference: Code) -> String { "\(paymentPrefix)\(reference)" }

  private func requireNames(of entry: JournalEntry, in transaction: Transaction) async throws {
    let funds = Set(entry.lines.map(\.fund)).sorted()
    let found = try await Funds.find(funds, in: transaction)
    if let unknown = funds.first(where: { found[$0] == nil }) { throw Tadamun.unknownFund(unknown) }
    let actors = Set(entry.lines.compactMap(\.account.actor) + [entry.contributor].compactMap(\.self))
    _ = try await knownActors(actors.sorted(), in: transaction)
  }
}
