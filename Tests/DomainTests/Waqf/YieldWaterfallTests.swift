import Domain
import Testing

@Suite("The waterfall of a waqf's yield")
struct YieldWaterfallTests {
  private func rules(
    reserve: Int = 0, fee: Int = 0, reinvestment: Int = 0, restores: Bool = true, feeLast: Bool = true,
    _ shares: [Int] = [10_000]
  ) throws -> WaqfRules {
    let beneficiaries = try shares.enumerated().map {
      WaqfRules.Beneficiary(try Code("b\($0.offset)"), basisPoints: $0.element)
    }
    return try WaqfRules(
      reserveBasisPoints: reserve, feeBasisPoints: fee, reinvestmentBasisPoints: reinvestment,
      restoresPrincipal: restores, feeAfterMaintenance: feeLast, beneficiaries: beneficiaries)
  }

  @Test("costs, maintenance, reserve, fee, then the beneficiaries")
  func order() throws {
    let result = try YieldWaterfall(
      .init(
        grossMinor: 120_000_00, directCostsMinor: 8_000_00, needMinor: 30_000_00,
        rules: rules(reserve: 1_000, fee: 500, [5_000, 3_000, 2_000])))
    #expect(result.netMinor == 112_000_00)
    #expect(result.maintenanceMinor == 30_000_00)
    #expect(result.toReserveMinor == 11_200_00)
    #expect(result.feeMinor == 5_600_00)
    #expect(result.distributableMinor == 65_200_00)
    #expect(result.shares.map(\.minor) == [32_600_00, 19_560_00, 13_040_00])
  }

  @Test("of a waqf that has ended nothing is reinvested")
  func ended() throws {
    let result = try YieldWaterfall(
      .init(
        grossMinor: 6_000_00, directCostsMinor: 0, releasesReserve: true,
        rules: rules(reserve: 500, reinvestment: 1_000)))
    #expect(result.reinvestedMinor == 0 && result.toReserveMinor == 0 && result.distributableMinor == 6_000_00)
  }

  @Test("an urgent need takes all of the net and the reserve; while some is open nobody gets anything")
  func openNeed() throws {
    let result = try YieldWaterfall(
      .init(
        grossMinor: 20_000_00, directCostsMinor: 0, needMinor: 26_000_00, reserveMinor: 4_000_00,
        rules: rules(reserve: 1_000, fee: 500)))
    #expect(result.maintenanceMinor == 20_000_00 && result.fromReserveMinor == 4_000_00)
    #expect(result.openNeedMinor == 2_000_00)
    #expect(result.feeMinor == 0 && result.toReserveMinor == 0 && result.distributableMinor == 0)
  }

  @Test("a fee that does not wait for maintenance is still of the net, and leaves less for the need")
  func feeFirst() throws {
    let result = try YieldWaterfall(
      .init(grossMinor: 20_000_00, directCostsMinor: 0, needMinor: 26_000_00, rules: rules(fee: 500, feeLast: false)))
    #expect(result.feeMinor == 1_000_00 && result.maintenanceMinor == 19_000_00)
  }

  @Test("a loss pays no fee and is made good before anything else")
  func loss() throws {
    let lost = try YieldWaterfall(.init(grossMinor: 5_000_00, directCostsMinor: 7_000_00, rules: rules(fee: 1_000)))
    #expect(lost.netMinor == -2_000_00 && lost.feeMinor == 0 && lost.distributableMinor == 0)
    #expect(lost.deficitCarriedMinor == 2_000_00)
    let next = try YieldWaterfall(
      .init(grossMinor: 3_000_00, directCostsMinor: 0, deficitMinor: 2_000_00, rules: rules(fee: 1_000)))
    #expect(next.deficitCoveredMinor == 2_000_00 && next.deficitCarriedMinor == 0)
    #expect(next.feeMinor == 100_00 && next.distributableMinor == 900_00)
  }

  @Test("nothing is lost or made: every amount of the net has one place, and shares differ by less than a minor unit")
  func conservation() throws {
    var seed: UInt64 = 20_260_124
    func random(_ bound: Int64) -> Int64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(seed >> 33) % bound
    }
    for _ in 0..<2_000 {
      let shares = [Int(random(5_000)), Int(random(5_000))]
      let inputs = YieldWaterfall.Inputs(
        grossMinor: random(1_000_000), directCostsMinor: random(300_000), deficitMinor: random(50_000),
        needMinor: random(400_000), reserveMinor: random(100_000), lostPrincipalMinor: random(80_000),
        releasesReserve: random(4) == 0,
        rules: try rules(
          reserve: Int(random(2_000)), fee: Int(random(1_000)), reinvestment: Int(random(2_000)),
          feeLast: random(2) == 0, shares + [10_000 - shares[0] - shares[1]]))
      let result = try YieldWaterfall(inputs)
      let placed =
        result.deficitCoveredMinor + result.maintenanceMinor + result.toReserveMinor + result.restoredMinor
        + result.feeMinor + result.reinvestedMinor + result.distributableMinor - result.releasedMinor
      #expect(placed == max(result.netMinor, 0))
      #expect(result.shares.reduce(0) { $0 + $1.minor } == result.distributableMinor)
      #expect(result.feeMinor <= max(result.netMinor, 0) * Int64(inputs.rules.feeBasisPoints) / 10_000)
      #expect(result.openNeedMinor == 0 || result.distributableMinor == 0)
      #expect(
        result.fromReserveMinor + result.releasedMinor <= inputs.reserveMinor
          && result.restoredMinor <= inputs.lostPrincipalMinor)
      for (share, rule) in zip(result.shares, inputs.rules.beneficiaries) {
        let exact = Double(result.distributableMinor) * Double(rule.basisPoints) / 10_000
        #expect(abs(Double(share.minor) - exact) < 1)
      }
    }
  }

  @Test("shares that are not whole are refused", arguments: [[5_000], [5_000, 5_001], [-1, 10_001]])
  func shares(shares: [Int]) throws {
    #expect(throws: Problem.self) { try rules(shares) }
  }

  @Test("a perpetual waqf never returns, and only a draft is revoked")
  func states() {
    for state in WaqfState.allCases {
      #expect(!state.next(.perpetual).contains(.returning))
      #expect(state == .draft || !state.next(.temporary).contains(.revoked))
    }
    #expect(WaqfState.active.next(.temporary).contains(.returning))
  }
}
