import Domain
import Postgres
import Store

extension Tadamun {
  private enum Received {
    case answered(ProviderAnswer)
    case conflict
  }

  /// Takes what a provider of payments tells. The same event again has the same answer and changes nothing.
  ///
  /// An authorisation that would pass the ceiling is not taken: the answer is `released`, and the provider lets the
  /// payment go before money moves. A capture that comes when the campaign is not open, or that was not authorised and
  /// would pass the ceiling, is booked and goes back at once: the answer is `refund_due`.
  ///
  /// - Throws: `payment_unknown`; `amount_differs` where the amount is not the pledge's; `event_conflict` where the
  ///   provider used the number for something else before, which is kept.
  public func receive(_ event: ProviderEvent, by source: Source) async throws -> ProviderAnswer {
    let hash = BodyHash.of(event)
    let received: Received = try await transaction { transaction in
      try await ProviderEvents.lock(event.provider, event.event, in: transaction)
      if let known = try await ProviderEvents.find(event.provider, event.event, in: transaction) {
        if known.bodyHash == hash { return .answered(known.answer) }
        if try await ProviderEvents.insertConflict(event, bodyHash: hash, in: transaction) {
          let body = JSONText.object([
            "kind": .text(event.kind.rawValue), "payment": .text(event.externalID),
            "amount": .text(event.amount.description),
          ])
          try await Events.append(
            "provider_event_conflict", about: "provider_event:\(event.provider):\(event.event)", body: body,
            by: source.name, in: transaction)
        }
        return .conflict
      }
      guard
        let found = try await Pledges.find(provider: event.provider, externalID: event.externalID, in: transaction)
      else {
        throw Problem(
          "payment_unknown", "No pledge has the payment \(event.externalID) of \(event.provider).",
          at: Place(field: "external_id"))
      }
      let (pledge, campaign) = try await lockedPledge(found.pledge.code, in: transaction)
      guard event.amount == pledge.pledge.amount else {
        throw Problem(
          "amount_differs", "The pledge \(pledge.pledge.code) is of \(pledge.pledge.amount), not \(event.amount).",
          at: Place(field: "amount"))
      }
      let desk = ProviderEventDesk(tadamun: self, event: event, pledge: pledge, campaign: campaign)
      let (outcome, reason) = try await desk.perform(in: transaction)
      try await ProviderEvents.insert(
        event, of: pledge.id, bodyHash: hash, outcome: outcome, reason: reason, in: transaction)
      return .answered(
        ProviderAnswer(
          provider: event.provider, event: event.event, pledge: pledge.pledge.code, outcome: outcome, reason: reason))
    }
    switch received {
    case .answered(let answer): return answer
    case .conflict:
      throw Problem(
        "event_conflict", "The event \(event.event) of \(event.provider) was something else before; both are kept.",
        at: Place(field: "event"))
    }
  }
}

extension BodyHash {
  /// The hash of everything an event says.
  fileprivate static func of(_ event: ProviderEvent) -> [UInt8] {
    var hash = BodyHash()
    hash.add("provider event")
    hash.add(event.kind.rawValue)
    hash.add(event.externalID)
    hash.add(event.amount.minor)
    hash.add(event.amount.currency.code)
    hash.add(event.occurredAt.microseconds)
    hash.add(event.fee?.minor)
    hash.add(event.refundReference)
    hash.add(event.reason)
    return hash.finalize()
  }
}
