/// Which entry of the books each line of a bank account is: by reference, else by amount, date and payer.
///
/// What is not certain is left for a person. A line is never matched beyond its amount, nor an entry beyond its own;
/// several lines may make up one entry, and several entries one line.
public enum BankMatching {
  public enum Method: String, CaseIterable, Hashable, Sendable {
    case reference
    case amountDatePayer = "amount_date_payer"
    case byHand = "by_hand"
  }

  /// What of a line is not matched yet.
  public struct OpenLine: Hashable, Sendable {
    public let id: Int64
    public let bookedOn: CalendarDate
    /// Signed as the line.
    public let openMinor: Int64
    public let references: [String]
    public let text: String
    public let counterparty: String?

    public init(
      id: Int64, bookedOn: CalendarDate, openMinor: Int64, references: [String], text: String, counterparty: String?
    ) {
      self.id = id
      self.bookedOn = bookedOn
      self.openMinor = openMinor
      self.references = references
      self.text = text
      self.counterparty = counterparty
    }
  }

  /// What of an entry's cash is not matched yet.
  public struct OpenEntry: Hashable, Sendable {
    public let id: Int64
    public let occurredOn: CalendarDate
    /// More than zero where cash came in.
    public let openMinor: Int64
    /// Its key and the number of its receipt.
    public let references: [String]
    /// Names of who paid or was paid.
    public let parties: [String]

    public init(id: Int64, occurredOn: CalendarDate, openMinor: Int64, references: [String], parties: [String]) {
      self.id = id
      self.occurredOn = occurredOn
      self.openMinor = openMinor
      self.references = references
      self.parties = parties
    }
  }

  public struct Match: Hashable, Sendable {
    public let line: Int64
    public let entry: Int64
    /// More than zero.
    public let amountMinor: Int64
    public let method: Method

    public init(line: Int64, entry: Int64, amountMinor: Int64, method: Method) {
      self.line = line
      self.entry = entry
      self.amountMinor = amountMinor
      self.method = method
    }
  }

  /// How far the bank's day and the books' may lie apart.
  public static let maximumDaysApart = 3
  /// A word of a text that is shorter than this is no reference: “don” or “2026” is in every second text.
  private static let shortestReference = 6

  /// The matches that are certain. The same lines and entries in any order give the same.
  public static func matches(_ lines: [OpenLine], _ entries: [OpenEntry]) -> [Match] {
    var rest = Rest(entries)
    let inOrder = lines.sorted { ($0.bookedOn, $0.id) < ($1.bookedOn, $1.id) }
    var open = Dictionary(uniqueKeysWithValues: inOrder.map { ($0.id, $0.openMinor) })
    var matches: [Match] = []
    for method in [Method.reference, .amountDatePayer] {
      for line in inOrder {
        guard let left = open[line.id], left != 0 else { continue }
        let found = method == .reference ? rest.byReference(line, left) : rest.byAmount(line, left)
        guard let entry = found else { continue }
        let amount = rest.take(left, from: entry)
        open[line.id] = left - amount
        matches.append(Match(line: line.id, entry: entry, amountMinor: abs(amount), method: method))
      }
    }
    return matches
  }

  /// The entries and what is left of each.
  private struct Rest {
    private let entries: [OpenEntry]
    private let parties: [Int64: Set<String>]
    private var byReference: [String: [Int]] = [:]
    private var byAmount: [Int64: [Int]] = [:]
    private var open: [Int64: Int64]

    init(_ entries: [OpenEntry]) {
      self.entries = entries.sorted { ($0.occurredOn, $0.id) < ($1.occurredOn, $1.id) }
      open = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0.openMinor) })
      parties = Dictionary(
        uniqueKeysWithValues: entries.map { ($0.id, Set($0.parties.map(BankText.folded).filter { !$0.isEmpty })) })
      for (index, entry) in self.entries.enumerated() {
        for reference in Set(entry.references.map { $0.lowercased() }) {
          byReference[reference, default: []].append(index)
        }
        byAmount[entry.openMinor, default: []].append(index)
      }
    }

    /// The one entry that a reference of the line names; nil where none or several do.
    func byReference(_ line: OpenLine, _ left: Int64) -> Int64? {
      let words = line.text.split(whereSeparator: \.isWhitespace).map(String.init)
        .filter { $0.count >= shortestReference }
      var found: Set<Int64> = []
      for reference in line.references + words {
        for index in byReference[reference.lowercased()] ?? [] {
          let entry = entries[index]
          if let rest = open[entry.id], rest != 0, rest.signum() == left.signum() { found.insert(entry.id) }
        }
      }
      return found.count == 1 ? found.first : nil
    }

    /// The nearest entry in time of just this amount and this payer.
    func byAmount(_ line: OpenLine, _ left: Int64) -> Int64? {
      guard let payer = line.counterparty.map(BankText.folded), !payer.isEmpty else { return nil }
      let candidates = (byAmount[left] ?? []).map { entries[$0] }.filter { entry in
        open[entry.id] == left && parties[entry.id]?.contains(payer) == true
          && abs(entry.occurredOn.days(to: line.bookedOn)) <= maximumDaysApart
      }
      return candidates.min {
        (abs($0.occurredOn.days(to: line.bookedOn)), $0.id) < (abs($1.occurredOn.days(to: line.bookedOn)), $1.id)
      }?.id
    }

    /// Takes as much of `wanted` as the entry has left; signed as both are.
    mutating func take(_ wanted: Int64, from entry: Int64) -> Int64 {
      let left = open[entry] ?? 0
      let amount = wanted > 0 ? min(wanted, left) : max(wanted, left)
      open[entry] = left - amount
      return amount
    }
  }
}
