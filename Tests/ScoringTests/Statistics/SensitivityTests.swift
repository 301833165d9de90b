import Domain
import Foundation
import Scoring
import Testing

@Suite("Sensitivity indices")
struct SensitivityTests {
  /// Ishigami's function with a = 7, b = 0.1 has closed-form indices.
  /// Source: T. Ishigami and T. Homma, 1990; values in A. Saltelli et al., Global Sensitivity Analysis, 2008, §4.
  @Test("Ishigami's function has its known indices, inside the bootstrap's reach")
  func ishigami() throws {
    let model = { (x: [Double]) in sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0]) }
    let point = { (row: Int, sample: Int) in
      (0..<3).map { factor in
        Double.pi * (2 * RandomKey(seed: 42, replicate: sample, factor: factor, actor: UInt64(row)).uniform() - 1)
      }
    }
    let rows = 0..<12_000
    let fromAB = (0..<3).map { factor in
      rows.map { row in
        var x = point(row, 0)
        x[factor] = point(row, 1)[factor]
        return model(x)
      }
    }
    let indices = try SobolIndices(
      fromA: rows.map { model(point($0, 0)) }, fromB: rows.map { model(point($0, 1)) }, fromAB: fromAB,
      resamples: 40, confidence: 0.95, key: RandomKey(seed: 1, factor: 9))
    let first = [0.3139, 0.4424, 0]
    let total = [0.5576, 0.4424, 0.2437]
    for (index, factor) in indices.factors.enumerated() {
      #expect(abs(factor.first.estimate - first[index]) < 0.04)
      #expect(abs(factor.total.estimate - total[index]) < 0.03)
      #expect(factor.first.lower < factor.first.estimate && factor.first.estimate < factor.first.upper)
      #expect(factor.first.upper - factor.first.lower < 0.15)
    }
  }

  @Test("the same key gives the same intervals, another seed gives others")
  func seeded() throws {
    let a = (0..<50).map { RandomKey(seed: 1, replicate: $0).uniform() }
    let b = (0..<50).map { RandomKey(seed: 2, replicate: $0).uniform() }
    let indices = { (seed: UInt64) in
      try SobolIndices(fromA: a, fromB: b, fromAB: [b], resamples: 20, key: RandomKey(seed: seed))
    }
    #expect(try indices(4) == indices(4))
    #expect(try indices(4) != indices(5))
    // One factor that is everything: AB equals B.
    #expect(abs(try indices(4).factors[0].total.estimate - 1) < 0.3)
  }

  @Test("samples of different lengths and outputs without variation are refused")
  func refused() {
    let key = RandomKey(seed: 1)
    let lengths = #expect(throws: Problem.self) {
      try SobolIndices(fromA: [1, 2], fromB: [1], fromAB: [], resamples: 0, key: key)
    }
    #expect(lengths?.code == "sensitivity_sample_invalid")
    let flat = #expect(throws: Problem.self) {
      try SobolIndices(fromA: [1, 1], fromB: [1, 1], fromAB: [[1, 1]], resamples: 0, key: key)
    }
    #expect(flat?.code == "sensitivity_no_variation")
  }
}
