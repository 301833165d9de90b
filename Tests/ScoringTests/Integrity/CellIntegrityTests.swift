import Domain
import Scoring
import Testing

@Suite("Signs of invented numbers among an actor's cells")
struct CellIntegrityTests {
  private func cells(_ periods: [[Double]]) -> [ObservationCell] {
    periods.enumerated().flatMap { period, values in
      values.enumerated().map { indicator, value in
        ObservationCell(indicator: Int32(indicator), period: Int32(period), value: value)
      }
    }.sorted(by: ObservationCell.isBefore)
  }

  @Test("a report that repeats another one is told, one that differs in a value is not")
  func copies() {
    var integrity = CellIntegrity(periods: 3, moves: Array(repeating: true, count: 5))
    let copied = integrity.warnings(of: cells([[11, 22, 34], [11, 22, 34], [11, 22, 36]]))
    #expect(copied.map(\.kind) == [.identicalRows] && copied.first?.count == 2)
    #expect(integrity.warnings(of: cells([[11, 22, 34], [11, 22, 36], [11, 24, 34]])).isEmpty)
    // Two values are too few to be a report.
    #expect(integrity.warnings(of: cells([[11, 22], [11, 22]])).isEmpty)
  }

  @Test("round numbers heap; what was superseded, and what a union's members gave, is not looked at")
  func heaping() {
    let round = (0..<8).map { period in (0..<5).map { Double(100 + 10 * (period * 5 + $0)) } }
    var integrity = CellIntegrity(periods: 8, moves: Array(repeating: true, count: 5))
    #expect(integrity.warnings(of: cells(round)).map(\.kind) == [.heaping])
    let corrected = cells(round).flatMap { cell in
      let value = Double(101 + 7 * (cell.indicator + 5 * cell.period))
      return [
        cell, ObservationCell(indicator: cell.indicator, period: cell.period, value: value, sequence: 1),
      ]
    }
    #expect(integrity.warnings(of: corrected).isEmpty)
    let members = cells(round).map { cell in
      var cell = cell
      cell.unit = 1
      return cell
    }
    #expect(integrity.warnings(of: members).isEmpty)
  }

  @Test("the quick way out of the exact tests changes no answer", arguments: [12, 40, 99])
  func quickWay(count: Int) {
    let quick = IntegrityCheck()
    for round in 0...count {
      let values = (0..<count).map { Int64($0 < round ? 20 : 21) }
      let exact = BinomialTest.upperTail(round, of: count, probability: 0.2) < 0.001
      #expect((quick.heaping(values) != nil) == exact, "\(round) of \(count)")
    }
    // 1 and 900 span two orders; the rest begin with a nine as often as `nines` says.
    for nines in 0...(count - 2) {
      let values =
        [1, 900] + (0..<(count - 2)).map { $0 < nines ? 9.0 : Double([1, 1, 1, 2, 2, 3, 4, 5, 6, 7][$0 % 10]) }
      var counts = [Int](repeating: 0, count: 9)
      for value in values { counts[value == 900 ? 8 : Int(value) - 1] += 1 }
      let shares = (1...9).map { BinomialShare.benford($0) }
      let least = zip(counts, shares).map { BinomialTest.twoSided($0, of: count, probability: $1) }.min() ?? 1
      #expect((quick.firstDigits(values) != nil) == (min(1, 9 * least) < 0.001), "\(nines) of \(count)")
    }
  }
}

/// The shares of Benford's law to sixteen digits, from tables.
private enum BinomialShare {
  static func benford(_ digit: Int) -> Double {
    [
      0.3010299956639812, 0.17609125905568124, 0.12493873660829995, 0.09691001300805642, 0.07918124604762482,
      0.06694678963061322, 0.05799194697768673, 0.05115252244738129, 0.04575749056067514,
    ][digit - 1]
  }
}
