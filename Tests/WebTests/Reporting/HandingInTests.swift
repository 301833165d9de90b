import Domain
import HTTPTypes
import TestProgramme
import Testing
import Web

@Suite("Whoever signed in hands in now")
struct HandingInTests {
  private static func report(_ day: CalendarDate, _ cell: String) -> String {
    """
    {"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "submitted_on": "\(day)",
     "cells": [{"indicator": "jobs", \(cell)}]}
    """
  }

  private static let value = #""state": "reported", "value": 7"#

  @Test("a day that is over is refused, so that nothing late looks in time; what was recorded is repeated on any day")
  func today() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      // While the service belongs to nobody, whoever sits at the machine says when.
      let early = Self.report(try CalendarDate(iso: "2026-04-10"), Self.value)
      let address = "/api/v1/programmes/small/reports"
      #expect(try await service.post(address, early, key: "open").status == 201)
      let people = AccessTesting(service)
      let reporter = try await people.token("author@example.org", .reporter, for: "coop-a")
      let refused = try await people.send(.post, address, early, as: reporter)
      #expect(refused.refusal == "422 date_in_past")
      let faults = refused.json["errors"] as? [[String: Any]]
      #expect(faults?.first?["field"] as? String == "submitted_on")
      let batch = try await service.send(
        .post, "/api/v1/programmes/small/report-batches",
        #"{"reference": "b", "# + early.replacing("\n", with: "").dropFirst(),
        headers: [.authorization: "Bearer \(reporter)", .contentType: "application/x-ndjson"])
      #expect(batch.json["refused"] as? Int == 1 && batch.json["recorded"] as? Int == 0)
      let now = try await people.send(.post, address, Self.report(AccessTesting.today, Self.value), as: reporter)
      #expect(now.status == 201 && now.json["version"] as? Int == 2)
    }
  }

  @Test("a value is missing with a reason; zero is a value")
  func reasons() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let people = AccessTesting(service)
      let reporter = try await people.token("author@example.org", .reporter, for: "coop-a")
      let send = { (cell: String) in
        try await people.send(
          .post, "/api/v1/programmes/small/reports", Self.report(AccessTesting.today, cell), as: reporter)
      }
      #expect(try await send(#""state": "missing""#).refusal == "422 reason_missing")
      #expect(try await send(#""state": "missing", "reason": "the books burnt""#).status == 201)
      #expect(try await send(#""state": "reported", "value": 0"#).status == 201)
    }
  }
}
