import Domain
import Store

/// Tells movements that were imported before from new ones.
///
/// A movement is known again by the bank's own number of it. Where a file gives none, it is the first movement not yet
/// taken that reads the same: so two honest payments alike stay two, and a file that overlaps another adds nothing.
struct BankRecognition {
  enum Finding {
    case known(Int64)
    case new(BankLines.Fresh)
  }

  /// What the lines come from.
  enum Origin {
    /// A statement that was not there before: its lines are on no other statement.
    case newStatement
    /// A statement that was there, or a file that may overlap others.
    case overlapping
  }

  private let byServicerRef: [String: BankLines.Known]
  private var byContent: [[UInt8]: [BankLines.Known]]
  private var lastOrdinal: [[UInt8]: Int]
  private var taken: Set<Int64> = []

  init(_ known: [BankLines.Known]) {
    byServicerRef = Dictionary(known.flatMap { line in line.servicerRefs.map { ($0, line) } }) { first, _ in first }
    byContent = Dictionary(grouping: known.sorted { $0.ordinal < $1.ordinal }, by: \.content)
    lastOrdinal = byContent.mapValues { $0.last?.ordinal ?? 0 }
  }

  /// What each line is, in their order.
  /// - Throws: `servicer_ref_conflict` where the bank's number belongs to a movement of another amount.
  mutating func findings(_ lines: [BankLine], of account: BankAccounts.Stored, from origin: Origin) throws(Problem)
    -> [Finding]
  {
    var found: [Finding?] = Array(repeating: nil, count: lines.count)
    for (index, line) in lines.enumerated() {
      guard let known = line.servicerRef.flatMap({ byServicerRef[$0] }), taken.insert(known.id).inserted else {
        continue
      }
      guard known.amountMinor == line.amount.minor else {
        throw Problem(
          "servicer_ref_conflict",
          "The bank's number “\(line.servicerRef ?? "")” is of a movement of another amount, imported before.",
          at: line.place)
      }
      found[index] = .known(known.id)
    }
    for (index, line) in lines.enumerated() where found[index] == nil {
      found[index] = finding(line, BankRecognition.content(line, of: account), origin)
    }
    return found.compactMap(\.self)
  }

  private mutating func finding(_ line: BankLine, _ content: [UInt8], _ origin: Origin) -> Finding {
    let alike = (byContent[content] ?? []).first { candidate in
      !taken.contains(candidate.id)
        && (origin == .overlapping || !candidate.isOnStatement)
        && (line.servicerRef == nil || candidate.servicerRefs.isEmpty)
    }
    if let alike {
      taken.insert(alike.id)
      return .known(alike.id)
    }
    lastOrdinal[content, default: 0] += 1
    return .new(BankLines.Fresh(line: line, content: content, ordinal: lastOrdinal[content] ?? 1))
  }

  /// The lines without the numbers that stand twice among them: such a number tells nothing apart.
  static func identifying(_ lines: [BankLine]) -> [BankLine] {
    let counts = Dictionary(lines.compactMap(\.servicerRef).map { ($0, 1) }, uniquingKeysWith: +)
    return lines.map { line in
      var line = line
      if let ref = line.servicerRef, counts[ref] != 1 { line.servicerRef = nil }
      return line
    }
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
