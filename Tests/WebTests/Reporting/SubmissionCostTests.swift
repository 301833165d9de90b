import Actions
import Domain
import HTTPTypes
import Postgres
import TestProgramme
import Testing

@Suite("What a report costs the database")
struct SubmissionCostTests {
  private static let address = "/api/v1/programmes/small/reports"

  private static func report(_ jobs: Int) -> String {
    """
    {"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "submitted_on": "\(AccessTesting.today)",
     "cells": [{"indicator": "jobs", "state": "reported", "value": \(jobs), "beneficiaries": 7},
       {"indicator": "dropout", "state": "missing", "reason": "no survey"}]}
    """
  }

  /// More is a promise of speed broken (`Benchmarks/run api`): say first why it is worth it.
  @Test("a report that is new asks seventeen statements and waits five times, whoever sends it")
  func statements() async throws {
    // One connection, so that what it keeps prepared is there.
    try await Service.run(connections: 1) { service in
      _ = try await SmallProgramme(service.tadamun)
      let people = AccessTesting(service)
      let token = try await people.token("reporter@example.org", .reporter, for: "coop-a")
      for jobs in 1...2 {
        let answer = try await people.send(.post, Self.address, Self.report(jobs), as: token)
        #expect(answer.status == 201 && answer.json["version"] as? Int == jobs)
      }
      let traffic = service.pool.traffic
      let before = (traffic.statements, traffic.roundTrips)
      let answer = try await people.send(.post, Self.address, Self.report(3), as: token)
      #expect(answer.status == 201 && answer.json["version"] as? Int == 3)
      #expect(answer.json["is_correction"] as? Bool == true)
      #expect(answer.json["values"] as? Int == 2)
      // Who sends it; BEGIN, the reach and six look-ups; four under the lock; three writes; COMMIT.
      #expect(traffic.statements - before.0 == 17)
      #expect(traffic.roundTrips - before.1 == 5)
    }
  }

  @Test("what is written as one statement is what COPY would write, word for word")
  func everyKindOfCell() async throws {
    try await Service.run { service in
      let programme = try await SmallProgramme(service.tadamun)
      try await programme.report(0, quarter: 0, jobs: 7, dropout: nil, reference: "a")
      try await programme.report(1, quarter: 0, jobs: nil, dropout: 0.25, reference: "b", verified: false)
      let rows = try await service.tadamun.pool.query(
        """
        SELECT r.external_ref || ' ' || i.code || ' ' || v.state || coalesce(' ' || v.declared, '')
          || coalesce(' ' || v.numerator || '/' || v.denominator, '') || coalesce(' ' || v.missing_reason, '')
          || coalesce(' ' || v.verdict || ' ' || v.verified, '') || CASE WHEN v.verified_at IS NULL THEN '' ELSE ' now' END
          AS cell
        FROM indicator_values v JOIN reports r USING (actor_id, report_id) JOIN indicators i USING (indicator_id)
        WHERE v.period_id = r.period_id AND v.submitted_on = r.submitted_on ORDER BY 1
        """)
      #expect(
        try rows.map { try $0.decode("cell", as: String.self) } == [
          "a dropout missing no survey", "a jobs reported 7 verified 7 now", "b dropout reported 0.25 25/100",
          "b jobs missing no book",
        ])
    }
  }

  @Test(
    "reports of one programme sent at the same time get versions in a row, and one that is sent twice is there once")
  func together() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<24 {
          group.addTask {
            try await service.post(Self.address, Self.report(number / 2), key: "k\(number / 2)").status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.sorted() == Array(repeating: 200, count: 12) + Array(repeating: 201, count: 12))
      let versions: [Int16] = try await service.tadamun.pool.queryValue(
        "SELECT array_agg(version ORDER BY report_id) FROM reports")
      #expect(versions == Array(1...12))
    }
  }
}
