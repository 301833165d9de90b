import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("What is said of an actor as a whole serves denominators and gates")
struct EvaluationWholeTests {
  private static let framework = """
    framework: whole
    version: 1
    coverage: {minimum: 0}
    groups: {women: {weight: 1}, youth: {weight: 1}}
    indicators:
      - {code: trained, parent: score, denominator: members, normalise: {method: goalposts, low: 0, high: 1}}
    tree: [{code: score}]
    gates: [{indicator: members, below: 5, node: score, value: 0}]
    """

  @Test("a row without a group is read by the denominator of every group and by the gate")
  func whole() async throws {
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(
        EvaluationWholeTests.framework,
        """
        actor,indicator,group,value
        A,members,,10
        A,trained,women,5
        A,trained,youth,2
        B,members,,4
        B,trained,women,4
        C,members,women,4
        C,members,youth,4
        C,trained,women,1
        """
      ).run
      #expect(run.score(0).score.map { abs($0 - 0.35) < 1e-12 } == true)
      #expect(run.score(1).score == 0)
      #expect(run.score(1).status == .gated)
      // Groups add up for the gate; each is its own denominator.
      #expect(run.score(2).score == 0.25)
    }
  }

  @Test("what a group said of itself goes before what was said of the whole")
  func ownFirst() async throws {
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(
        EvaluationWholeTests.framework,
        "actor,indicator,group,value\nA,members,,10\nA,members,women,5\nA,trained,women,5\n"
      ).run
      #expect(run.score(0).score == 1)
    }
  }

  @Test("an indicator that is scored by group is refused without one")
  func groupMissing() async throws {
    try await EvaluationFixture.with { fixture in
      let problems = await #expect(throws: Problems.self) {
        try await fixture.evaluate(EvaluationWholeTests.framework, "actor,indicator,group,value\nA,trained,,5\n")
      }
      #expect(problems?.list.map(\.code.rawValue) == ["group_missing"])
      #expect(problems?.list.first?.place?.line == 2)
    }
  }
}
