import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing
import Web

@Suite("Authors, verifiers, approvers and those who act for others")
struct ReviewRouteTests {
  private static let report = """
    {"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"},
     "submitted_on": "\(AccessTesting.today)",
     "cells": [{"indicator": "jobs", "state": "reported", "value": 7}]}
    """
  private static let reports = "/api/v1/programmes/small/reports"

  private func give(_ people: AccessTesting, _ role: Role, to email: String, for organisation: String? = nil)
    async throws
  {
    let grant = try RoleGrant(role, for: organisation.map(Code.init), from: CalendarDate(iso: "2020-01-01"))
    try await people.access.grant(grant, to: EmailAddress(email), by: .commandLine)
  }

  @Test("three accounts take a report from submission to lock; nobody takes two steps of it")
  func threePersons() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let people = AccessTesting(service)
      let author = try await people.token("author@example.org", .reporter, for: "coop-a")
      try await give(people, .verifier, to: "author@example.org")
      let verifier = try await people.token("verifier@example.org", .verifier)
      try await give(people, .approver, to: "verifier@example.org")
      let approver = try await people.token("approver@example.org", .approver)
      let sent = try await people.send(.post, Self.reports, Self.report, as: author)
      #expect(sent.status == 201)
      let id = try #require(sent.json["report"] as? Int)
      let address = "/api/v1/actors/coop-a/reports/\(id)"
      let verified = #"{"outcome": "verified"}"#
      let own = try await people.send(.post, "\(address)/verification", verified, as: author)
      #expect(own.refusal == "422 maker_is_not_checker")
      let huge = #"{"outcome": "verified", "cells": [{"indicator": "jobs", "verdict": "verified", "value": 1e20}]}"#
      let beyond = try await people.send(.post, "\(address)/verification", huge, as: verifier)
      #expect(beyond.refusal == "422 value_out_of_range")
      #expect(try await people.send(.post, "\(address)/verification", verified, as: verifier).status == 201)
      let twice = try await people.send(.post, "\(address)/validation", "{}", as: verifier)
      #expect(twice.refusal == "422 third_person_needed")
      #expect(
        try await people.send(.post, "\(address)/validation", "{}", as: author).refusal == "403 permission_missing")
      let validated = try await people.send(.post, "\(address)/validation", "{}", as: approver)
      #expect(validated.status == 201 && validated.json["state"] as? String == "validated")
      #expect(validated.json["basis"] as? String == "three_persons")
      #expect(try await people.send(.post, "\(address)/lock", "{}", as: approver).status == 201)
      let locked = try await people.send(.post, Self.reports, Self.report, as: author)
      #expect(locked.refusal == "409 report_locked")
      let reopened = try await people.send(.post, "\(address)/reopening", #"{"reason": "a sum"}"#, as: approver)
      #expect(reopened.json["state"] as? String == "reopened")
      #expect(try await people.send(.post, Self.reports, Self.report, as: author).json["version"] as? Int == 2)
    }
  }

  @Test("whoever saved something of a draft wrote it too, and neither verifies nor approves what became of it")
  func writersOfDrafts() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let people = AccessTesting(service)
      let roles: [Role] = [.verifier, .approver]
      var writers: [String] = []
      for role in roles {
        writers.append(try await people.token("\(role.rawValue)@example.org", .reporter, for: "coop-a"))
        try await give(people, role, to: "\(role.rawValue)@example.org")
      }
      let submitter = try await people.token("submitter@example.org", .reporter, for: "coop-a")
      let cells = #""cells": [{"indicator": "jobs", "state": "reported", "value": 7}]"#
      let begun = try await people.send(
        .post, "/api/v1/actors/coop-a/drafts",
        #"{"programme": "small", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, \#(cells)}"#,
        as: writers[0])
      let address = try #require(begun.headers[.location])
      let headers = { (token: String, tag: Int) -> HTTPFields in
        [.authorization: "Bearer \(token)", .ifMatch: "\"\(tag)\""]
      }
      let saved = try await service.send(.put, address, "{\(cells)}", headers: headers(writers[1], 1))
      #expect(saved.status == 200)
      // What a third one saves does not make the others strangers to it.
      #expect(try await service.send(.put, address, "{\(cells)}", headers: headers(submitter, 2)).status == 200)
      let sent = try await service.send(.post, "\(address)/submission", "{}", headers: headers(submitter, 3))
      let report = "/api/v1/actors/coop-a/reports/\(try #require(sent.json["report"] as? Int))"
      let verified = #"{"outcome": "verified"}"#
      let own = try await people.send(.post, "\(report)/verification", verified, as: writers[0])
      #expect(own.refusal == "422 maker_is_not_checker")
      #expect(try await people.get(report, as: submitter).json["state"] as? String == "submitted")
      let stranger = try await people.token("stranger@example.org", .verifier)
      #expect(try await people.send(.post, "\(report)/verification", verified, as: stranger).status == 201)
      let approved = try await people.send(.post, "\(report)/validation", "{}", as: writers[1])
      #expect(approved.refusal == "422 maker_is_not_checker")
      let approver = try await people.token("other@example.org", .approver)
      #expect(try await people.send(.post, "\(report)/validation", "{}", as: approver).status == 201)
    }
  }

  @Test(
    "a union's reporter reports for those whose mandate it has; its verifier is their second person, and only theirs")
  func mandates() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let people = AccessTesting(service)
      let chief = try await people.token("chief@example.org", .operator)
      _ = try await service.tadamun.register(
        Actor(code: Code("union"), kind: .union, names: Names(fr: "Union")), by: .sample)
      let reporter = try await people.token("reporter@example.org", .reporter, for: "union")
      let second = try await people.token("second@example.org", .verifier, for: "union")
      let before = try await people.send(.post, Self.reports, Self.report, as: reporter)
      #expect(before.refusal == "404 actor_unknown")
      for purpose in ["reporting", "verification"] {
        let body = #"{"agent": "union", "purpose": "\#(purpose)", "first_on": "2026-01-01"}"#
        #expect(try await people.send(.post, "/api/v1/actors/coop-a/mandates", body, as: chief).status == 201)
        #expect(try await people.send(.post, "/api/v1/actors/coop-a/mandates", body, as: chief).status == 201)
        let other = body.replacing("union", with: "coop-b")
        let refused = try await people.send(.post, "/api/v1/actors/coop-a/mandates", other, as: chief)
        #expect(refused.refusal == "422 agent_not_allowed")
      }
      #expect(try await people.get("/api/v1/actors/coop-a/mandates", as: chief).items.count == 2)
      let sent = try await people.send(.post, Self.reports, Self.report, as: reporter)
      #expect(sent.status == 201)
      let other = try await people.send(
        .post, Self.reports, Self.report.replacing("coop-a", with: "coop-b"), as: reporter)
      #expect(other.refusal == "404 actor_unknown")

      let address = "/api/v1/actors/coop-a/reports/\(sent.json["report"] as? Int ?? 0)"
      #expect(try await people.get("/api/v1/actors", as: second).refusal == "403 permission_missing")
      #expect(try await people.get("/api/v1/actors/coop-b", as: second).refusal == "404 actor_unknown")
      let verified = #"{"outcome": "verified"}"#
      #expect(try await people.send(.post, "\(address)/verification", verified, as: second).status == 201)
      // Without a threshold every report has three persons.
      let refused = try await people.send(.post, "\(address)/validation", "{}", as: second)
      #expect(refused.refusal == "422 third_person_needed")
      let threshold = #"{"amount": "1000.00", "currency": "MAD", "first_on": "2026-01-01"}"#
      let set = try await people.send(.post, "/api/v1/programmes/small/review-thresholds", threshold, as: chief)
      #expect(set.status == 201)
      let validated = try await people.send(.post, "\(address)/validation", "{}", as: second)
      #expect(validated.status == 201 && validated.json["basis"] as? String == "second_person")
    }
  }
}
