import Domain
import Testing

@Suite("Deeds of waqf")
struct WaqfDeedTests {
  private func deed(
    _ type: WaqfType = .publicWaqf, term: WaqfDeed.Term = .perpetual, founder: String = "founder",
    _ beneficiaries: [(String, String?, Int)] = [("school", "school", 10_000)]
  ) throws -> WaqfDeed {
    try WaqfDeed(
      Code("w"), number: "1", signedOn: CalendarDate(iso: "2024-01-01"), founder: founder, type: type, term: term,
      purpose: "learning", currency: .mad, policy: Code("p"), principalFund: Code("w-principal"),
      yieldFund: Code("w-yield"),
      stipulations: WaqfStipulations(
        beneficiaries: beneficiaries.map {
          WaqfRules.Beneficiary(try Code($0.0), actor: try $0.1.map { try Code($0) }, basisPoints: $0.2)
        }))
  }

  private func code(_ body: () throws -> WaqfDeed) -> ProblemCode? {
    do { _ = try body() } catch let problem as Problem { return problem.code } catch { return nil }
    return nil
  }

  @Test("beneficiaries fit the type: actors for the public, private persons for a family, both for a mixed one")
  func types() throws {
    let mixed: [(String, String?, Int)] = [("kin", nil, 4_000), ("school", "school", 6_000)]
    #expect(code { try deed() } == nil)
    #expect(code { try deed(.mixed, mixed) } == nil)
    #expect(code { try deed(.family, [("kin", nil, 10_000)]) } == nil)
    #expect(code { try deed(.publicWaqf, mixed) } == "beneficiaries_differ_from_type")
    #expect(code { try deed(.family, mixed) } == "beneficiaries_differ_from_type")
    #expect(code { try deed(.mixed) } == "beneficiaries_differ_from_type")
  }

  @Test("shares are above zero, whole, and one a beneficiary")
  func shares() {
    #expect(code { try deed(.publicWaqf, [("a", "a", 9_999)]) } == "shares_not_whole")
    #expect(code { try deed(.publicWaqf, [("a", "a", 10_000), ("b", "b", 0)]) } == "share_out_of_range")
    #expect(code { try deed(.publicWaqf, [("a", "a", 5_000), ("a", "a", 5_000)]) } == "beneficiary_repeated")
  }

  @Test("a temporary waqf ends after its deed and says to whom it goes back; its principal is held for somebody")
  func terms() throws {
    let early = WaqfDeed.Term.temporary(endsOn: try CalendarDate(iso: "2024-01-01"), reversionTo: "heirs")
    let nobody = WaqfDeed.Term.temporary(endsOn: try CalendarDate(iso: "2030-01-01"), reversionTo: " ")
    #expect(code { try deed(term: early) } == "waqf_end_malformed")
    #expect(code { try deed(term: nobody) } == "waqf_end_malformed")
    #expect(code { try deed(founder: " ") } == "founder_missing")
    let temporary = try deed(
      term: .temporary(endsOn: CalendarDate(iso: "2030-01-01"), reversionTo: "heirs"))
    #expect(temporary.principalClass == .escrow)
    #expect(try deed().principalClass == .permanentEndowment)
  }
}
