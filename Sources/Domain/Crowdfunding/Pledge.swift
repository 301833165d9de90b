/// What a backer promises to a campaign, through a provider of payments.
public struct Pledge: Hashable, Sendable {
  /// The sender's own, and the key of the request.
  public let code: Code
  public let campaign: Code
  /// The backer's account by a reference; who it is stays with the platform.
  public let backer: Code
  public let amount: Money
  /// Such as `card` or `transfer`.
  public let method: Code
  public let provider: Code
  /// The provider's own number of the payment.
  public let externalID: String
  public let reward: Code?
  public let isZakat: Bool
  public let pledgedAt: Moment
  /// The last day on which the promise stands unpaid; nil until the campaign closes.
  public let expiresOn: CalendarDate?

  /// - Throws: `amount_not_positive`, `external_id_malformed`.
  public init(
    _ code: Code, to campaign: Code, from backer: Code, _ amount: Money, method: Code, provider: Code,
    externalID: String, reward: Code? = nil, isZakat: Bool = false, at moment: Moment, expiresOn: CalendarDate? = nil
  ) throws(Problem) {
    guard amount.minor > 0 else {
      throw Problem("amount_not_positive", "An amount is above zero.", at: Place(field: "amount"))
    }
    try ProviderEvent.checkNumber(externalID, "external_id")
    self.code = code
    self.campaign = campaign
    self.backer = backer
    self.amount = amount
    self.method = method
    self.provider = provider
    self.externalID = externalID
    self.reward = reward
    self.isZakat = isZakat
    pledgedAt = moment
    self.expiresOn = expiresOn
  }
}

/// What a provider of payments tells about a payment, once a number.
public struct ProviderEvent: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case authorised, captured, expired, cancelled
    case refunded
    case refundFailed = "refund_failed"
    case disputed
    case disputeWon = "dispute_won"
    case disputeLost = "dispute_lost"
  }

  public let provider: Code
  /// The provider's number of the event.
  public let event: String
  public let kind: Kind
  /// The provider's number of the payment, which a pledge has.
  public let externalID: String
  /// The whole amount of the payment.
  public let amount: Money
  public let occurredAt: Moment
  /// What the processor keeps or charges for it; only of a capture.
  public let fee: Money?
  /// The provider's number of a refund; only where one succeeded.
  public let refundReference: String?
  /// Why something failed or is disputed.
  public let reason: String?

  /// - Throws: `event_malformed`, `external_id_malformed`, `amount_not_positive`, `currency_differs`;
  ///   `refund_unevidenced` for a refund without the provider's number; `reason_missing` for a failure or a dispute
  ///   without one.
  public init(
    _ provider: Code, _ event: String, _ kind: Kind, of externalID: String, _ amount: Money, at occurredAt: Moment,
    fee: Money? = nil, refundReference: String? = nil, reason: String? = nil
  ) throws(Problem) {
    try ProviderEvent.checkNumber(event, "event")
    try ProviderEvent.checkNumber(externalID, "external_id")
    guard amount.minor > 0, (fee?.minor ?? 0) >= 0 else {
      throw Problem("amount_not_positive", "An amount is above zero, a fee not below.", at: Place(field: "amount"))
    }
    guard fee == nil || (kind == .captured && fee?.currency == amount.currency) else {
      throw Problem("currency_differs", "A fee is a capture's, in its currency.", at: Place(field: "fee"))
    }
    if kind == .refunded {
      guard let refundReference, refundReference.contains(where: { !$0.isWhitespace }) else {
        throw Problem(
          "refund_unevidenced", "A refund has the provider's own number.", at: Place(field: "refund_reference"))
      }
      try ProviderEvent.checkNumber(refundReference, "refund_reference")
    }
    if kind == .refundFailed || kind == .disputed {
      guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
        throw Problem("reason_missing", "Say why.", at: Place(field: "reason"))
      }
    }
    self.provider = provider
    self.event = event
    self.kind = kind
    self.externalID = externalID
    self.amount = amount
    self.occurredAt = occurredAt
    self.fee = fee
    self.refundReference = refundReference
    self.reason = reason
  }

  static func checkNumber(_ text: String, _ field: String) throws(Problem) {
    let isVisible = text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 }
    guard (1...200).contains(text.unicodeScalars.count), isVisible else {
      throw Problem(
        ProblemCode(rawValue: "\(field)_malformed"), "A provider's number has 1 to 200 visible characters.",
        at: Place(field: field))
    }
  }
}

/// What became of a provider's event: the same for every repeat.
public struct ProviderAnswer: Hashable, Sendable {
  public let provider: Code
  public let event: String
  public let pledge: Code
  /// The state that the event brought its pledge to, or `unchanged`.
  public let outcome: String
  /// Why a capture did not stand, such as `late` or `ceiling_exceeded`; nil where it did.
  public let reason: String?

  public init(provider: Code, event: String, pledge: Code, outcome: String, reason: String?) {
    self.provider = provider
    self.event = event
    self.pledge = pledge
    self.outcome = outcome
    self.reason = reason
  }
}

/// A refund that a provider is to make: sent again with the same key until the provider says how it ended.
public struct RefundOrder: Hashable, Sendable {
  public let pledge: Code
  public let campaign: Code
  public let provider: Code
  public let externalID: String
  public let amount: Money
  /// Counts from 1.
  public let attempt: Int
  public let sentAt: Moment

  /// Under which the provider recognises a repeat.
  public var key: String { "\(pledge):refund:\(attempt)" }

  public init(
    pledge: Code, campaign: Code, provider: Code, externalID: String, amount: Money, attempt: Int, sentAt: Moment
  ) {
    self.pledge = pledge
    self.campaign = campaign
    self.provider = provider
    self.externalID = externalID
    self.amount = amount
    self.attempt = attempt
    self.sentAt = sentAt
  }
}
