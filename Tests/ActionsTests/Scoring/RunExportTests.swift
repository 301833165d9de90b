import Actions
import Domain
import Foundation
import Interchange
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A run exported as files, and evaluated again")
struct RunExportTests {
  /// Exports the current run, evaluates what was written, and expects the same scores byte by byte, whatever the number
  /// of threads and shards and the order of the rows.
  private func expectSame(_ tadamun: Tadamun, _ programme: Code, run: Int64? = nil) async throws -> RunExport {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("export-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let export = try await tadamun.export(programme, run: run, to: folder.path)
    let scores = try String(contentsOf: folder.appendingPathComponent("scores.csv"), encoding: .utf8)
    #expect(scores.split(separator: "\n").count > export.actorCount)
    let text = try String(contentsOf: folder.appendingPathComponent("values.csv"), encoding: .utf8)
    var rows = text.split(separator: "\n")
    let header = rows.removeFirst()
    let turned = ([header] + rows.reversed()).joined(separator: "\n") + "\n"
    try turned.write(to: folder.appendingPathComponent("turned.csv"), atomically: true, encoding: .utf8)
    let scale = export.files.contains("scale.json") ? folder.appendingPathComponent("scale.json").path : nil
    for (values, threads, shards) in [("values", 1, 1), ("turned", 3, 5), ("values", 8, 64)] {
      let output = folder.appendingPathComponent("out-\(shards)")
      try await Evaluation.run(
        EvaluationRequest(
          framework: folder.appendingPathComponent("framework.yml").path,
          values: folder.appendingPathComponent("\(values).csv").path, output: output.path, scale: scale,
          threads: threads, shards: shards))
      let again = try String(contentsOf: output.appendingPathComponent("scores.csv"), encoding: .utf8)
      #expect(again == scores, "\(values).csv, \(threads) threads, \(shards) shards")
    }
    return export
  }

  @Test("values, gaps, verdicts, targets and corrections come to the same scores")
  func small() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.report(0, quarter: 0, jobs: 10.1, dropout: 0.1)
      try await small.report(0, quarter: 1, jobs: 7, dropout: nil)
      try await small.report(1, quarter: 0, jobs: 5, dropout: 0.23, verified: false)
      try await small.report(1, quarter: 0, jobs: 6, dropout: 0.21, on: "2026-05-02", reference: "corrected")
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let export = try await expectSame(small.tadamun, small.code)
      // coop-c reported nothing and stands there all the same.
      #expect(export.actorCount == 3 && export.files == ["framework.yml", "values.csv", "scores.csv"])
    }
  }

  @Test("a run of an earlier day is exported as it was, and refused where it is not the programme's")
  func earlier() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let none = await #expect(throws: Problem.self) {
        try await small.tadamun.export(small.code, to: NSTemporaryDirectory() + UUID().uuidString)
      }
      #expect(none?.code == "run_missing")
      try await small.report(0, quarter: 0, jobs: 10, dropout: 0.1)
      let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
      try await small.report(0, quarter: 1, jobs: 3, dropout: 0.3)
      try await small.tadamun.score(small.code, asOf: small.asOf)
      #expect(try await expectSame(small.tadamun, small.code, run: first).run == first)
      let refused = await #expect(throws: Problem.self) {
        try await small.tadamun.export(small.code, run: first + 100, to: NSTemporaryDirectory() + UUID().uuidString)
      }
      #expect(refused?.code == "run_unknown")
    }
  }

  @Test("frozen scales, target groups, intervals and grades come to the same scores")
  func peers() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool), replicates: 40)
      try await peers.reportAll()
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      try await peers.report(3, sales: 5_000, reference: "corrected", on: "2026-05-02")
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      let export = try await expectSame(peers.tadamun, peers.code)
      #expect(export.files.contains("scale.json"))
    }
  }

  private static let manyRules = """
    framework: small
    version: 1
    valid: {from: 2026-01-01, to: null}
    coverage: {minimum: 0.9}
    verification: {unverified: 0.7, remembers: true}
    indicators:
      - {code: jobs, parent: score, weight: 2, kind: flow, required: true}
      - {code: dropout, parent: score, direction: down, kind: ratio, shrink: beta_binomial, normalise: {method: zscore, mean: 0.5, sd: 0.1}}
      - {code: dropout_means, of: dropout, parent: score, direction: down, kind: ratio, shrink: {method: james_stein, sd: 0.4}, normalise: {method: percentile_rank}}
    tree: [{code: score, aggregate: mazziotta_pareto}]
    social_return: {investment: 1000, outcomes: [{name: work, indicator: jobs, proxy: 100, years: 3, deadweight: 0.25, drop_off: 0.1}]}
    uncertainty: {replicates: 40, seed: 9, weights: 0.2, verification: [0, 1]}
    """

  @Test("shrinkage, required values, bands, proportions and social returns are the same over files and in a stored run")
  func details() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool), framework: Self.manyRules, count: 7)
      for index in small.cooperatives.indices {
        for quarter in 0...1 {
          try await small.report(
            index, quarter: quarter, jobs: index == 2 && quarter == 1 ? nil : Double(3 + index),
            dropout: 0.05 * Double(index + 1), verified: index.isMultiple(of: 2), of: Double(20 * (index + 1)))
        }
      }
      try await small.tadamun.score(small.code, asOf: small.asOf)
      _ = try await expectSame(small.tadamun, small.code)
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("details-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let export = try await small.tadamun.export(small.code, to: folder.path)
      let path = { (name: String) in folder.appendingPathComponent(name).path }
      try await Evaluation.run(
        EvaluationRequest(
          framework: path("framework.yml"), values: path("values.csv"), output: path("out"),
          scale: export.files.contains("scale.json") ? path("scale.json") : nil))
      func rows(_ name: String) throws -> [[String]] {
        try String(contentsOfFile: path("out/\(name)"), encoding: .utf8).split(separator: "\n").dropFirst()
          .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      }
      let (bounds, proportions, returns) = (
        try rows("bounds.csv"), try rows("proportions.csv"), try rows("social_return.csv")
      )
      for actor in small.cooperatives {
        let sheet = try await small.tadamun.score(of: actor, in: small.code)
        let detail = try #require(sheet.detail)
        let own = try #require(bounds.first { $0[0] == actor.text })
        #expect(own[5...6].map(Double.init) == [detail.lenient, detail.fundingScore])
        #expect(own[7] == sheet.nodes.first?.band)
        let found = proportions.filter { $0[0] == actor.text }
        #expect(found.map { $0[2] } == detail.proportions.map(\.indicator) && found.count == 2)
        for (row, proportion) in zip(found, detail.proportions) {
          #expect(Double(row[5]) == proportion.reported.value && Double(row[6]) == proportion.reported.low)
          #expect(Double(row[8]) == proportion.shrunk?.value && Double(row[10]) == proportion.shrunk?.high)
        }
        let worth = returns.filter { $0[0] == actor.text }
        let social = try #require(detail.socialReturn)
        #expect(Double(worth[0][4]) == social.outcomes.first?.presentValue)
        #expect(Double(worth[1][8]) == social.ratio && Double(worth[1][6]) == 1000)
      }
    }
  }

  @Test("domains come to the same scores with the same intervals and grades")
  func domains() async throws {
    let rules = """
      framework: small
      version: 1
      valid: {from: 2026-01-01, to: null}
      coverage: {minimum: 0.5}
      indicators:
        - {code: jobs, parent: work, kind: flow}
        - {code: dropout, parent: schools, direction: down, kind: ratio}
      tree: [{code: schools, parent: score}, {code: score, aggregate: geometric, floor: 0.01}, {code: work, parent: score}]
      uncertainty: {replicates: 40, seed: 3, weights: 0.25, verification: [0, 1]}
      """
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool), framework: rules, count: 5)
      for index in small.cooperatives.indices {
        try await small.report(
          index, quarter: 0, jobs: Double(2 + 3 * index), dropout: index == 4 ? nil : 0.3 - 0.05 * Double(index),
          verified: index.isMultiple(of: 2))
      }
      try await small.tadamun.score(small.code, asOf: small.asOf)
      _ = try await expectSame(small.tadamun, small.code)
    }
  }

  @Test("a union's figures are made of the same members' values")
  func unions() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      try await unions.report("l2-1", quarter: 0, "reach", ["everyone": 10, "women": 3.5])
      try await unions.report("l2-1", quarter: 1, "reach", ["everyone": 4])
      try await unions.report("l2-2", quarter: 1, "reach", ["everyone": 0.1, "men": 0.2])
      try await unions.report("l2-2", quarter: 0, "members", ["everyone": 20])
      try await unions.report("l1", quarter: 0, "reach", ["everyone": 0.7])
      try await unions.report("l2-1", quarter: 1, "dropout", ["everyone": 0.5], denominator: 10)
      try await unions.tadamun.score(unions.code, asOf: unions.asOf)
      _ = try await expectSame(unions.tadamun, unions.code)
    }
  }
}
