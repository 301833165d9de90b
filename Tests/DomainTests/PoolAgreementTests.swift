import Domain
import Testing

@Suite("How a union's money is split")
struct PoolAgreementTests {
  private func agreement(_ parts: [Int]) throws -> PoolAgreement {
    try PoolAgreement(
      Code("a"), of: Code("union"), from: CalendarDate(iso: "2026-01-01"),
      shares: parts.enumerated().map { PoolAgreement.Share(try Code("m\($0.offset)"), basisPoints: $0.element) })
  }

  @Test(
    "by largest remainder, and of equal remainders the earlier member is rounded up",
    arguments: [
      ([3_334, 3_333, 3_333], Int64(100_00), [33_34, 33_33, 33_33]), ([5_000, 5_000], 1, [1, 0]),
      ([2_500, 2_500, 2_500, 2_500], 3, [1, 1, 1, 0]), ([1, 9_999], 10_001, [1, 10_000]),
      ([10_000], 9_000_000_000_000_000, [9_000_000_000_000_000]), ([6_000, 4_000], 100_01, [60_01, 40_00]),
    ] as [([Int], Int64, [Int64])])
  func split(parts: [Int], minor: Int64, expected: [Int64]) throws {
    #expect(try agreement(parts).split(minor) == expected)
  }

  @Test("whatever is split, the parts add up and each is its exact share rounded up or down", arguments: 1...200)
  func whole(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    var parts: [Int] = []
    var left = 10_000
    while left > 0, parts.count < 198 {
      let part = min(left, 1 + next(left))
      parts.append(part)
      left -= part
    }
    if left > 0 { parts.append(left) }
    let minor = Int64(next(1_000_000_000)) * Int64(1 + next(1_000_000))
    let split = try agreement(parts).split(minor)
    #expect(split.reduce(0, +) == minor)
    for (amount, part) in zip(split, parts) {
      let exact = Double(minor) * Double(part) / 10_000
      #expect(abs(Double(amount) - exact) <= 1 + exact * 1e-12)
    }
  }

  @Test("an agreement that shares more or less than the whole, twice with one, or with the union itself is none")
  func refusals() throws {
    func code(_ body: () throws -> PoolAgreement) -> ProblemCode? {
      do {
        _ = try body()
        return nil
      } catch { return (error as? Problem)?.code }
    }
    #expect(code { try agreement([]) } == "pool_shares_missing")
    #expect(code { try agreement([5_000, 4_999]) } == "pool_shares_not_whole")
    #expect(code { try agreement([10_000, 1]) } == "pool_shares_not_whole")
    #expect(code { try agreement([10_001, -1]) } == "pool_share_out_of_range")
    #expect(code { try agreement([10_000, 0]) } == "pool_share_out_of_range")
    #expect(code { try agreement(Array(repeating: 50, count: 200)) } == "pool_members_too_many")
    let day = try CalendarDate(iso: "2026-01-01")
    let half = PoolAgreement.Share(try Code("m"), basisPoints: 5_000)
    #expect(
      code { try PoolAgreement(Code("a"), of: Code("u"), from: day, shares: [half, half]) } == "pool_member_repeated")
    let own = PoolAgreement.Share(try Code("u"), basisPoints: 10_000)
    #expect(code { try PoolAgreement(Code("a"), of: Code("u"), from: day, shares: [own]) } == "pool_member_is_union")
  }
}
