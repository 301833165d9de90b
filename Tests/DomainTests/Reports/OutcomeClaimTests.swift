import Domain
import Testing

@Suite("What programmes claim of one outcome")
struct OutcomeClaimTests {
  private static func claim(_ programme: Int64, _ first: String, _ last: String, _ shareBP: Int) throws
    -> OutcomeClaims.Claim
  {
    OutcomeClaims.Claim(
      programme: programme, days: try DateSpan(CalendarDate(iso: first), through: CalendarDate(iso: last)),
      shareBP: shareBP)
  }

  @Test("a claim holds of its days whatever period is reported; of a day the one that was recorded last")
  func days() throws {
    let year = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-12-31"))
    let half = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-06-30"))
    let quarter = try Self.claim(1, "2026-01-01", "2026-03-31", 2_000)
    let whole = try Self.claim(1, "2026-01-01", "2026-12-31", 6_000)
    // Said of the year, it holds of the half; said of a quarter only, the other days of the half are whole.
    #expect(OutcomeClaims(own: [whole]).share(of: 1, over: half) == 0.6)
    #expect(OutcomeClaims(own: [quarter]).share(of: 1, over: half) == (90 * 0.2 + 91) / 181)
    // The quarter was said after the year, or before it.
    #expect(OutcomeClaims(own: [whole, quarter]).share(of: 1, over: year) == (90 * 0.2 + 275 * 0.6) / 365)
    #expect(OutcomeClaims(own: [quarter, whole]).share(of: 1, over: year) == 0.6)
    #expect(try OutcomeClaims(own: [quarter]).share(of: 1, on: CalendarDate(iso: "2026-04-01")) == nil)
    #expect(OutcomeClaims(own: [whole]).share(of: 2, over: year) == 1)
  }

  @Test("what is claimed at a union holds of its members as far as claims at themselves leave it; all add up to one")
  func levels() throws {
    let day = try CalendarDate(iso: "2026-02-01")
    let of = { (programme: Int64, shareBP: Int) in try Self.claim(programme, "2026-01-01", "2026-12-31", shareBP) }
    let union = [try of(1, 7_000), try of(2, 3_000)]
    #expect(OutcomeClaims(own: [], above: [union]).share(of: 1, on: day) == 0.7)
    // One claims the member itself: that comes first, and the other's part is as it was.
    #expect(try OutcomeClaims(own: [of(1, 2_000)], above: [union]).share(of: 1, on: day) == 0.2)
    #expect(try OutcomeClaims(own: [of(1, 2_000)], above: [union]).share(of: 2, on: day) == 0.3)
    // A third one claims most of the member: what is left is parted.
    let crowded = try OutcomeClaims(own: [of(3, 8_000)], above: [union])
    #expect(crowded.share(of: 3, on: day) == 0.8)
    #expect(try #require(crowded.share(of: 1, on: day)) == 0.14)
    #expect(try #require(crowded.share(of: 2, on: day)) == 0.06)
    // Of two unions the smaller claim, and never more than one together, however many there are.
    let several = try OutcomeClaims(own: [], above: [[of(1, 9_000)], [of(1, 4_000), of(2, 9_000)], [of(4, 7_000)]])
    let shares = [1, 2, 4].compactMap { several.share(of: $0, on: day) }
    #expect(shares[0] == 0.4 / 2 && abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test("what is claimed of everybody holds of a group as far as claims on the group leave it")
  func groups() throws {
    let day = try CalendarDate(iso: "2026-02-01")
    let of = { (programme: Int64, shareBP: Int) in try Self.claim(programme, "2026-01-01", "2026-12-31", shareBP) }
    let everybody = try OutcomeClaims(own: [of(1, 7_000)], above: [[of(2, 3_000)]])
    #expect(OutcomeClaims(own: [], everybody: everybody).share(of: 1, on: day) == 0.7)
    #expect(OutcomeClaims(own: [], everybody: everybody).share(of: 2, on: day) == 0.3)
    // The group itself comes first, wherever it was said.
    #expect(try OutcomeClaims(own: [], above: [[of(1, 2_000)]], everybody: everybody).share(of: 1, on: day) == 0.2)
    let crowded = try OutcomeClaims(own: [of(3, 8_000)], everybody: everybody)
    #expect(crowded.share(of: 3, on: day) == 0.8 && crowded.share(of: 1, on: day) == 0.2)
    #expect(crowded.share(of: 2, on: day) == 0 && crowded.share(of: 4, on: day) == nil)
  }
}
