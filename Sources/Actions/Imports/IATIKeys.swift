import Domain
import Interchange

/// Keys made of what a publisher wrote.
enum IATIKey {
  /// `text`, or where it is longer than a key may be, its beginning and what tells it from others.
  static func bounded(_ text: String) -> String {
    text.unicodeScalars.count <= 255 ? text : "\(text.prefix(160))#\(IATICode.organisation(text))"
  }
}

/// The keys of an activity's transactions, in the order of the file. Other activities have no part in them, nor have
/// those with a ref in the keys of those without: of these, such as are alike in type, day, value and currency are
/// counted.
///
/// | transaction | key |
/// | --- | --- |
/// | the first with a ref | `activity#ref` |
/// | the second with the same ref, and so on | `activity#ref#2` |
/// | the first of those without a ref that are alike | `activity#3:2024-01-05:10.00USD:1` |
struct IATIKeys {
  struct Key {
    let own: String
    /// The key that earlier versions of the program gave: a ref that stands twice was none, and transactions that are
    /// alike were counted together whether they have a ref or not.
    let former: String
    /// The same for those that are told apart by their ordinal alone.
    let family: String
  }

  private let activity: String
  private let uses: [String: Int]
  private var named: [String: Int] = [:]
  private var unnamed: [String: Int] = [:]
  private var alike: [String: Int] = [:]

  init(of activity: IATIActivity) {
    self.activity = activity.identifier
    uses = activity.transactions.compactMap(\.ref).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  mutating func next(_ transaction: IATITransaction) -> Key {
    let likeness =
      "\(transaction.kind.rawValue):\(transaction.date):\(transaction.value.decimal)"
      + transaction.value.currency.code
    let place = IATIKeys.count(likeness, in: &alike)
    let counted = "\(likeness):\(place)"
    guard let ref = transaction.ref else {
      let ordinal = IATIKeys.count(likeness, in: &unnamed)
      return Key(own: key("\(likeness):\(ordinal)"), former: key(counted), family: "alike \(likeness)")
    }
    let ordinal = IATIKeys.count(ref, in: &named)
    return Key(
      own: key(ordinal == 1 ? ref : "\(ref)#\(ordinal)"), former: key(uses[ref] == 1 ? ref : counted),
      family: "ref \(ref)")
  }

  /// The identifier in a key of a transaction without a ref; nil for other keys.
  static func activity(ofUnnamed key: String) -> String? {
    guard let mark = key.lastIndex(of: "#") else { return nil }
    let rest = key[key.index(after: mark)...]
    return rest.wholeMatch(of: /\d+:\d{4}-\d\d-\d\d:[^:]+:\d+/) == nil ? nil : String(key[..<mark])
  }

  private func key(_ own: String) -> String { IATIKey.bounded("\(activity)#\(own)") }

  private static func count(_ name: String, in counts: inout [String: Int]) -> Int {
    let count = (counts[name] ?? 0) + 1
    counts[name] = count
    return count
  }
}
