import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Frameworks that are shipped, from values to payments")
struct ShippedFrameworkTests {
  @Test("results-based financing pays what was verified of each target, nothing below 75 % and no more than the whole")
  func resultsBasedFinancing() async throws {
    try await EvaluationFixture.with { fixture in
      let reached: [(String, [Double])] = [
        // Jobs of 100 and hours of 10 agreed on; dropouts were to fall from 10 to 5.
        ("all", [100, 10, 5]), ("more", [200, 20, 0]), ("edge", [75, 10, 5]), ("below", [74, 10, 5]),
        ("small", [100, 10, 5]),
      ]
      var values = "actor,indicator,value,baseline,target,state\n"
      for (actor, numbers) in reached {
        values += "\(actor),jobs_created,\(numbers[0]),,100,verified\n"
        values += "\(actor),training_hours,\(numbers[1]),,10,verified\n"
        values += "\(actor),school_dropout,\(numbers[2]),10,5,verified\n"
        values += "\(actor),members,\(actor == "small" ? 4 : 40),,,verified\n"
      }
      values += "claims,jobs_created,100,,100,unverified\nclaims,training_hours,10,,10,verified\n"
      values += "claims,school_dropout,5,10,5,verified\nclaims,members,40,,,verified\n"
      try await fixture.evaluate(try EvaluationFixture.shipped("results-based-financing"), values)
      let path = { (name: String) in fixture.folder.appendingPathComponent(name).path }
      try PaymentProposal.write(
        PaymentProposal.Request(
          framework: path("framework.yml"), scores: path("out/scores.csv"), parts: path("out/parts.csv")),
        to: path("proposal.csv"))
      let rows = PlainTable(try String(contentsOfFile: path("proposal.csv"), encoding: .utf8)).rows
      let paid = Dictionary(uniqueKeysWithValues: rows.map { ($0["actor"] ?? "", $0["amount_minor"] ?? "") })
      // Six can earn 1,000,000 / 6 each; jobs are half of the score, hours and dropouts a quarter each.
      let whole = 100_000_000.0 / 6
      for (actor, share) in [("all", 1), ("more", 1), ("edge", 0.875), ("below", 0.5), ("claims", 0.5)] {
        let amount = try #require(paid[actor].flatMap(Double.init))
        #expect((amount - whole * share).magnitude < 1, "\(actor)")
      }
      #expect(paid["small"] == "0")
    }
  }
}
