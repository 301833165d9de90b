import Domain
import Scoring
import Testing

@Suite("Overrides and eligibility")
struct OverrideTests {
  private let candidates = [
    Candidate(actor: "amal", score: 3), Candidate(actor: "badr", score: 1),
    Candidate(actor: "chams", score: nil),
    Candidate(actor: "dar", score: 5, ineligibility: "not an approved recipient"),
  ]

  private func override(_ actor: String, _ amount: Int64, reason: String = "flood", approver: String = "board")
    -> Override
  {
    Override(actor: actor, amountMinor: amount, reason: reason, approver: approver)
  }

  @Test("an override is a row with its reason and approver, and the rest is shared under what remains")
  func applied() throws {
    let proposal = try WaterFilling().propose(candidates, budgetMinor: 1_000, overrides: [override("chams", 200)])
    #expect(proposal.rows.map(\.amountMinor) == [600, 200, 200, 0])
    #expect(proposal.rows[2].reason == .overridden(reason: "flood", approver: "board"))
    #expect(proposal.rows[2].reason.description == "override: flood (approved by board)")
    #expect(proposal.rows[3].reason == .ineligible("not an approved recipient"))
    #expect(proposal.totalMinor == 1_000 && proposal.leftovers.isEmpty)
  }

  @Test("the cap is measured by the whole budget, and an override may pass it")
  func capOfWholeBudget() throws {
    let proposal = try WaterFilling(capShare: 0.5).propose(
      candidates, budgetMinor: 1_000, overrides: [override("badr", 600)])
    #expect(proposal.rows.map(\.amountMinor) == [400, 600, 0, 0])
  }

  @Test("an override without reason or approver, past the budget, negative, twice, or for nobody is refused")
  func refused() throws {
    let codes = { (overrides: [Override]) -> [String] in
      let problems = #expect(throws: Problems.self) {
        try WaterFilling().propose(candidates, budgetMinor: 1_000, overrides: overrides)
      }
      return problems?.list.map(\.code.rawValue) ?? []
    }
    #expect(codes([override("amal", 1, reason: " ")]) == ["override_without_reason"])
    #expect(codes([override("amal", 1, approver: "")]) == ["override_without_approver"])
    #expect(codes([override("amal", 1_001)]) == ["overrides_exceed_budget"])
    #expect(codes([override("amal", 600), override("badr", 401)]) == ["overrides_exceed_budget"])
    #expect(codes([override("amal", .max), override("badr", .max)]) == ["overrides_exceed_budget"])
    #expect(codes([override("amal", -1)]) == ["override_negative"])
    #expect(codes([override("amal", 1), override("amal", 1)]) == ["duplicate_override"])
    #expect(codes([override("nobody", 1)]) == ["override_unknown_actor"])
    #expect(codes([override("dar", 1)]) == ["override_ineligible_actor"])
  }

  @Test("groups keep their parts, and a group without a recipient leaves its own over")
  func groups() throws {
    let rule = try ProportionalByGroup(groupWeights: ["women": 3, "youth": 1, "elders": 1])
    let members = [
      Candidate(actor: "a", score: 1, group: "women"), Candidate(actor: "b", score: 2, group: "women"),
      Candidate(actor: "c", score: 9, group: "youth"), Candidate(actor: "d", score: 0, group: "elders"),
    ]
    let proposal = try rule.propose(members, budgetMinor: 1_000)
    #expect(proposal.rows.map(\.amountMinor) == [200, 400, 200, 0])
    #expect(proposal.leftovers == [.init(amountMinor: 200, reason: .noRecipient)])
    #expect(try rule.propose(members.reversed(), budgetMinor: 1_000) == proposal)
    #expect(throws: Problems.self) { try rule.propose([Candidate(actor: "e", score: 1)], budgetMinor: 1) }
    #expect(
      try ProportionalByGroup().propose(Array(members.prefix(2)), budgetMinor: 100).rows.map(\.amountMinor) == [33, 67])
    #expect(throws: Problem.self) { try ProportionalByGroup(groupWeights: ["x": 0]) }
  }
}
