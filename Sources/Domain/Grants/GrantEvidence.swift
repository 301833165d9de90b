/// A thing or work that the grantee brings, valued in money. It creates no cash and is never disbursed.
public struct InKind: Hashable, Sendable {
  public let item: String
  public let quantity: Int
  public let unitValue: Money
  /// How the value was found, such as three quotations.
  public let valuationBasis: String
  /// The paper that shows it; the same paper serves one grant only.
  public let evidence: String
  public let receivedOn: CalendarDate

  /// - Throws: `in_kind_malformed`; `amount_out_of_range` for the whole value.
  public init(
    item: String, quantity: Int, unitValue: Money, valuationBasis: String, evidence: String, receivedOn: CalendarDate
  ) throws(Problem) {
    let isSaid = [item, valuationBasis, evidence].allSatisfy { $0.contains { !$0.isWhitespace } }
    guard isSaid, (1...1_000_000).contains(quantity), unitValue.minor > 0, evidence.unicodeScalars.count <= 200 else {
      throw Problem(
        "in_kind_malformed", "Say what it is, how many, what each is worth and by which paper; each above zero.")
    }
    let (total, overflow) = unitValue.minor.multipliedReportingOverflow(by: Int64(quantity))
    _ = try Money(minor: overflow ? .max : total, unitValue.currency)
    self.item = item
    self.quantity = quantity
    self.unitValue = unitValue
    self.valuationBasis = valuationBasis
    self.evidence = evidence
    self.receivedOn = receivedOn
  }

  /// The whole value in minor units.
  public var totalMinor: Int64 { unitValue.minor * Int64(quantity) }
}

/// Money that the grantee or others put beside a grant.
public struct Cofunding: Hashable, Sendable {
  public enum Stage: String, CaseIterable, Hashable, Sendable {
    case pledged
    case received
  }

  public let giver: String
  public let stage: Stage
  public let amount: Money
  public let evidence: String
  public let on: CalendarDate

  /// - Throws: `cofunding_malformed`.
  public init(giver: String, stage: Stage, amount: Money, evidence: String, on: CalendarDate) throws(Problem) {
    let isSaid = [giver, evidence].allSatisfy { $0.contains { !$0.isWhitespace } }
    guard isSaid, amount.minor > 0, evidence.unicodeScalars.count <= 200 else {
      throw Problem("cofunding_malformed", "Say who gives, how much, and by which paper.")
    }
    self.giver = giver
    self.stage = stage
    self.amount = amount
    self.evidence = evidence
    self.on = on
  }
}

/// A paper on file: its fingerprint, not the paper.
public struct GrantDocument: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case audit
    case document
  }

  public let code: Code
  public let kind: Kind
  public let title: String
  /// 32 bytes.
  public let sha256: [UInt8]
  public let on: CalendarDate

  /// - Parameter sha256: 64 hexadecimal digits.
  /// - Throws: `document_malformed`.
  public init(_ code: Code, _ kind: Kind, title: String, sha256: String, on: CalendarDate) throws(Problem) {
    let digits = Array(sha256.utf8)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
    guard digits.count == 64, bytes.count == 32, title.contains(where: { !$0.isWhitespace }) else {
      throw Problem("document_malformed", "A document has a title and a SHA-256 of 64 hexadecimal digits.")
    }
    self.code = code
    self.kind = kind
    self.title = title
    self.sha256 = bytes
    self.on = on
  }
}
