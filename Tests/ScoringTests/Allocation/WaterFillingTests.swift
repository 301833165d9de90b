import Domain
import Foundation
import Scoring
import Testing

@Suite("Water-filling by score")
struct WaterFillingTests {
  private func amounts(
    _ scores: [Double?], budget: Int64, cap: Double = 1, floor: Int64 = 0, _ kind: WaterFilling.Floor = .phaseIn
  ) throws -> [Int64] {
    let rule = try WaterFilling(capShare: cap, floorMinor: floor, floor: kind, rounding: .largestRemainder)
    return try rule.propose(WaterFillingTests.candidates(scores), budgetMinor: budget).rows.map(\.amountMinor)
  }

  private static func candidates(_ scores: [Double?]) -> [Candidate] {
    scores.enumerated().map { Candidate(actor: "a\(1_000 + $0.offset)", score: $0.element) }
  }

  @Test("equal scores share equally, the last unit by actor code")
  func equal() throws {
    #expect(try amounts([1, 1, 1], budget: 10_000) == [3_334, 3_333, 3_333])
    #expect(try amounts([0.1, 0.2, 0.3], budget: 60) == [10, 20, 30])
  }

  @Test("what the cap keeps from one is shared again, and held again where it would pass the cap")
  func cap() throws {
    // 80 → 50; 16 : 4 of the other 50 → 40 : 10.
    #expect(try amounts([80, 16, 4], budget: 100, cap: 0.5) == [50, 40, 10])
    // 50 → 40; 30 : 20 of 60 → 36 : 24.
    #expect(try amounts([50, 30, 20], budget: 100, cap: 0.4) == [40, 36, 24])
    let rule = try WaterFilling(capShare: 0.25)
    let proposal = try rule.propose(WaterFillingTests.candidates([3, 2, 0, nil]), budgetMinor: 100)
    #expect(proposal.rows.map(\.amountMinor) == [25, 25, 0, 0])
    #expect(proposal.rows.map(\.reason) == [.capped, .capped, .zeroScore, .noScore])
    #expect(proposal.leftovers == [.init(amountMinor: 50, reason: .everyoneCapped)])
  }

  @Test("under a cliff, amounts below the floor drop out until none is left, and the rest is shared again")
  func cliff() throws {
    #expect(try amounts([60, 31, 9], budget: 100, floor: 10, .cliff) == [66, 34, 0])
    let rule = try WaterFilling(floorMinor: 60, floor: .cliff)
    let proposal = try rule.propose(WaterFillingTests.candidates([1, 1]), budgetMinor: 100)
    #expect(proposal.rows.map(\.reason) == [.belowFloor, .belowFloor])
    #expect(proposal.leftovers == [.init(amountMinor: 100, reason: .everyoneBelowFloor)])
  }

  @Test("phased in, a share between half the floor and the floor rises twice as fast")
  func phaseIn() throws {
    // Level λ = 1 for scores as amounts: 70 stays, 16 of floor 20 becomes 12, 8 becomes 0; budget 82 spends it.
    #expect(try amounts([70, 16, 8], budget: 82, floor: 20) == [70, 12, 0])
    let rule = try WaterFilling(floorMinor: 20)
    let rows = try rule.propose(WaterFillingTests.candidates([70, 16, 8]), budgetMinor: 82).rows
    #expect(rows.map(\.reason) == [.shared, .phasedIn, .belowFloor])
    // Of nothing, nobody is phased in.
    let none = try rule.propose(WaterFillingTests.candidates([70, 16, 8]), budgetMinor: 0).rows
    #expect(none.allSatisfy { $0.amountMinor == 0 && $0.reason == .belowFloor })
  }

  @Test("a step of score around the floor is worth a step of money: the cliff jumps, the phase-in does not")
  func nobodyGainsByBeingJustAbove() throws {
    func own(_ score: Double, _ kind: WaterFilling.Floor) throws -> Int64 {
      try amounts([900_000, 99_000, score], budget: 1_000_000, floor: 20_000, kind)[2]
    }
    var last: Int64 = 0
    for score in stride(from: 8_000.0, through: 24_000, by: 10) {
      let amount = try own(score, .phaseIn)
      #expect(amount >= last && amount - last <= 21, "\(score)")
      last = amount
    }
    #expect(last > 20_000)
    let cliffs = try stride(from: 19_000.0, through: 21_000, by: 10).map { try own($0, .cliff) }
    #expect(cliffs.contains(0) && cliffs.allSatisfy { $0 == 0 || $0 >= 20_000 })
  }

