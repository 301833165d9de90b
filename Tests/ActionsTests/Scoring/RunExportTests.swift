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
