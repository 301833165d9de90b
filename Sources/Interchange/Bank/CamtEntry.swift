import Domain

/// An entry of a statement while its elements come in.
struct CamtEntry {
  /// What an entry is.
  enum Meaning {
    case line(BankLine)
    /// The bank has announced the movement and not booked it.
    case pending
    /// It is booked with 0.00, as charges that are waived are: nothing moved.
    case zero
  }

  private let place: Place
  var transactionCount = 0
  private var amount: Money?
  private var isCredit: Bool?
  private var status: String?
  private var bookedOn: CalendarDate?
  private var valueOn: CalendarDate?
  private var servicerRef: String?
  private var endToEndID: String?
  private var debtor: String?
  private var creditor: String?
  private var remittance: [String] = []
  private var information: String?
  private var isReversal = false

  init(place: Place) { self.place = place }

  /// Takes the text of an element that ends, at `path` below the entry.
  mutating func end(_ path: Substring, _ text: String, _ currency: String?) throws(Problem) {
    switch path {
    case "Amt": amount = try CamtPart.amount(text, currency)
    case "CdtDbtInd": isCredit = try CamtPart.isCredit(text)
    // Version 02 writes the status as text, version 08 as a code inside.
    case "Sts" where status == nil, "Sts/Cd": status = text
    case "BookgDt/Dt", "BookgDt/DtTm": bookedOn = try CamtPart.day(text)
    case "ValDt/Dt", "ValDt/DtTm": valueOn = try CamtPart.day(text)
    case "AcctSvcrRef": servicerRef = text.isEmpty ? nil : text
    case "RvslInd": isReversal = text == "true" || text == "1"
    case "AddtlNtryInf": information = text
    default:
      guard path.hasPrefix("NtryDtls/TxDtls/") else { return }
      endDetail(path.dropFirst("NtryDtls/TxDtls/".count), text)
    }
  }

  private mutating func endDetail(_ path: Substring, _ text: String) {
    switch path {
    case "Refs/EndToEndId": endToEndID = text == "NOTPROVIDED" || text.isEmpty ? nil : text
    case "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm": debtor = text
    case "RltdPties/Cdtr/Nm", "RltdPties/Cdtr/Pty/Nm": creditor = text
    case "RmtInf/Ustrd": remittance.append(text)
    default: break
    }
  }

  /// - Throws: `camt_part_missing`, `camt_part_malformed`; `amount_not_positive` where it is below zero.
  func meaning() throws(Problem) -> Meaning {
    guard let status else { throw missing("Sts") }
    guard ["BOOK", "PDNG", "INFO", "FUTR"].contains(status) else {
      throw Problem("camt_part_malformed", "“\(status.prefix(20))” is no status of a movement.", at: place)
    }
    guard status == "BOOK" else { return .pending }
    guard let amount else { throw missing("Amt") }
    if amount.minor == 0 { return .zero }
    guard amount.minor > 0 else {
      throw Problem(
        "amount_not_positive", "The amount of a movement is more than zero; its side is CdtDbtInd.", at: place)
    }
    guard let isCredit else { throw missing("CdtDbtInd") }
    guard let bookedOn else { throw missing("BookgDt") }
    // What several transactions say of each is not said of the one movement.
    let isSingle = transactionCount <= 1
    let line = BankLine(
      bookedOn: bookedOn, valueOn: valueOn, amount: isCredit ? amount : amount.negated, servicerRef: servicerRef,
      endToEndID: isSingle ? endToEndID : nil, counterparty: isSingle ? (isCredit ? debtor : creditor) : nil,
      text: remittance.isEmpty ? information ?? "" : remittance.joined(separator: " "), isReversal: isReversal,
      place: place)
    return .line(line)
  }

  private func missing(_ part: String) -> Problem {
    Problem("camt_part_missing", "The movement has no \(part).", at: place)
  }
}