  @Test("small amounts for many are still paid in full: the budget is spent unless all are capped")
  func phaseInSpendsAll() throws {
    #expect(try amounts([Double](repeating: 1, count: 100), budget: 1_000, floor: 200).allSatisfy { $0 == 10 })
    #expect(try amounts([1], budget: 100, floor: 100) == [100])
  }

  @Test("no budget, no candidates and no scores leave everything with its reason")
  func nothing() throws {
    let rule = try WaterFilling(capShare: 0.05, floorMinor: 10)
    #expect(try rule.propose([], budgetMinor: 0).rows.isEmpty)
    let empty = try rule.propose(WaterFillingTests.candidates([0, nil]), budgetMinor: 1_000)
    #expect(empty.leftovers == [.init(amountMinor: 1_000, reason: .noRecipient)])
    #expect(try rule.propose(WaterFillingTests.candidates([1, 2]), budgetMinor: 0).totalMinor == 0)
  }

  /// The codes of what `body` refuses.
  private func code(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing"
    } catch let problem as Problem {
      return problem.code.rawValue
    } catch let problems as Problems {
      return problems.list.map(\.code.rawValue).joined(separator: " ")
    } catch {
      return "\(error)"
    }
  }

  @Test("scores and settings that cannot share money are refused by code")
  func refused() throws {
    let rule = try WaterFilling(capShare: 0.05, floorMinor: 100)
    let one = WaterFillingTests.candidates([1])
    #expect(code { _ = try WaterFilling(capShare: 0) } == "cap_share_out_of_range")
    #expect(code { _ = try WaterFilling(capShare: .nan) } == "cap_share_out_of_range")
    #expect(code { _ = try WaterFilling(floorMinor: -1) } == "floor_out_of_range")
    #expect(code { _ = try rule.propose(one, budgetMinor: -1) } == "budget_out_of_range")
    #expect(code { _ = try rule.propose(one, budgetMinor: 100) } == "floor_above_cap")
    #expect(code { _ = try rule.propose(one + one, budgetMinor: 10_000) } == "duplicate_actor")
    let bad = WaterFillingTests.candidates([-1, .nan, .infinity])
    #expect(code { _ = try rule.propose(bad, budgetMinor: 10_000) } == "score_invalid score_invalid score_invalid")
  }

  @Test("sums, caps, order and monotony hold for random scores", arguments: WaterFilling.Floor.allCases)
  func properties(kind: WaterFilling.Floor) throws {
    var random = TestRandom(seed: 77)
    for _ in 0..<200 {
      let count = Int.random(in: 1...60, using: &random)
      let scores = (0..<count).map { _ in
        Bool.random(using: &random)
          ? Double(Int.random(in: 0...5, using: &random)) : pow(10, .random(in: -6...6, using: &random))
      }
      let candidates = WaterFillingTests.candidates(scores)
      let budget = Int64.random(in: 0...10_000_000, using: &random)
      let capShare = Double(Int.random(in: 1...100, using: &random)) / 100
      let rule = try WaterFilling(capShare: capShare)
      let floor = Int64.random(in: 0...max(0, rule.capMinor(ofBudget: budget) / 4), using: &random)
      let floored = try WaterFilling(capShare: capShare, floorMinor: floor, floor: kind)
      let proposal = try floored.propose(candidates, budgetMinor: budget)
      let cap = floored.capMinor(ofBudget: budget)
      #expect(proposal.totalMinor + proposal.leftovers.reduce(0) { $0 + $1.amountMinor } == budget)
      #expect(proposal.rows.allSatisfy { (0...cap).contains($0.amountMinor) })
      #expect(try floored.propose(candidates.shuffled(using: &random), budgetMinor: budget) == proposal)
      if kind == .cliff { #expect(proposal.rows.allSatisfy { $0.amountMinor == 0 || $0.amountMinor >= floor }) }
      let byScore = zip(scores, proposal.rows.map(\.amountMinor)).sorted { $0.0 < $1.0 }
      for (lower, higher) in zip(byScore, byScore.dropFirst()) where lower.0 < higher.0 { #expect(lower.1 <= higher.1) }
    }
  }
}
