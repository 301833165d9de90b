import Domain
import Interchange
import Scoring
import Testing

@Suite("A gap between two groups is scored by how far it narrowed")
struct GapTests {
  private func run(_ gap: String, _ rows: [String], more: String = "") async throws -> Run {
    let framework = """
      framework: gap
      version: 1
      groups: {women: {weight: 1}, men: {weight: 1}, youth: {weight: 1}}
      indicators: [{code: pay_gap, of: pay, parent: score, kind: ratio, gap: {\(gap)}, normalise: {method: achievement\(more)}}]
      tree: [{code: score}]
      """
    return try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(
        framework, "actor,group,indicator,value,baseline,n,state\n" + rows.joined(separator: "\n") + "\n"
      ).run
    }
  }

  @Test("as a ratio: from 40 % behind to 20 % behind is half of the way to parity")
  func ratio() async throws {
    let result = try await run("group: women, reference: men", ["a,women,pay,80,60,,", "a,men,pay,100,100,,"])
    #expect(agree(result.score(0).score, 0.5))
    let parts = result.parts(0)
    // The cell belongs to the group that stands apart, and reaching many of both would not move it.
    #expect(parts.count == 1 && parts[0].group == 0 && agree(parts[0].raw, 0.2))
    let grown = try await run("group: women, reference: men", ["a,women,pay,120,60,,", "a,men,pay,200,100,,"])
    #expect(agree(grown.score(0).score, 0))
  }

  @Test("as a difference: 30 apart became 12")
  func difference() async throws {
    let result = try await run(
      "group: women, reference: men, as: difference", ["a,women,pay,88,70,,", "a,men,pay,100,100,,"])
    #expect(agree(result.score(0).score, 0.6))
  }

  @Test("everybody is the mean of the groups, weighed by their people where all give them")
  func everybody() async throws {
    let plain = try await run(
      "group: women", ["a,women,pay,80,60,,", "a,men,pay,100,100,,", "a,youth,pay,90,110,,"])
    // 1 − 80/90 against 1 − 60/90.
    #expect(agree(plain.score(0).score, 2.0 / 3))
    let weighed = try await run(
      "group: women", ["a,women,pay,80,60,10,", "a,men,pay,100,100,30,", "a,youth,pay,90,110,60,"])
    // Everybody has 92, and had 102.
    #expect(agree(weighed.score(0).score, 1 - (1 - 80.0 / 92) / (1 - 60.0 / 102)))
  }

  @Test("a gap that widened is nothing, or a loss where the cap lets it be; one that was closed already has no target")
  func edges() async throws {
    let wider = ["a,women,pay,50,60,,", "a,men,pay,100,100,,"]
    #expect(try await run("group: women, reference: men", wider).score(0).score == 0)
    let loss = try await run("group: women, reference: men", wider, more: ", cap: [-1, 1.2]")
    #expect(agree(loss.score(0).score, -0.25))
    let closed = try await run("group: women, reference: men", ["a,women,pay,90,100,,", "a,men,pay,100,100,,"])
    #expect(closed.parts(0).map(\.status) == [.undefinedTarget])
  }

  @Test("without one of its ends a gap is missing, and it is attested as well as the worse of the two")
  func evidence() async throws {
    let half = try await run("group: women, reference: men", ["a,women,pay,80,60,,"])
    #expect(half.parts(0).map(\.status) == [.missing] && half.score(0).status == .noData)
    let unverified = try await run(
      "group: women, reference: men", ["a,women,pay,80,60,,verified", "a,men,pay,100,100,,unverified"])
    #expect(agree(unverified.score(0).score, 0.4) && unverified.score(0).lowerBound == 0)
    let rejected = try await run(
      "group: women, reference: men", ["a,women,pay,80,60,,unverified", "a,men,pay,100,100,,rejected"])
    #expect(rejected.score(0).score == 0)
  }
}
