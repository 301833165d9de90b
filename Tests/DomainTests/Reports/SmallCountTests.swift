import Domain
import Testing

@Suite("Small groups are never shown, and follow from nothing that is")
struct SmallCountTests {
  private typealias Sum = SmallCounts.Sum<String>

  private let sex = Sum("all", of: ["women", "men"])
  private let age = Sum("all", of: ["young", "middle", "old"])

  @Test("a count under ten is hidden, and another with it, so that no difference gives it away")
  func secondary() {
    let shown = SmallCounts.shown(["all": 100, "women": 95, "men": 5], sums: [sex])
    #expect(shown == ["all": 100])
    let ages = SmallCounts.shown(["all": 100, "young": 4, "middle": 36, "old": 60], sums: [age])
    #expect(ages == ["all": 100, "old": 60])
  }

  @Test("of two indicators that speak of nearly as many people, the smaller count is hidden; as many may be shown")
  func alike() {
    let counts: [String: Int64] = ["a": 120, "b": 120, "c": 113, "d": 111, "e": 110, "f": 9, "g": 15]
    let shown = SmallCounts.shown(counts, sums: [], alike: [["a", "b", "c", "d", "e", "f"], ["g"]])
    #expect(shown == ["a": 120, "b": 120, "e": 110, "g": 15])
    // What is hidden for it must not follow from a sum.
    let parts = SmallCounts.shown(
      ["all": 150, "women": 95, "men": 55, "other": 101], sums: [sex], alike: [["women", "other"]])
    #expect(parts == ["all": 150, "other": 101])
    #expect(SmallCounts.shown(["a": 30, "b": 28], sums: []) == ["a": 30, "b": 28])
  }

  @Test("two small parts that are small together take a third with them")
  func together() {
    let shown = SmallCounts.shown(["all": 67, "young": 3, "middle": 4, "old": 60], sums: [age])
    #expect(shown == ["all": 67])
    let larger = SmallCounts.shown(["all": 76, "young": 8, "middle": 8, "old": 60], sums: [age])
    #expect(larger == ["all": 76, "old": 60])
  }

  @Test("a small total is hidden with its parts; where nothing is small everything is shown")
  func totals() {
    #expect(SmallCounts.shown(["all": 9, "women": 9, "men": 0], sums: [sex]).isEmpty)
    let plain: [String: Int64] = ["all": 30, "women": 10, "men": 20]
    #expect(SmallCounts.shown(plain, sums: [sex]) == plain)
    #expect(SmallCounts.shown(["all": 12, "women": 12, "men": 0], sums: [sex]) == ["all": 12])
  }

  @Test("people of whom an axis is not known are a group like another")
  func rests() {
    #expect(SmallCounts.shown(["all": 100, "women": 60, "men": 37], sums: [sex]) == ["all": 100, "women": 60])
    let known: [String: Int64] = ["all": 100, "women": 60, "men": 25]
    #expect(SmallCounts.shown(known, sums: [sex]) == known)
  }

  @Test("what was hidden stays hidden, and a change by less than ten is a small group too")
  func versions() {
    let first = SmallCounts.shown(["all": 50, "women": 5, "men": 45], sums: [sex])
    #expect(first == ["all": 50])
    let published: [String: Int64?] = ["all": 50, "women": nil, "men": nil]
    let second = SmallCounts.shown(["all": 57, "women": 12, "men": 45], sums: [sex], earlier: [published])
    #expect(second.isEmpty)
    let third = SmallCounts.shown(["all": 62, "women": 17, "men": 45], sums: [sex], earlier: [published])
    #expect(third == ["all": 62])
    let shown: [String: Int64?] = ["all": 100, "women": 60, "men": 40]
    let moved = SmallCounts.shown(["all": 120, "women": 75, "men": 45], sums: [sex], earlier: [shown])
    #expect(moved == ["all": 120])
  }

  @Test("in any table with two axes and regions no hidden small count is the only one that fits")
  func attacked() {
    var state: UInt64 = 7
    let random = { (limit: Int64) -> Int64 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 33) % limit
    }
    for _ in 0..<300 {
      let sides = ["a", "b", "c"]
      var counts: [String: Int64] = [:]
      for row in sides { for column in sides { counts[row + column] = random(random(4) == 0 ? 12 : 60) } }
      var sums: [Sum] = []
      for side in sides {
        let (row, column) = (sides.map { side + $0 }, sides.map { $0 + side })
        counts["\(side)*"] = row.reduce(0) { $0 + (counts[$1] ?? 0) }
        counts["*\(side)"] = column.reduce(0) { $0 + (counts[$1] ?? 0) }
        sums += [Sum("\(side)*", of: row), Sum("*\(side)", of: column)]
      }
      counts["**"] = sides.reduce(0) { $0 + (counts["\($1)*"] ?? 0) }
      sums += [Sum("**", of: sides.map { "\($0)*" }), Sum("**", of: sides.map { "*\($0)" })]
      let shown = SmallCounts.shown(counts, sums: sums)
      #expect(shown.values.allSatisfy { $0 >= 10 })
      for key in counts.keys where shown[key] == nil {
        #expect(hasAnother(key, counts, shown, sums), "\(key) follows in \(counts)")
      }
    }
  }

  /// Whether a hidden count can be another one while everything shown stays as it is: a walk along the sums that adds one
  /// here and takes one there, found by solving for a direction in which `key` moves.
  private func hasAnother(_ key: String, _ counts: [String: Int64], _ shown: [String: Int64], _ sums: [Sum]) -> Bool {
    let unknowns = counts.keys.filter { shown[$0] == nil }.sorted()
    // The key moves freely unless its unit vector is a combination of the equations: compare ranks.
    let rows = sums.map { sum in
      unknowns.map { name in (sum.parts.contains(name) ? 1.0 : 0) - (sum.total == name ? 1 : 0) }
    }
    let unit = unknowns.map { $0 == key ? 1.0 : 0 }
    return rank(rows) < rank(rows + [unit])
  }

  private func rank(_ matrix: [[Double]]) -> Int {
    var rows = matrix
    var rank = 0
    for column in rows.first?.indices ?? 0..<0 {
      guard let pivot = (rank..<rows.count).max(by: { rows[$0][column].magnitude < rows[$1][column].magnitude }),
        rows[pivot][column].magnitude > 1e-9
      else { continue }
      rows.swapAt(rank, pivot)
      for other in (rank + 1)..<max(rank + 1, rows.count) {
        let factor = rows[other][column] / rows[rank][column]
        for index in rows[other].indices { rows[other][index] -= factor * rows[rank][index] }
      }
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }
}
