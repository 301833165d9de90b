import Domain
import Testing

@Suite("Rules of zakat")
struct ZakatRuleTests {
  private func lot(
    _ receipt: Int64, _ day: String, _ minor: Int64, _ category: AsnafCategory? = nil, region: String? = nil
  ) throws -> ZakatLot {
    ZakatLot(
      receipt: receipt, receivedOn: try CalendarDate(iso: day), onlyCategory: category, onlyRegion: region,
      remainingMinor: minor)
  }

  @Test("the oldest lots go first, whatever the order they are given in")
  func oldestFirst() throws {
    var lots = [try lot(1, "2026-03-01", 50), try lot(2, "2026-01-01", 30), try lot(3, "2026-02-01", 30)]
    let uses = try ZakatLot.take(70, for: .fuqara, in: nil, from: &lots)
    #expect(uses.map(\.receipt) == [2, 3, 1] && uses.map(\.minor) == [30, 30, 10])
    #expect(lots.map(\.remainingMinor) == [40, 0, 0])
  }

  @Test("a wish is kept; where only the wish stands in the way the refusal says so, and nothing is taken")
  func wishes() throws {
    var lots = [
      try lot(1, "2026-01-01", 50, .fuqara), try lot(2, "2026-01-02", 10, region: "02"), try lot(3, "2026-01-03", 5),
    ]
    let before = lots
    let restricted = #expect(throws: Problem.self) { try ZakatLot.take(20, for: .masakin, in: nil, from: &lots) }
    #expect(restricted?.code == "zakat_restricted" && lots == before)
    let missing = #expect(throws: Problem.self) { try ZakatLot.take(100, for: .fuqara, in: "02", from: &lots) }
    #expect(missing?.code == "insufficient_funds" && lots == before)
    #expect(try ZakatLot.take(15, for: .masakin, in: "02", from: &lots).map(\.receipt) == [2, 3])
    #expect(throws: Problem.self) { try ZakatLot.take(1, for: .amilin, in: "02", from: &lots) }
  }

  @Test(
    "the administrators' share is rounded down",
    arguments: [
      (200_000_00, 0, 1_250, 25_000_00), (200_000_00, 24_000_00, 1_250, 1_000_00), (200_000_00, 0, 0, 0),
      (7, 0, 1_250, 0),
      (9_000_000_000_000_000, 0, 10_000, 9_000_000_000_000_000), (0, 0, 1_250, 0),
    ] as [(Int64, Int64, Int, Int64)])
  func amilRoom(received: Int64, charged: Int64, cap: Int, room: Int64) {
    #expect(ZakatLimits.amilRoom(receivedMinor: received, chargedMinor: charged, capBasisPoints: cap) == room)
  }

  @Test("a state has the ways on that it has, and no other")
  func states() throws {
    for before in ZakatState.allCases {
      for after in ZakatState.allCases where !before.next.contains(after) {
        let problem = #expect(throws: Problem.self) { try before.check(after) }
        let isClosing = before == .paid && after == .closed
        #expect(problem?.code == (isClosing ? "tamlik_unproven" : "distribution_state_forbids"))
      }
    }
    #expect(ZakatState.failed.next == [.returnedToFund])
  }

  @Test("the eight categories each have their four names, and no two share one")
  func categories() {
    #expect(AsnafCategory.allCases.count == 8)
    for names in [\AsnafCategory.arabic, \.transliteration, \.english, \.french] {
      #expect(Set(AsnafCategory.allCases.map { $0[keyPath: names] }).count == 8)
    }
  }

  @Test(
    "moments are read with their offsets",
    arguments: [
      ("2026-03-31T23:30:00+01:00", "2026-03-31T22:30:00Z"), ("2026-03-31T23:30:00Z", "2026-03-31T23:30:00Z"),
      ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"), ("2026-01-01T00:30:00-09:30", "2026-01-01T10:00:00Z"),
    ])
  func moments(text: String, utc: String) throws {
    #expect(try Moment(rfc3339: text).description == utc)
  }

  @Test(
    "other shapes of moments are refused",
    arguments: [
      "2026-03-31", "2026-03-31T23:30:00", "2026-03-31 23:30:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
      "2026-01-01T00:00:60Z", "2026-01-01T00:00:00+0100", "", "2026-01-01T00:00:00+15:00",
    ])
  func malformed(text: String) {
    #expect(throws: Problem.self) { try Moment(rfc3339: text) }
  }
}
