import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing
import Web

@Suite("Appeals have a day to file, a day to answer, and an answer by somebody else")
struct AppealRouteTests {
  private static let report = """
    {"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "submitted_on": "2026-04-10",
     "cells": [{"indicator": "jobs", "state": "reported", "value": 7}]}
    """

  /// A report that was verified, with the address of the actor's appeals.
  private func verified(_ service: Service) async throws -> Int {
    let sent = try await service.post("/api/v1/programmes/small/reports", Self.report, key: "r1")
    let id = try #require(sent.json["report"] as? Int)
    let found = #"{"outcome": "verified", "by": "sara", "cells": [{"indicator": "jobs", "verdict": "rejected"}]}"#
    #expect(try await service.post("/api/v1/actors/coop-a/reports/\(id)/verification", found).status == 201)
    return id
  }

  @Test("an appeal is filed once, and answered once by who had no part in it")
  func answered() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let appeals = "/api/v1/actors/coop-a/appeals"
      let early = #"{"programme": "small", "report": 1, "grounds": "they never came", "by": "fatima"}"#
      #expect(try await service.post(appeals, early).refusal == "409 report_not_verified")
      let id = try await verified(service)
      let body = early.replacing("\"report\": 1", with: "\"report\": \(id)")
      let both = body.replacing("\"by\"", with: "\"run\": 1, \"by\"")
      #expect(try await service.post(appeals, both).refusal == "422 subject_malformed")
      let filed = try await service.post(appeals, body)
      #expect(filed.status == 201 && filed.json["state"] as? String == "pending")
      let filedOn = try CalendarDate(iso: #require(filed.json["filed_on"] as? String))
      #expect(filed.json["answer_due_on"] as? String == filedOn.adding(days: 30).description)
      #expect(try await service.post(appeals, body).json["appeal"] as? Int == filed.json["appeal"] as? Int)
      let other = body.replacing("fatima", with: "omar")
      #expect(try await service.post(appeals, other).refusal == "409 appeal_exists")

      let address = "\(appeals)/\(filed.json["appeal"] as? Int ?? 0)/answer"
      let answer = { (person: String) in
        #"{"outcome": "dismissed", "reasoning": "the book has two jobs", "by": "\#(person)"}"#
      }
      for person in ["Sara", "fatima"] {
        #expect(try await service.post(address, answer(person)).refusal == "403 judge_in_own_cause")
      }
      let answered = try await service.post(address, answer("chief"))
      #expect(answered.status == 201 && answered.json["state"] as? String == "dismissed")
      #expect(try await service.post(address, answer("chief")).refusal == "409 already_answered")
      #expect(try await service.get("/api/v1/appeals?state=dismissed").items.count == 1)
      #expect(try await service.get("/api/v1/appeals?state=pending").items.isEmpty)
      #expect(try await service.get(appeals).items.first?["reasoning"] as? String == "the book has two jobs")
    }
  }

  @Test("whoever wrote a report answers no appeal about it")
  func writers() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let people = AccessTesting(service)
      let author = try await people.token("author@example.org", .reporter, for: "coop-a")
      let approver = try RoleGrant(.approver, from: CalendarDate(iso: "2020-01-01"))
      try await people.access.grant(approver, to: EmailAddress("author@example.org"), by: .commandLine)
      let today = "\"\(AccessTesting.today)\""
      let report = Self.report.replacing("\"2026-04-10\"", with: today)
      let sent = try await people.send(.post, "/api/v1/programmes/small/reports", report, as: author)
      let id = try #require(sent.json["report"] as? Int)
      let verifier = try await people.token("verifier@example.org", .verifier)
      let verification = "/api/v1/actors/coop-a/reports/\(id)/verification"
      #expect(try await people.send(.post, verification, #"{"outcome": "verified"}"#, as: verifier).status == 201)

      let reader = try await people.token("reader@example.org", .reporter, for: "coop-a")
      let appeals = "/api/v1/actors/coop-a/appeals"
      let grounds = #"{"programme": "small", "report": \#(id), "grounds": "two more came"}"#
      let filed = try await people.send(.post, appeals, grounds, as: reader)
      let answer = "\(appeals)/\(try #require(filed.json["appeal"] as? Int))/answer"
      let allowed = #"{"outcome": "allowed", "reasoning": "they did"}"#
      #expect(try await people.send(.post, answer, allowed, as: author).refusal == "403 judge_in_own_cause")
      let chief = try await people.token("chief@example.org", .approver)
      #expect(try await people.send(.post, answer, allowed, as: chief).status == 201)
    }
  }

  @Test("an appeal after its days is too late, and an allowed one reopens what was locked")
  func deadlines() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let terms = try await service.post(
        "/api/v1/programmes/small/appeal-terms", #"{"filing_days": 10, "answer_days": 5}"#)
      #expect(terms.status == 201)
      let none = try await service.post(
        "/api/v1/programmes/small/appeal-terms", #"{"filing_days": 0, "answer_days": 5}"#)
      #expect(none.refusal == "422 days_out_of_range")
      let set = try AppealTerms(filingDays: 10, answerDays: 5)
      let found = try CalendarDate(iso: "2026-05-01")
      #expect(try set.answerDue(filedOn: CalendarDate(iso: "2026-05-11"), against: found).description == "2026-05-16")
      #expect(throws: Problem.self) { try set.answerDue(filedOn: CalendarDate(iso: "2026-05-12"), against: found) }

      let sent = try await service.post("/api/v1/programmes/small/reports", Self.report, key: "r1")
      let id = try #require(sent.json["report"] as? Int)
      let report = "/api/v1/actors/coop-a/reports/\(id)"
      _ = try await service.post("\(report)/verification", #"{"outcome": "verified", "by": "sara"}"#)
      _ = try await service.post("\(report)/validation", #"{"by": "chief"}"#)
      #expect(try await service.post("\(report)/lock", #"{"by": "chief"}"#).status == 201)
      let body = #"{"programme": "small", "report": \#(id), "grounds": "a sum", "by": "fatima"}"#
      let filed = try await service.post("/api/v1/actors/coop-a/appeals", body)
      let address = "/api/v1/actors/coop-a/appeals/\(filed.json["appeal"] as? Int ?? 0)/answer"
      let allowed = #"{"outcome": "allowed", "reasoning": "the sum was wrong", "by": "president"}"#
      #expect(try await service.post(address, allowed).json["state"] as? String == "allowed")
      let shown = try await service.get(report)
      #expect(shown.json["state"] as? String == "reopened")
      #expect((shown.json["reopening"] as? [String: Any])?["by"] as? String == "president")
    }
  }

  @Test("a score is appealed against by its run")
  func scores() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      let run = try await service.tadamun.score(small.code, asOf: small.asOf)
      let body = #"{"programme": "small", "run": \#(run.run), "grounds": "the target was another", "by": "fatima"}"#
      let filed = try await service.post("/api/v1/actors/coop-a/appeals", body)
      #expect(filed.status == 201 && filed.json["run"] as? Int == Int(run.run))
      let none = body.replacing("\"run\": \(run.run)", with: "\"run\": 99999")
      #expect(try await service.post("/api/v1/actors/coop-b/appeals", none).refusal == "404 score_missing")
      let withdrawal = "/api/v1/actors/coop-a/appeals/\(filed.json["appeal"] as? Int ?? 0)/withdrawal"
      let foreign = try await service.post(withdrawal, #"{"reasoning": "settled", "by": "omar"}"#)
      #expect(foreign.refusal == "403 not_filed_by_you")
      let withdrawn = try await service.post(withdrawal, #"{"reasoning": "settled", "by": "fatima"}"#)
      #expect(withdrawn.json["state"] as? String == "withdrawn")
    }
  }
}
