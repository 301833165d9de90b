import Foundation

/// One movement on a bank account, as the bank wrote it.
public struct BankLine: Hashable, Sendable {
  /// The day the bank booked it on.
  public var bookedOn: CalendarDate
  /// The day from which it counts for interest; the day of booking where the bank says nothing else.
  public var valueOn: CalendarDate
  /// More than zero for money that came in, less for money that went out.
  public var amount: Money
  /// The bank's own number of the movement (`AcctSvcrRef`); nil where the bank writes a word for none. Movements of
  /// other days or amounts may have it too, as those of a standing order do.
  public var servicerRef: String?
  /// What the payer wrote for the payee to find the payment by (`EndToEndId`).
  public var endToEndID: String?
  /// The other side, as the bank spells it.
  public var counterparty: String?
  /// What the payment is for.
  public var text: String
  /// Whether the bank says that it takes back an earlier movement (`RvslInd`).
  public var isReversal: Bool
  public var place: Place?

  public init(
    bookedOn: CalendarDate, valueOn: CalendarDate? = nil, amount: Money, servicerRef: String? = nil,
    endToEndID: String? = nil, counterparty: String? = nil, text: String = "", isReversal: Bool = false,
    place: Place? = nil
  ) {
    self.bookedOn = bookedOn
    self.valueOn = valueOn ?? bookedOn
    self.amount = amount
    self.servicerRef = servicerRef.flatMap(BankText.servicerRef)
    self.endToEndID = endToEndID
    self.counterparty = counterparty
    self.text = text
    self.isReversal = isReversal
    self.place = place
  }
}

/// Texts of banks, which come in capitals, without accents and with any number of spaces.
public enum BankText {
  /// A text as it is compared: lower case, without accents and signs, one space between words.
  public static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
      .split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  /// The bank's own number of a movement; nil where it is a word for none, such as NONREF.
  public static func servicerRef(_ text: String) -> String? {
    let plain = text.uppercased().filter { $0.isLetter || $0.isNumber }
    return wordsForNone.contains(plain) ? nil : text
  }

  /// As they read without spaces and signs.
  private static let wordsForNone: Set = ["", "NONREF", "NOREF", "NOTPROVIDED"]

  /// A number of an account as it is compared: capitals and digits, no spaces or dashes.
  public static func accountNumber(_ text: String) -> String {
    text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
