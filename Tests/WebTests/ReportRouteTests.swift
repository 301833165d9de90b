import Actions
import Domain
import Postgres
import TestProgramme
import Testing

@Suite("Programmes, reports and verdicts over HTTP")
struct ReportRouteTests {
  private static let report = """
    {"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "submitted_on": "2026-04-10",
     "cells": [{"indicator": "jobs", "state": "reported", "value": 7, "beneficiaries": 7},
       {"indicator": "dropout", "state": "missing", "reason": "no survey"}]}
    """
  private static let address = "/api/v1/programmes/small/reports"

  @Test("a programme is created, listed and read; another one under its code is a conflict")
  func programmes() async throws {
    try await Service.run { service in
      _ = try await service.post("/api/v1/actors", #"{"code": "funder", "kind": "funder", "names": {"fr": "F"}}"#)
      let body = #"{"code": "p", "names": {"fr": "P"}, "funder": "funder", "currency": "MAD"}"#
      let made = try await service.post("/api/v1/programmes", body)
      #expect(made.status == 201 && made.json["time_zone"] as? String == "Africa/Casablanca")
      #expect(try await service.post("/api/v1/programmes", body).status == 201)
      let other = body.replacing("MAD", with: "EUR")
      #expect(try await service.post("/api/v1/programmes", other).refusal == "409 programme_exists")
      #expect(try await service.get("/api/v1/programmes/p").text == made.text)
      #expect(try await service.get("/api/v1/programmes").items.count == 1)
      #expect(try await service.get("/api/v1/programmes/none").refusal == "404 programme_unknown")
      let zone = #"{"code": "q", "names": {"fr": "P"}, "funder": "funder", "currency": "MAD", "time_zone": "Mars/X"}"#
      #expect(try await service.post("/api/v1/programmes", zone).refusal == "422 time_zone_unknown")
      let grace = #"{"code": "q", "names": {"fr": "P"}, "funder": "funder", "currency": "MAD", "grace_days": 1.5}"#
      #expect(try await service.post("/api/v1/programmes", grace).refusal == "422 number_not_whole")
    }
  }

  @Test("a report is recorded once a key, and judged once")
  func reportAndVerdict() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let first = try await service.post(ReportRouteTests.address, ReportRouteTests.report, key: "r1")
      #expect(first.status == 201 && first.json["values"] as? Int == 2)
      #expect(try await service.post(ReportRouteTests.address, ReportRouteTests.report, key: "r1").status == 200)
      let other = ReportRouteTests.report.replacing("\"value\": 7", with: "\"value\": 8")
      let conflict = try await service.post(ReportRouteTests.address, other, key: "r1")
      #expect(conflict.refusal == "422 idempotency_conflict")
      let correction = try await service.post(ReportRouteTests.address, other, key: "r2")
      #expect(correction.status == 201 && correction.json["is_correction"] as? Bool == true)

      let id: Int64 = try await service.tadamun.pool.queryValue("SELECT max(report_id) FROM reports")
      let verification = "/api/v1/actors/coop-a/reports/\(id)/verification"
      let found = #"{"outcome": "verified", "cells": [{"indicator": "jobs", "verdict": "verified", "value": 6}]}"#
      let judged = try await service.post(verification, found)
      #expect(judged.status == 201 && judged.json["values"] as? Int == 1)
      #expect(try await service.post(verification, found).refusal == "409 already_verified")
      let unknown = "/api/v1/actors/coop-b/reports/\(id)/verification"
      #expect(try await service.post(unknown, found).refusal == "404 report_unknown")
    }
  }

  @Test("a report of a day to come is refused, each fault at its field, and nothing is recorded")
  func future() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let later = ReportRouteTests.report.replacing("2026-", with: "2099-")
      let answer = try await service.post(ReportRouteTests.address, later, key: "r1")
      #expect(answer.refusal == "422 several_problems")
      #expect(answer.text.contains("period_in_future") && answer.text.contains("date_in_future"))
      #expect(answer.text.contains("period_start") && answer.text.contains("submitted_on"))
      let today = ReportRouteTests.report.replacing("2026-04-10", with: "2099-04-10")
      let one = try await service.post(ReportRouteTests.address, today, key: "r2")
      #expect(one.refusal == "422 date_in_future" && one.errors.first?["field"] as? String == "submitted_on")
      #expect(try await service.tadamun.pool.queryValue("SELECT count(*) FROM reports", as: Int.self) == 0)
    }
  }

  @Test(
    "bad verdicts are refused",
    arguments: [
      (#"{"outcome": "fine"}"#, "422 word_unknown"), (#"{"outcome": "returned"}"#, "422 reason_missing"),
      (#"{"outcome": "verified", "cells": [{"indicator": "jobs", "verdict": "verified"}]}"#, "422 field_missing"),
      (
        #"{"outcome": "verified", "cells": [{"indicator": "jobs", "verdict": "rejected", "value": 1}]}"#,
        "422 field_unknown"
      ),
      (#"{"outcome": "verified", "cells": [{"indicator": "no", "verdict": "rejected"}]}"#, "422 cell_unknown"),
      (
        #"{"outcome": "verified", "cells": [{"indicator": "a", "verdict": "rejected"}, {"indicator": "a", "verdict": "rejected"}]}"#,
        "422 cell_twice"
      ),
    ])
  func badVerdicts(body: String, refusal: String) async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      _ = try await service.post(ReportRouteTests.address, ReportRouteTests.report, key: "r1")
      let id: Int64 = try await service.tadamun.pool.queryValue("SELECT max(report_id) FROM reports")
      let answer = try await service.post("/api/v1/actors/coop-a/reports/\(id)/verification", body)
      #expect(answer.refusal == refusal)
    }
  }

  /// What is replaced in a good report, by what, and what comes of it.
  static let bad: [(String, String, String)] = [
    ("coop-a", "nobody", "404 actor_unknown"), ("coop-a", "funder", "422 actor_not_enrolled"),
    ("2026-03-31", "2026-03-30", "422 period_not_in_calendar"), ("2026-03-31", "2025-03-31", "422 period_reversed"),
    ("2026-04-10", "2025-12-31", "422 submitted_before_period"), ("\"jobs\"", "\"none\"", "404 indicator_unknown"),
    ("\"value\": 7", "\"value\": \"7\"", "422 value_type_wrong"),
    ("\"value\": 7", "\"value\": 1e400", "422 number_out_of_range"),
    ("\"value\": 7", "\"value\": -1", "422 value_out_of_range"),
    ("\"value\": 7, ", "\"value\": 7, \"numerator\": 7, ", "422 rule_broken"),
    ("\"value\": 7, ", "", "422 field_missing"),
    ("\"beneficiaries\": 7", "\"beneficiaries\": 7.5", "422 number_not_whole"),
    ("\"beneficiaries\": 7", "\"beneficiaries\": -7", "422 beneficiaries_negative"),
    ("\"reason\": \"no survey\"", "\"value\": 0", "422 field_unknown"),
    ("\"state\": \"missing\", ", "", "422 field_missing"), ("\"missing\"", "\"zero\"", "422 word_unknown"),
    (
      "\"indicator\": \"dropout\", \"state\": \"missing\", \"reason\": \"no survey\"",
      "\"indicator\": \"jobs\", \"state\": \"not_due\"", "422 cell_twice"
    ),
    ("\"indicator\": \"jobs\"", "\"indicator\": \"jobs\", \"group\": \"none\"", "404 group_unknown"),
  ]

  @Test("bad reports are refused with status and code, and nothing is recorded")
  func badReports() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      for (index, (old, new, refusal)) in ReportRouteTests.bad.enumerated() {
        let body = ReportRouteTests.report.replacing(old, with: new)
        let answer = try await service.post(ReportRouteTests.address, body, key: "bad-\(index)")
        #expect(answer.refusal == refusal, "\(old) → \(new)")
      }
      let unknown = try await service.post("/api/v1/programmes/none/reports", ReportRouteTests.report, key: "k")
      #expect(unknown.refusal == "404 programme_unknown")
      let count: Int = try await service.tadamun.pool.queryValue("SELECT count(*) FROM reports")
      #expect(count == 0)
    }
  }

  @Test("everything that is wrong with a report is said at once, each with its place")
  func allAtOnce() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let body = ReportRouteTests.report.replacing("\"value\": 7", with: "\"value\": true")
        .replacing("\"reason\"", with: "\"why\"")
      let answer = try await service.post(ReportRouteTests.address, body, key: "k")
      #expect(answer.refusal == "422 several_problems")
      #expect(answer.errors.map { $0["field"] as? String } == ["cells[0].value", "cells[1].why"])
    }
  }
}
