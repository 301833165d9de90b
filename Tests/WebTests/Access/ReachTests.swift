import Actions
import Domain
import HTTPTypes
import Serving
import TestProgramme
import Testing
import Web

@Suite("What belongs to others is not there")
struct ReachTests {
  @Test("every address below an organisation is there for one's own and not for another's", arguments: [true, false])
  func foreign(isVerifier: Bool) async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      _ = try await SmallProgramme(service.tadamun)
      let centre = try Actor(code: Code("centre"), kind: .coachingCentre, names: Names(fr: "Centre"))
      _ = try await service.tadamun.register(centre, by: .sample)
      try await service.tadamun.mandate(
        Mandate(of: Code("coop-a"), to: Code("centre"), for: .verification, from: CalendarDate(iso: "2020-01-01")),
        by: .sample)
      _ = try await people.token("chief@example.org", .operator)
      let token =
        isVerifier
        ? try await people.token("who@example.org", .verifier, for: "centre")
        : try await people.token("who@example.org", .reporter, for: "coop-a")
      let permissions: Set<Permission> =
        isVerifier ? [.readOwn, .readDrafts, .verify, .validate] : Role.reporter.permissions
      var tried = 0
      for (method, pattern) in addresses(service.tadamun)
      where pattern.hasPrefix("/api") && pattern.contains("/:actor") {
        guard case .permission(let permission) = Requirement.of(method, pattern), permissions.contains(permission)
        else { continue }
        let answer = { (actor: String) in
          let address = pattern.split(separator: "/").map { segment in
            segment == ":actor"
              ? actor : segment == ":programme" ? "small" : segment.hasPrefix(":") ? "1" : String(segment)
          }.joined(separator: "/")
          return try await people.send(method, "/\(address)", "{}", as: token)
        }
        let own = try await answer("coop-a")
        #expect(own.code != "actor_unknown" && own.status != 403 && own.status < 500, "\(method) \(pattern)")
        for other in ["coop-b", "nowhere"] {
          let foreign = try await answer(other)
          #expect(foreign.status == 404, "\(method) \(pattern) of \(other): \(foreign.status)")
          #expect(!foreign.text.contains("Exemple"), "\(method) \(pattern) of \(other)")
        }
        tried += 1
      }
      #expect(tried > 10)
    }
  }

  @Test("a draft is read by its organisation, by who has its mandate and by who reviews; by nobody else")
  func drafts() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      _ = try await SmallProgramme(service.tadamun)
      let centre = try Actor(code: Code("centre"), kind: .coachingCentre, names: Names(fr: "Centre"))
      _ = try await service.tadamun.register(centre, by: .sample)
      try await service.tadamun.mandate(
        Mandate(of: Code("coop-a"), to: Code("centre"), for: .reporting, from: CalendarDate(iso: "2020-01-01")),
        by: .sample)
      let own = try await people.token("own@example.org", .reporter, for: "coop-a")
      let agent = try await people.token("agent@example.org", .reporter, for: "centre")
      let made = try await people.send(
        .post, "/api/v1/actors/coop-a/drafts",
        #"""
        {"programme": "small", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"},
         "cells": [{"indicator": "jobs", "state": "reported", "value": 7}]}
        """#, as: own)
      let address = try #require(made.headers[.location])
      var readers = [own, agent]
      for role in [Role.verifier, .approver] {
        readers.append(try await people.token("\(role.rawValue)@example.org", role))
      }
      for reader in readers {
        #expect(try await people.get(address, as: reader).status == 200)
        #expect(try await people.get("/api/v1/actors/coop-a/drafts", as: reader).items.count == 1)
      }
      for role in [Role.funder, .auditor, .operator, .donorKeeper] {
        let token = try await people.token("\(role.rawValue)@example.org", role)
        #expect(try await people.get(address, as: token).refusal == "403 permission_missing")
        #expect(
          try await people.get("/api/v1/actors/coop-a/drafts", as: token).refusal == "403 permission_missing")
        // The organisation's page does not say that there is one either.
        let page = try await people.get("/actors/coop-a?lang=en", as: token)
        #expect(page.status == 200 && !page.text.contains("Go on writing"))
      }
      let other = try await people.token("other@example.org", .reporter, for: "coop-b")
      #expect(try await people.get(address, as: other).refusal == "404 actor_unknown")
    }
  }

  @Test("reports, evidence and appeals of an organisation are there for it and for who reads everything")
  func reports() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      let own = try await people.token("own@example.org", .reporter, for: "coop-a")
      let funder = try await people.token("funder@example.org", .funder)
      let keeper = try await people.token("keeper@example.org", .donorKeeper)
      #expect(try await people.get("/api/v1/actors/coop-a/reports", as: own).items.count == 2)
      #expect(try await people.get("/api/v1/actors/coop-b/reports", as: funder).items.count == 2)
      // Who keeps donors reads of organisations what everybody shares, and nothing that they handed in.
      #expect(try await people.get("/api/v1/actors/coop-b/reports", as: keeper).items.isEmpty)
    }
  }
}
