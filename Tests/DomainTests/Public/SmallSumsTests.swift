import Domain
import Testing

@Suite("Sums of money that everybody may see")
struct SmallSumsTests {
  @Test(
    "a sum is of nobody or of three, and so is its difference from each that was shown before",
    arguments: [
      ([:], [], true), (["a": 1], [], false), (["a": 1, "b": 2], [], false), (["a": 1, "b": 2, "c": 3], [], true),
      (["a": 1, "b": 2, "c": 0], [], false), (["a": 1, "b": 2, "c": 3], [["a": 1, "b": 2, "c": 3]], true),
      (["a": 1, "b": 2, "c": 4], [["a": 1, "b": 2, "c": 3]], false),
      (["a": 2, "b": 3, "c": 4], [["a": 1, "b": 2, "c": 3]], true),
      // An actor that came in is a difference of one.
      (["a": 1, "b": 2, "c": 3, "d": 4], [["a": 1, "b": 2, "c": 3]], false),
      (["a": 2, "b": 3, "c": 4], [["a": 1, "b": 2, "c": 3], ["a": 2, "b": 3, "c": 9]], false),
    ] as [([String: Int64], [[String: Int64]], Bool)])
  func sums(amounts: [String: Int64], earlier: [[String: Int64]], isShown: Bool) {
    #expect(SmallSums.mayShow(amounts, after: earlier) == isShown)
  }

  @Test("no two versions that are shown tell the amounts of fewer than three actors, whatever moves in between")
  func versions() throws {
    var state: UInt64 = 5
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let period = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-03-31"))
    let key = PublishedMoney.Key(.grant, .mad)
    for _ in 0..<50 {
      var amounts: [ID<Actor>: Int64] = [:]
      var published: [PublishedMoney] = []
      for _ in 0..<12 {
        for _ in 0..<next(4) { amounts[ID(Int64(next(6)))] = Int64(next(5) * 100) }
        published.append(
          PublishedMoney(
            period: period, parts: [key: [.promised: [:], .received: amounts, .spent: [:]]], earlier: published))
      }
      #expect(published.map(\.version) == Array(1...12))
      let shown = published.filter { $0.sums[key]?[.received] != nil }.map { $0.parts[key]?[.received] ?? [:] }
      for (index, left) in shown.enumerated() {
        #expect(left.values.count { $0 != 0 } >= 3)
        for right in shown[..<index] {
          let moved = Set(left.keys).union(right.keys).count { left[$0] ?? 0 != right[$0] ?? 0 }
          #expect(moved == 0 || moved >= 3)
        }
      }
    }
  }
}
