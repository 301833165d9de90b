import Domain
import Store

/// Tells movements that were imported before from new ones.
///
/// A movement is known again by the bank's own number of it together with its day and its amount: banks repeat the
/// number of a standing order, and give a reversal the number of what it takes back. Where a file gives none, it is the
/// first movement not yet taken that reads the same: so two honest payments alike stay two, and a file that overlaps
/// another adds nothing.
struct BankRecognition {
  enum Finding {
    case known(Int64)
    case new(BankLines.Fresh)
  }

  /// What the lines come from.
  enum Origin {
    /// A statement that was not there before: its lines are on no other statement.
    case newStatement
    /// A statement that is there: its lines are on it.
    case statement(Int64)
    /// A file that may overlap others.
    case overlapping

    /// Whether a line from here may be this one.
    func mayHold(_ known: BankLines.Known) -> Bool {
      switch self {
      case .newStatement: known.statement == nil
      case .statement(let statement): known.statement == statement
      case .overlapping: true
      }
    }
  }

  /// What one movement of an account has alone, where its bank gives numbers.
  private struct Identity: Hashable {
    let servicerRef: String
    let bookedOn: CalendarDate
    let amount: Money
  }

  private let byIdentity: [Identity: BankLines.Known]
  private let byContent: [[UInt8]: [BankLines.Known]]
  private var lastOrdinal: [[UInt8]: Int]
  private var taken: Set<Int64> = []

  init(_ known: [BankLines.Known]) {
    let identities = known.flatMap { line in
      BankRecognition.numbers(of: line).map { number in
        (Identity(servicerRef: number, bookedOn: line.bookedOn, amount: line.amount), line)
      }
    }
    byIdentity = Dictionary(identities) { first, _ in first }
    byContent = Dictionary(grouping: known.sorted { $0.ordinal < $1.ordinal }, by: \.content)
    lastOrdinal = byContent.mapValues { $0.last?.ordinal ?? 0 }
  }

  /// What each line is, in their order.
  mutating func findings(_ lines: [BankLine], of account: BankAccounts.Stored, from origin: Origin) -> [Finding] {
    var found: [Finding?] = Array(repeating: nil, count: lines.count)
    for (index, line) in lines.enumerated() {
      guard let known = numbered(line), origin.mayHold(known), taken.insert(known.id).inserted else { continue }
      found[index] = .known(known.id)
    }
    for (index, line) in lines.enumerated() where found[index] == nil {
      found[index] = finding(line, BankRecognition.content(line, of: account), origin)
    }
    return found.compactMap(\.self)
  }

  /// The bank's number of a line that was found to be `id`, or written as it: nil where another movement of the same
  /// day and amount has it, as it tells nothing apart then.
  func servicerRef(of line: BankLine, known id: Int64) -> String? {
    guard let other = numbered(line), other.id != id else { return line.servicerRef }
    return nil
  }

  private func numbered(_ line: BankLine) -> BankLines.Known? {
    BankRecognition.identity(line).flatMap { byIdentity[$0] }
  }

  private mutating func finding(_ line: BankLine, _ content: [UInt8], _ origin: Origin) -> Finding {
    let alike = (byContent[content] ?? []).first { candidate in
      !taken.contains(candidate.id) && origin.mayHold(candidate)
        && (line.servicerRef == nil || BankRecognition.numbers(of: candidate).isEmpty)
    }
    if let alike {
      taken.insert(alike.id)
      return .known(alike.id)
    }
    lastOrdinal[content, default: 0] += 1
    return .new(BankLines.Fresh(line: line, content: content, ordinal: lastOrdinal[content] ?? 1))
  }

  /// The lines without the numbers that stand twice among them on one day with one amount: such a number tells nothing
  /// apart.
  static func identifying(_ lines: [BankLine]) -> [BankLine] {
    let counts = Dictionary(lines.compactMap(identity).map { ($0, 1) }, uniquingKeysWith: +)
    return lines.map { line in
      var line = line
      if let own = identity(line), counts[own] != 1 { line.servicerRef = nil }
      return line
    }
  }

  private static func identity(_ line: BankLine) -> Identity? {
    line.servicerRef.map { Identity(servicerRef: $0, bookedOn: line.bookedOn, amount: line.amount) }
  }

  /// The bank's numbers of a line. Words for none were recorded as numbers once.
  private static func numbers(of line: BankLines.Known) -> [String] {
    line.servicerRefs.compactMap(BankText.servicerRef)
  }

  /// SHA-256 of what tells one movement from another: account, days, amount with its side, text as it is compared.
  static func content(_ line: BankLine, of account: BankAccounts.Stored) -> [UInt8] {
    var hash = BodyHash()
    hash.add(account.account.number)
    hash.add(line.bookedOn)
    hash.add(line.valueOn)
    hash.add(line.amount.minor)
    hash.add(line.amount.currency.code)
    hash.add(BankText.folded(line.text))
    return hash.finalize()
  }
}
