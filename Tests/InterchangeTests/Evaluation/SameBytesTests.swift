import Foundation
import Scoring
import Testing

@Suite("The same bytes, however the work is divided")
struct SameBytesTests {
  private static let framework = """
    framework: sweep
    version: 1
    coverage: {minimum: 0.3}
    verification: {unverified: 0.8, rejected: 0}
    groups:
      women: {weight: 1.5}
      youth: {weight: 1}
    indicators:
      - {code: income, parent: work, weight: 2, direction: up, kind: flow, cap_percentile: 97, normalise: {method: zscore, mean: 50, sd: 10}}
      - {code: jobs, parent: work, weight: 1, direction: up, kind: stock, normalise: {method: minmax, scale: [1, 100]}}
      - {code: dropout, parent: learning, weight: 1, direction: down, kind: ratio, shrink: beta_binomial, normalise: {method: percentile_rank}}
      - {code: dropout_means, of: dropout, parent: learning, weight: 1, direction: down, kind: ratio, shrink: {method: james_stein, sd: 0.4}, normalise: {method: zscore, mean: 50, sd: 10}}
      - {code: hours, parent: learning, weight: 1, direction: up, kind: flow, treat: winsorise, normalise: {method: minmax, scale: [1, 100]}}
    tree:
      - {code: score, aggregate: geometric, floor: 0.01}
      - {code: work, parent: score, weight: 1, aggregate: arithmetic}
      - {code: learning, parent: score, weight: 2, aggregate: arithmetic}
    uncertainty: {replicates: 40, seed: 20261124, weights: 0.25, verification: [0, 1]}
    """

  /// Values of 90 actors that look random and are the same each time: gaps, rejections, extremes, numbers whose sums
  /// hang on the order in which they are added.
  private static func rows() -> [String] {
    var state: UInt64 = 20_261_124
    func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    var rows: [String] = []
    for actor in 1...90 {
      for indicator in ["income", "jobs", "dropout", "hours"] {
        for group in ["women", "youth"] {
          for period in ["2026-1", "2026-2", "2026-3"] where next(10) > 0 {
            let whole = 1 + next(400)
            let state = ["verified", "unverified", "rejected", "verified"][Int(next(4))]
            var value = "\(Double(next(100_000)) / 7 * (next(50) == 0 ? 1e6 : 1))"
            var counts = ","
            if indicator == "dropout" {
              let part = next(whole + 1)
              value = "\(Double(part) / Double(whole))"
              counts = "\(part),\(whole)"
            }
            rows.append("actor-\(actor),\(indicator),\(value),\(group),\(period),\(state),\(counts)")
          }
        }
      }
    }
    return rows
  }

  @Test("threads 1 to 8, shards 1 to 64, rows in any order")
  func sweep() async throws {
    try await EvaluationFixture.with { fixture in
      let rows = SameBytesTests.rows()
      let header = "actor,indicator,value,group,period,state,numerator,denominator"
      let files = [
        "scores.csv", "normalised.csv", "parts.csv", "bounds.csv", "explanations.csv", "intervals.csv",
        "proportions.csv", "factors.csv", "scale.json",
      ]
      let orders: [[String]] = [
        rows, rows.reversed(), rows.sorted(),
        rows.enumerated().sorted {
          ($0.offset * 7_919 % rows.count, $0.offset) < ($1.offset * 7_919 % rows.count, $1.offset)
        }.map(\.element),
      ]
      var reference: [String: String] = [:]
      var courses = (1...8).map { (threads: $0, shards: 1) } + (1...64).map { (threads: 1 + $0 % 8, shards: $0) }
      courses.append((threads: 8, shards: 90))
      for (index, course) in courses.enumerated() {
        let text = ([header] + orders[index % orders.count]).joined(separator: "\n") + "\n"
        try await fixture.evaluate(
          SameBytesTests.framework, text, threads: course.threads, shards: course.shards)
        for name in files + ["sensitivity.csv", "run.json"] {
          let bytes = try fixture.text(name)
          #expect(reference[name] ?? bytes == bytes, "\(name): \(course.threads) threads, \(course.shards) shards")
          reference[name] = bytes
        }
      }
      let scores = try #require(reference["scores.csv"])
      #expect(scores.split(separator: "\n").count == 1 + 90 * 3)
      // What ranks hang on is among what is compared: three factors.
      #expect(reference["sensitivity.csv"]?.split(separator: "\n").count == 4)
    }
  }
}
