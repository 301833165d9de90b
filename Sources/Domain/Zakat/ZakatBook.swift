// What is recorded about zakat besides distributions.

/// A fund that holds zakat as the agent of its payers.
public struct ZakatFund: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case mal
    /// Zakāt al-fiṭr, at the end of Ramadan.
    case fitr
  }

  public let code: Code
  public let kind: Kind
  public let currency: Currency
  /// The policy whose version in force on the day judges what is done.
  public let policy: Code
  /// An account of its own, without interest.
  public let bankAccount: String
  /// The fund that takes interest a bank paid nevertheless.
  public let purification: Code
  public let timeZone: String

  public init(
    _ code: Code, kind: Kind, currency: Currency, policy: Code, bankAccount: String, purification: Code,
    timeZone: String = "Africa/Casablanca"
  ) {
    self.code = code
    self.kind = kind
    self.currency = currency
    self.policy = policy
    self.bankAccount = bankAccount
    self.purification = purification
    self.timeZone = timeZone
  }
}

/// Zakat from a payer.
public struct ZakatReceipt: Hashable, Sendable {
  public let code: Code
  public let fund: Code
  public let amount: Money
  /// The key of the payer's record, which stands apart; nil for an anonymous one.
  public let donor: Int64?
  public let onlyCategory: AsnafCategory?
  public let onlyRegion: String?
  public let receivedOn: CalendarDate
  /// When the payer formed the intention: at handing over, or before.
  public let niyyaOn: CalendarDate
  /// The promise it comes against; nil where none was recorded.
  public let pledge: Code?

  /// - Throws: `amount_not_positive`; `niyya_after_receipt`.
  public init(
    _ code: Code, fund: Code, amount: Money, donor: Int64? = nil, onlyCategory: AsnafCategory? = nil,
    onlyRegion: String? = nil, receivedOn: CalendarDate, niyyaOn: CalendarDate? = nil, pledge: Code? = nil
  ) throws(Problem) {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "A receipt is above zero.") }
    guard (niyyaOn ?? receivedOn) <= receivedOn else {
      throw Problem("niyya_after_receipt", "The intention comes with the money or before it.")
    }
    self.code = code
    self.fund = fund
    self.amount = amount
    self.donor = donor
    self.onlyCategory = onlyCategory
    self.onlyRegion = onlyRegion
    self.receivedOn = receivedOn
    self.niyyaOn = niyyaOn ?? receivedOn
    self.pledge = pledge
  }
}

/// A person or household that may be entitled, known by a reference alone.
public struct ZakatRecipient: Hashable, Sendable {
  public enum Form: String, CaseIterable, Hashable, Sendable {
    case person
    case household
  }

  public let code: Code
  public let form: Form
  public let region: String?
  /// The file in which it stands who this is.
  public let file: Code

  public init(_ code: Code, _ form: Form, region: String? = nil, file: Code) {
    self.code = code
    self.form = form
    self.region = region
    self.file = file
  }
}

/// What somebody found about a recipient's right to zakat. Amounts are in the currency of zakat's funds; what is not
/// known is nil.
public struct ZakatAssessment: Hashable, Sendable {
  public let code: Code
  public let recipient: Code
  public let category: AsnafCategory
  public let evidence: String
  public let incomeMinor: Int64?
  public let assetsMinor: Int64?
  public let debtsMinor: Int64?
  public let validity: DateSpan

  public init(
    _ code: Code, of recipient: Code, category: AsnafCategory, evidence: String, incomeMinor: Int64? = nil,
    assetsMinor: Int64? = nil, debtsMinor: Int64? = nil, validity: DateSpan
  ) {
    self.code = code
    self.recipient = recipient
    self.category = category
    self.evidence = evidence
    self.incomeMinor = incomeMinor
    self.assetsMinor = assetsMinor
    self.debtsMinor = debtsMinor
    self.validity = validity
  }
}

/// A documented debt of an indebted recipient.
public struct ZakatDebt: Hashable, Sendable {
  public let code: Code
  public let debtor: Code
  public let creditor: String
  public let document: String
  public let cause: String
  public let amount: Money
  /// What was settled before, by whomever.
  public let settled: Money

  /// - Throws: `amount_not_positive`; `settled_past_debt`; `currency_differs`.
  public init(
    _ code: Code, of debtor: Code, to creditor: String, document: String, cause: String, amount: Money, settled: Money
  ) throws(Problem) {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "A debt is above zero.") }
    guard amount.currency == settled.currency else {
      throw Problem("currency_differs", "A debt is settled in its own currency.")
    }
    guard (0...amount.minor).contains(settled.minor) else {
      throw Problem("settled_past_debt", "What was settled lies between nothing and the debt.")
    }
    self.code = code
    self.debtor = debtor
    self.creditor = creditor
    self.document = document
    self.cause = cause
    self.amount = amount
    self.settled = settled
  }
}

/// Evidence that ownership of a line passed.
public struct ZakatProof: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case signature
    case transfer
    case deed
  }

  public let kind: Kind
  public let reference: String
  /// What the recipient has to do or give back in return: such a proof shows that ownership did not pass.
  public let condition: String?
  public let provedOn: CalendarDate

  public init(_ kind: Kind, reference: String, condition: String? = nil, on day: CalendarDate) {
    self.kind = kind
    self.reference = reference
    self.condition = condition
    provedOn = day
  }
}
