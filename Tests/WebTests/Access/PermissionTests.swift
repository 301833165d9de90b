import Actions
import Domain
import HTTPTypes
import Serving
import Testing
import Web

@Suite("Who may do what")
struct PermissionTests {
  @Test("every role is refused just the addresses that ask for what it may not do", arguments: Role.allCases)
  func matrix(role: Role) async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      try await people.actors("own", "other")
      _ = try await people.token("chief@example.org", .operator)
      let token = try await people.token("who@example.org", role, for: role.isForOrganisation ? "own" : nil)
      for (method, pattern) in addresses(service.tadamun) {
        guard case .permission(let permission) = Requirement.of(method, pattern) else { continue }
        let address = pattern.split(separator: "/").map { segment in
          segment == ":actor" ? "own" : segment.hasPrefix(":") ? "1" : String(segment)
        }.joined(separator: "/")
        let answer = try await people.send(method, "/\(address)", "{}", as: token)
        let isRefused = answer.status == 403
        #expect(isRefused == !role.permissions.contains(permission), "\(role) \(method) \(pattern): \(answer.status)")
        #expect(answer.status < 500, "\(method) \(pattern): \(answer.text)")
      }
    }
  }

  @Test("a role that is ended on a day before its first one holds on none, and may be given again")
  func endedBeforeItBegins() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      _ = try await people.token("chief@example.org", .operator)
      let token = try await people.token("who@example.org", .funder)
      let (email, today) = (try EmailAddress("who@example.org"), AccessTesting.today)
      // The day in Morocco may be another than the one in Greenwich.
      let role = try RoleGrant(.auditor, from: today.adding(days: -1), through: today.adding(days: 9))
      let read = { try await people.get("/api/v1/security-events", as: token).status }
      #expect(try await read() == 403)
      for _ in 0..<2 {
        let key = try await people.access.grant(role, to: email, by: .commandLine)
        #expect(try await read() == 200)
        try await people.access.endRole(key, of: email, on: today.adding(days: -2), by: .commandLine)
        #expect(try await read() == 403)
        let again = await #expect(throws: Problem.self) {
          try await people.access.endRole(key, of: email, on: today.adding(days: -2), by: .commandLine)
        }
        #expect(again?.code == "role_unknown")
      }
      let later = try RoleGrant(.auditor, from: today.adding(days: 20))
      let key = try await people.access.grant(later, to: email, by: .commandLine)
      try await people.access.endRole(key, of: email, on: today.adding(days: 3), by: .commandLine)
      let held = try await people.access.people(limit: 10).map { $0.grants.map(\.grant.role) }
      #expect(held == [[.operator], [.funder]])
      #expect(try await people.access.people(with: .auditor, limit: 10).isEmpty)
    }
  }

  @Test("what decides on what was prepared is for approvers; money, reports, people and donors each for their role")
  func table() {
    let expected: [(HTTPRequest.Method, String, Requirement)] = [
      (.post, "/api/v1/decisions/:decision/verdict", .permission(.approve)),
      (.post, "/api/v1/programmes/:programme/proposals/:proposal/approval", .permission(.approve)),
      (.post, "/api/v1/programmes/:programme/proposals", .permission(.recordMoney)),
      (.post, "/api/v1/contributions", .permission(.recordMoney)),
      (.post, "/api/v1/zakat/distributions", .permission(.recordMoney)),
      (.post, "/api/v1/zakat/donor-readings", .permission(.keepDonors)),
      (.post, "/api/v1/programmes/:programme/reports", .permission(.report)),
      (.post, "/api/v1/actors/:actor/reports/:report/verification", .permission(.verify)),
      (.post, "/api/v1/actors/:actor/reports/:report/validation", .permission(.validate)),
      (.put, "/api/v1/actors/:actor/drafts/:draft", .permission(.report)),
      (.post, "/api/v1/actors/:actor/mandates", .permission(.administer)),
      (.post, "/api/v1/people", .permission(.administer)), (.post, "/api/v1/actors", .permission(.administer)),
      (.get, "/api/v1/actors", .permission(.read)), (.get, "/api/v1/actors/:actor", .permission(.readOwn)),
      (.get, "/api/v1/security-events", .permission(.audit)), (.post, "/api/v1/unheard-of", .permission(.administer)),
      (.get, "/api/v1/unheard-of", .permission(.read)), (.get, "/healthz", .anyone),
      (.get, "/healthzz", .permission(.read)),
    ]
    for (method, path, requirement) in expected { #expect(Requirement.of(method, path) == requirement, "\(path)") }
  }

  @Test("a reporter reads and reports for its own organisation; another's is not there")
  func ownOrganisation() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      try await people.actors("own", "other")
      let token = try await people.token("who@example.org", .reporter, for: "own")
      #expect(try await people.get("/api/v1/actors/own", as: token).status == 200)
      #expect(try await people.get("/api/v1/actors/other", as: token).refusal == "404 actor_unknown")
      #expect(try await people.get("/api/v1/actors/nowhere", as: token).refusal == "404 actor_unknown")
      #expect(try await people.get("/api/v1/actors/other/money", as: token).refusal == "404 actor_unknown")
      #expect(try await people.get("/api/v1/actors", as: token).refusal == "403 permission_missing")
      let report = { (actor: String) in
        try await people.send(
          .post, "/api/v1/programmes/p/reports",
          #"""
          {"actor": "\#(actor)", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"},
           "submitted_on": "2026-04-10", "cells": [{"indicator": "jobs", "state": "reported", "value": 1}]}
          """#,
          as: token)
      }
      #expect(try await report("other").refusal == "404 actor_unknown")
      #expect(try await report("own").refusal == "404 programme_unknown")
    }
  }

  @Test(
    "a token for reading changes nothing, one for writing issues none that outlives it; one that was revoked, or whose person was blocked, proves nothing"
  )
  func tokens() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let reading = try await people.token("read@example.org", .operator, mayWrite: false)
      let fund = #"{"code": "coop", "kind": "cooperative", "names": {"fr": "C"}}"#
      #expect(try await people.send(.post, "/api/v1/actors", fund, as: reading).refusal == "403 permission_missing")
      #expect(try await people.get("/api/v1/actors", as: reading).status == 200)
      let other = #"{"label": "more", "scope": "write", "days": 30}"#
      #expect(try await people.send(.post, "/api/v1/tokens", other, as: reading).refusal == "403 permission_missing")
      #expect(try await people.get("/api/v1/tokens", as: reading).items.count == 1)
      let writing = try await people.token("write@example.org", .operator)
      let longer = #"{"label": "export", "scope": "read", "days": 61}"#
      #expect(try await people.send(.post, "/api/v1/tokens", longer, as: writing).refusal == "422 token_outlives")
      let issued = try await people.send(
        .post, "/api/v1/tokens", #"{"label": "export", "scope": "read", "days": 30}"#, as: writing)
      let secret = try #require(issued.json["secret"] as? String)
      #expect(try await people.get("/api/v1/actors", as: secret).status == 200)
      let number = try #require(issued.json["token"] as? Int)
      #expect(
        try await people.send(.delete, "/api/v1/tokens/\(number)", "{}", as: reading).refusal
          == "403 permission_missing")
      #expect(try await people.send(.delete, "/api/v1/tokens/\(number)", "{}", as: writing).status == 204)
      #expect(try await people.get("/api/v1/actors", as: secret).refusal == "401 sign_in_needed")
      try await people.access.block(EmailAddress("write@example.org"), by: .commandLine)
      #expect(try await people.get("/api/v1/actors", as: writing).refusal == "401 sign_in_needed")
    }
  }

  @Test("two persons are two accounts, whatever names a body gives")
  func names() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let token = try await people.token("amina@example.org", .approver)
      let decide = { (name: String) in
        try await people.send(
          .post, "/api/v1/decisions/1/verdict", #"{"outcome": "approved", "decided_by": "\#(name)"}"#, as: token)
      }
      #expect(try await decide("karim@example.org").refusal == "403 person_differs")
      #expect(try await decide("Amina@example.org").refusal == "404 decision_unknown")
    }
  }
}
