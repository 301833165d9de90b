import Domain

/// A statement while its elements come in.
struct CamtStatement {
  private let place: Place
  /// Its number in the file, counted from one.
  private let number: Int
  private var externalID: String?
  private var sequence: Int64?
  private var accountNumber: String?
  private var balances: [String: (amount: Money, on: CalendarDate)] = [:]
  private var lines: [BankLine] = []
  private var pendingCount = 0
  private var zeroCount = 0
  /// Entries that have begun, those included that are no lines.
  private var entryCount = 0

  private var balance = CamtBalance()
  private var entry: CamtEntry?
  /// The currency of the `Amt` that is open.
  private var currency: String?

  init(number: Int, place: Place) {
    self.number = number
    self.place = place
  }

  /// What a refusal calls the statement, and below it the entry that came last. Such files often stand in one line.
  private var path: String { externalID.map { "Stmt[Id='\($0.prefix(40))']" } ?? "Stmt[\(number)]" }
  private var entryPath: String { "\(path)/Ntry[\(entryCount)]" }

  mutating func start(_ path: String, _ attributes: [String: String], _ place: Place) {
    switch path {
    case "Bal": balance = CamtBalance()
    case "Ntry":
      entryCount += 1
      entry = CamtEntry(place: place.named(entryPath))
    case "Ntry/NtryDtls/TxDtls": entry?.transactionCount += 1
    case "Bal/Amt", "Ntry/Amt": currency = attributes["Ccy"]
    default: break
    }
  }

  /// Takes the text of an element that ends.
  mutating func end(_ path: String, _ text: String, _ place: Place) throws(Problem) {
    switch path {
    case "Id": externalID = text
    case "ElctrncSeqNb": sequence = Int64(text)
    case "Acct/Id/IBAN", "Acct/Id/Othr/Id": accountNumber = BankText.accountNumber(text)
    case "Bal": try take(balance, place.named("\(self.path)/Bal"))
    case "Ntry":
      defer { entry = nil }
      guard let entry else { return }
      switch try entry.meaning() {
      case .line(let line): lines.append(line)
      case .pending: pendingCount += 1
      case .zero: zeroCount += 1
      }
    case _ where path.hasPrefix("Bal/"):
      do { try balance.end(path.dropFirst(4), text, currency) } catch {
        throw error.at(place.named("\(self.path)/\(path)"))
      }
    case _ where path.hasPrefix("Ntry/"):
      do { try entry?.end(path.dropFirst(5), text, currency) } catch {
        throw error.at(place.named("\(entryPath)/\(path.dropFirst(5))"))
      }
    default: break
    }
  }

  private mutating func take(_ balance: CamtBalance, _ place: Place) throws(Problem) {
    guard let type = balance.type, ["OPBD", "PRCD", "CLBD"].contains(type) else { return }
    guard let amount = balance.amount, let isCredit = balance.isCredit, let day = balance.day else {
      throw Problem("camt_part_missing", "The balance \(type) lacks its amount, its side or its day.", at: place)
    }
    balances[type] = (isCredit ? amount : amount.negated, day)
  }

  /// The statement, once its last element has come.
  /// - Throws: `camt_part_missing`.
  func value() throws(Problem) -> BankStatement {
    // A bank that carries its last balance over calls it PRCD.
    let opening = balances["OPBD"] ?? balances["PRCD"]
    guard let externalID, !externalID.isEmpty else { throw missing("Id") }
    guard let accountNumber, !accountNumber.isEmpty else { throw missing("Acct/Id") }
    guard let opening else { throw missing("Bal of type OPBD") }
    guard let closing = balances["CLBD"] else { throw missing("Bal of type CLBD") }
    return BankStatement(
      externalID: externalID, sequence: sequence, accountNumber: accountNumber, opening: opening.amount,
      openedOn: opening.on, closing: closing.amount, closedOn: closing.on, lines: lines, pendingCount: pendingCount,
      zeroCount: zeroCount, place: place)
  }

  private func missing(_ part: String) -> Problem {
    Problem("camt_part_missing", "The statement has no \(part).", at: place.named(path))
  }
}

extension Place {
  /// The same place, said to be of an element.
  fileprivate func named(_ element: String) -> Place {
    Place(file: file, line: line, column: column, field: element)
  }
}

/// What the parts of balances and entries have in common.
enum CamtPart {
  /// - Throws: `camt_part_missing` without a currency; `unknown_currency`; `amount_malformed` and its like.
  static func amount(_ text: String, _ currency: String?) throws(Problem) -> Money {
    guard let currency else { throw Problem("camt_part_missing", "The amount names no currency (Ccy).") }
    return try Money(decimal: CamtPart.withoutZeros(text, try Currency(currency)), try Currency(currency))
  }

  /// `40000.50000` is as many centimes as `40000.50`; the schema allows five decimals of any currency.
  private static func withoutZeros(_ text: String, _ currency: Currency) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    var kept = text
    while kept.hasSuffix("0"), kept.distance(from: point, to: kept.endIndex) - 1 > currency.exponent {
      kept.removeLast()
    }
    return kept.hasSuffix(".") ? String(kept.dropLast()) : kept
  }

  static func isCredit(_ text: String) throws(Problem) -> Bool {
    switch text {
    case "CRDT": return true
    case "DBIT": return false
    default: throw Problem("camt_part_malformed", "“\(text.prefix(20))” is neither CRDT nor DBIT.")
    }
  }

  /// A day, or the day of a moment as the bank wrote it, in the bank's own zone.
  static func day(_ text: String) throws(Problem) -> CalendarDate { try CalendarDate(iso: text.prefix(10)) }
}

/// A balance while its elements come in.
struct CamtBalance {
  private(set) var type: String?
  private(set) var amount: Money?
  private(set) var isCredit: Bool?
  private(set) var day: CalendarDate?

  mutating func end(_ path: Substring, _ text: String, _ currency: String?) throws(Problem) {
    switch path {
    case "Tp/CdOrPrtry/Cd": type = text
    case "Amt": amount = try CamtPart.amount(text, currency)
    case "CdtDbtInd": isCredit = try CamtPart.isCredit(text)
    case "Dt/Dt", "Dt/DtTm": day = try CamtPart.day(text)
    default: break
    }
  }
}
