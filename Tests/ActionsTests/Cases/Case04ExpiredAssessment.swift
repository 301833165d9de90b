import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 4: expired assessment")
struct Case04ExpiredAssessment {
  @Test("a payment of 1 April is refused; one of 31 March at 23:30 in Casablanca passes")
  func localDay() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "1000.00")
      try await books.entitle("m1", until: "2026-03-31")
      try await books.submit("d1", "1000.00", on: "2026-03-20", [books.line(.fuqara, "1000.00", to: "m1")])
      try await books.approve("d1", on: "2026-03-20")
      let pay = { (time: DayOrMoment) in
        try await refusals { try await books.tadamun.payZakat(Code("d1"), time, by: books.assessor) }
      }
      #expect(try await pay(.on(books.day("2026-04-01"))) == ["recipient_not_eligible"])
      // 00:30 of 1 April in Casablanca is still 31 March in UTC: the local day counts.
      #expect(try await pay(.at(Moment(rfc3339: "2026-03-31T23:30:00Z"))) == ["recipient_not_eligible"])
      #expect(try await books.state("d1") == .approved)
      #expect(try await books.report().balanceMinor == 1_000_00)

      #expect(try await pay(.at(Moment(rfc3339: "2026-03-31T23:30:00+01:00"))) == [])
      #expect(try await books.state("d1") == .paid)
      #expect(try await books.report(on: "2026-03-31").paidMinor == 1_000_00)
    }
  }
}
