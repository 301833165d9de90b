import Domain

/// Reported values rolled up a hierarchy, each counted once where it was reported and once in every unit above.
///
/// A flow adds up over periods, a stock is that of the last period given, a ratio divides the sum of numerators by the
/// sum of denominators and is never an average of ratios. A unit without any value below it has none: missing is not
/// zero.
public struct HierarchyTotals: Sendable, Equatable {
  public enum Kind: Sendable { case flow, stock, ratio }

  public struct Unit: Sendable, Equatable {
    public let code: String
    /// Nil at the top.
    public let parent: String?

    public init(_ code: String, parent: String?) {
      self.code = code
      self.parent = parent
    }
  }

  public struct Entry: Sendable, Equatable {
    public let unit: String
    /// Periods compare as numbers; the largest is the last.
    public let period: Int
    public let value: Double
    /// For a ratio; not read otherwise.
    public let denominator: Double?

    public init(unit: String, period: Int = 0, value: Double, denominator: Double? = nil) {
      self.unit = unit
      self.period = period
      self.value = value
      self.denominator = denominator
    }
  }

  private let totals: [String: Double]

  /// The total of a unit; nil where nothing was reported at or below it, or a ratio's denominators add up to zero.
  public subscript(unit: String) -> Double? { totals[unit] }

  /// - Throws: `duplicate_unit`, `parent_unknown` or `hierarchy_cycle` for the units; `unit_unknown`, `duplicate_entry`
  ///   or `denominator_missing` for the entries.
  public init(_ kind: Kind, units: [Unit], entries: [Entry]) throws(Problem) {
    let chains = try HierarchyTotals.chains(units)
    try HierarchyTotals.check(entries, kind: kind, chains: chains)
    var numerators: [String: ExactSum] = [:]
    var denominators: [String: ExactSum] = [:]
    for entry in kind == .stock ? HierarchyTotals.last(entries) : entries {
      for unit in chains[entry.unit] ?? [] {
        numerators[unit, default: ExactSum()].add(entry.value)
        denominators[unit, default: ExactSum()].add(kind == .ratio ? entry.denominator ?? 0 : 1)
      }
    }
    var totals: [String: Double] = [:]
    for (unit, sum) in numerators {
      let denominator = denominators[unit]?.value ?? 0
      if kind != .ratio { totals[unit] = sum.value } else if denominator != 0 { totals[unit] = sum.value / denominator }
    }
    self.totals = totals
  }

  /// Each unit with those above it, itself first.
  private static func chains(_ units: [Unit]) throws(Problem) -> [String: [String]] {
    var parents: [String: String?] = [:]
    for unit in units where parents.updateValue(unit.parent, forKey: unit.code) != nil {
      throw Problem("duplicate_unit", "The unit “\(unit.code)” stands twice in the hierarchy.")
    }
    var chains: [String: [String]] = [:]
    for unit in units {
      var chain = [unit.code]
      while let parent = parents[chain[chain.count - 1]] ?? nil {
        guard parents[parent] != nil else {
          throw Problem("parent_unknown", "The parent “\(parent)” is not in the hierarchy.")
        }
        guard chain.count <= units.count else {
          throw Problem("hierarchy_cycle", "The unit “\(unit.code)” is above itself.")
        }
        chain.append(parent)
      }
      chains[unit.code] = chain
    }
    return chains
  }

  private static func check(_ entries: [Entry], kind: Kind, chains: [String: [String]]) throws(Problem) {
    var seen: [String: Set<Int>] = [:]
    for entry in entries {
      guard chains[entry.unit] != nil else {
        throw Problem("unit_unknown", "A value is reported for “\(entry.unit)”, which is not in the hierarchy.")
      }
      guard seen[entry.unit, default: []].insert(entry.period).inserted else {
        throw Problem("duplicate_entry", "“\(entry.unit)” has two values for one period; a correction supersedes.")
      }
      guard kind != .ratio || entry.denominator != nil else {
        throw Problem("denominator_missing", "The ratio of “\(entry.unit)” has no denominator.")
      }
    }
  }

  /// Each unit's entry of its own last period.
  private static func last(_ entries: [Entry]) -> [Entry] {
    Dictionary(grouping: entries, by: \.unit).values.compactMap { list in
      list.max { $0.period < $1.period }
    }
  }
}
