import Foundation
import Interchange
import Scoring
import Testing

@Suite("Scores worked out by hand come out of files")
struct EvaluationHandTests {
  private static let rows = """
    actor,group,indicator,value,baseline,target,state
    A,rural_women,income,140,100,150,verified
    A,rural_women,school,0.7,0.4,0.8,unverified
    A,youth,dropout,0.15,0.3,0.1,verified
    B,rural_women,income,,100,150,missing
    B,rural_women,school,0.8,0.4,0.8,verified
    C,youth,dropout,0.45,0.3,0.1,verified
    """

  @Test("groups, verification, missing values and coverage of the small case")
  func smallCase() async throws {
    try await EvaluationFixture.with { fixture in
      let evaluation = try await fixture.evaluate(
        try EvaluationFixture.framework("hand-case"), EvaluationHandTests.rows)
      let run = evaluation.run
      let scores = run.actors.indices.map { run.score($0) }
      #expect(zip(scores, [0.74, 1.0, 0.0]).allSatisfy { agree($0.score, $1) })
      #expect(zip(scores, [1.0, 1.0 / 3, 1.0]).allSatisfy { agree($0.coverage, $1) })
      #expect(scores.map(\.status) == [.ok, .insufficientCoverage, .ok])
      #expect(scores.map(\.rank) == [1, nil, 2])
      let parts = run.parts(0).filter { $0.raw != nil }
      #expect(zip(parts.compactMap(\.achievement), [0.8, 0.7499999999999998, 0.75]).allSatisfy { agree($0, $1) })
      #expect(parts.map(\.evidence) == [1, 0.8, 1])
      #expect(agree(run.parts(0).reduce(0) { $0 + $1.contribution }, 0.74))
      #expect(agree(run.parts(2).compactMap(\.achievement).first, -0.7500000000000002))
      // Without the unverified gain, and with all of it.
      #expect(agree(scores[0].lowerBound, (1.5 * 1.6 / 3 + 0.75) / 2.5))
      #expect(agree(scores[0].upperBound, (1.5 * 2.35 / 3 + 0.75) / 2.5))
      #expect(agree(scores[0].unweighted, (2.2 / 3 + 0.75) / 2))
    }
  }

  @Test("the same bytes for any order of rows, number of shards and threads")
  func sameBytes() async throws {
    try await EvaluationFixture.with { fixture in
      let framework = try EvaluationFixture.framework("asem-pipeline")
      let table = PlainTable(try EvaluationFixture.golden("asem_input_data.csv"))
      let text = table.text(renaming: ["EurAsia_group": "group"]) { !["uName", "Time"].contains($0) }
      var lines = text.split(separator: "\n")
      let header = lines.removeFirst()
      var reference: [String: String] = [:]
      for (shards, threads) in [(1, 1), (7, 3), (64, 8), (3, 2)] {
        let shuffled = ([header] + (threads == 1 ? lines : lines.reversed())).joined(separator: "\n") + "\n"
        try await fixture.evaluate(
          framework, shuffled, isWide: true, replicates: 40, seed: 7, threads: threads, shards: shards,
          into: "out-\(shards)")
        for name in ["scores.csv", "normalised.csv", "parts.csv", "intervals.csv", "sensitivity.csv", "run.json"] {
          let bytes = try fixture.text(name, in: "out-\(shards)")
          #expect(reference[name] ?? bytes == bytes, "\(name) with \(shards) shards and \(threads) threads")
          reference[name] = bytes
        }
      }
    }
  }

  @Test("the 148 scores of Retro Funding")
  func retroFunding() async throws {
    try await EvaluationFixture.with { fixture in
      let golden = PlainTable(try EvaluationFixture.golden("retrofunding_S7_M1_onchain_golden.csv"))
      let metrics = golden.columns.filter { $0.hasSuffix("|previous") }.map { String($0.dropLast(9)) }
      var text = "actor,indicator,period,value\n"
      for row in golden.rows {
        for metric in metrics {
          for (period, name) in [("2025-01", "previous"), ("2025-02", "current")] {
            let value = row["\(metric)|\(name)"] ?? ""
            if !value.isEmpty { text += "\(row["project"] ?? ""),\(metric),\(period),\(value)\n" }
          }
        }
      }
      let run = try await fixture.evaluate(try EvaluationFixture.shipped("retro-funding"), text).run
      let total = run.actors.indices.reduce(0) { $0 + (run.score($1).score ?? 0) }
      let ours = Dictionary(uniqueKeysWithValues: run.actors.indices.map { (run.actors[$0], run.score($0).score) })
      for row in golden.rows {
        let share = ours[row["project"] ?? ""].flatMap(\.self).map { $0 / total }
        #expect(agree(share, Double(row["normalized_score_recomputed"] ?? "")), "\(row["name"] ?? "")")
      }
      let proposal = fixture.folder.appendingPathComponent("proposal.csv").path
      try PaymentProposal.write(
        PaymentProposal.Request(
          framework: fixture.folder.appendingPathComponent("framework.yml").path,
          scores: fixture.folder.appendingPathComponent("out/scores.csv").path), to: proposal)
      let paid = PlainTable(try String(contentsOfFile: proposal, encoding: .utf8))
      #expect(paid.columns == ["actor", "amount_minor", "share", "reason"])
      let amounts = Dictionary(
        uniqueKeysWithValues: paid.rows.map { ($0["actor"] ?? "", Int64($0["amount_minor"] ?? "")) })
      for row in golden.rows {
        let published = try #require(Double(row["reward_published"] ?? ""))
        #expect(amounts[row["project"] ?? ""] == Int64((published * 100).rounded()), "\(row["name"] ?? "")")
      }
    }
  }
}
