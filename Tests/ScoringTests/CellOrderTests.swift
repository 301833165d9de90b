import Scoring
import Testing

@Suite("The cells of an actor are put in order")
struct CellOrderTests {
  @Test("as they are compared one by one, whatever their numbers", arguments: 0..<200)
  func order(seed: UInt64) {
    var random = TestRandom(seed: seed)
    var order = CellOrder()
    // Twice, so that what is kept from before is in nobody's way.
    for round in 0..<2 {
      let most: Int32 = seed % 10 == 0 ? 70_000 : 4
      let cells = (0..<Int.random(in: 0...120, using: &random)).map { number in
        ObservationCell(
          indicator: .random(in: (seed % 20 == 0 ? -1 : 0)...most, using: &random),
          group: .random(in: 0...most, using: &random), period: .random(in: 0...most, using: &random), state: .reported,
          verdict: .none, value: Double(number), sequence: .random(in: 0...3, using: &random),
          unit: .random(in: 0...2, using: &random))
      }
      var ordered = cells
      order.sort(&ordered)
      let expected = cells.sorted(by: ObservationCell.isBefore)
      #expect(ordered.count == cells.count)
      #expect(
        zip(ordered, expected).allSatisfy {
          !ObservationCell.isBefore($0, $1) && !ObservationCell.isBefore($1, $0) && $0.value == $1.value
        }, "seed \(seed), round \(round)")
    }
  }
}
