/// What everybody may read of the people a programme reached in a period: counts by indicator and target group, without
/// those from which a small group would follow.
public struct PublishedReach: Hashable, Sendable {
  public struct Key: Hashable, Comparable, Sendable {
    public let indicator: Code
    public let group: Code

    public init(indicator: Code, group: Code) {
      self.indicator = indicator
      self.group = group
    }

    public static func < (left: Key, right: Key) -> Bool {
      (left.indicator, left.group) < (right.indicator, right.group)
    }
  }

  public let programme: Code
  public let period: DateSpan
  public let version: Int
  /// Nil for what is hidden.
  public let counts: [Key: Int64?]

  public init(programme: Code, period: DateSpan, version: Int, counts: [Key: Int64?]) {
    self.programme = programme
    self.period = period
    self.version = version
    self.counts = counts
  }

  /// The next version of what may be read, after those that were published of the same period: see ``SmallCounts``. The
  /// groups of each axis are parts of everybody, and what several indicators say of a group may be of the same people.
  public init(
    of programme: Code, period: DateSpan, counts: [Key: Int64], axes: [Code: Set<Code>], earlier: [PublishedReach]
  ) {
    let sums = Set(counts.keys.map(\.indicator)).sorted().flatMap { indicator in
      axes.sorted { $0.key < $1.key }.map { _, groups in
        SmallCounts.Sum(
          Key(indicator: indicator, group: TargetGroup.everybody),
          of: groups.sorted().map { Key(indicator: indicator, group: $0) })
      }
    }
    let alike = Dictionary(grouping: counts.keys.sorted(), by: \.group).sorted { $0.key < $1.key }.map(\.value)
    let shown = SmallCounts.shown(counts, sums: sums, alike: alike, earlier: earlier.map(\.counts))
    self.init(
      programme: programme, period: period, version: (earlier.map(\.version).max() ?? 0) + 1,
      counts: Dictionary(uniqueKeysWithValues: counts.keys.map { ($0, shown[$0]) }))
  }
}
