import Actions
import Domain
import Foundation
import TestProgramme
import Testing
import Web

@Suite("The catalogue, claims, trainings and what everybody may read")
struct CatalogueRouteTests {
  @Test("a version of an indicator is defined once, stays, and is found by what others call it")
  func catalogue() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let body = """
        {"code": "youth-jobs", "names": {"fr": "Emplois"}, "unit": "count", "kind": "flow", "direction": "up", "minimum": 0,
         "codes": [{"scheme": "sdg", "code": "8.6.1"}, {"scheme": "iris", "code": "OI4060"},
           {"scheme": "funder", "code": "K-12", "funder": "funder"}]}
        """
      #expect(try await service.post("/api/v1/indicators", body).status == 201)
      #expect(try await service.post("/api/v1/indicators", body).status == 201)
      let other = body.replacing("\"minimum\": 0", with: "\"minimum\": 1")
      #expect(try await service.post("/api/v1/indicators", other).refusal == "409 indicator_differs")
      let third = other.replacing("\"unit\"", with: "\"version\": 3, \"unit\"")
      #expect(try await service.post("/api/v1/indicators", third).refusal == "422 version_gap")
      let second = other.replacing("\"unit\"", with: "\"version\": 2, \"unit\"")
      #expect(try await service.post("/api/v1/indicators", second).status == 201)
      #expect(try await service.get("/api/v1/indicators/youth-jobs").items.map { $0["version"] as? Int } == [1, 2])
      let found = try await service.get("/api/v1/indicators?scheme=iris&code=OI4060")
      #expect(found.items.map { $0["code"] as? String } == ["youth-jobs"])
      #expect(found.items.first?["version"] as? Int == 2)
      let page = try await service.get("/api/v1/indicators?limit=2")
      #expect(page.items.map { $0["code"] as? String } == ["dropout", "jobs"] && page.json["next"] as? String != nil)
      for (old, new, refusal) in [
        ("8.6.1", "18.6.1", "422 indicator_code_malformed"), ("OI4060", "OI40600", "422 indicator_code_malformed"),
        ("\"code\": \"K-12\", \"funder\": \"funder\"", "\"code\": \"K-12\"", "422 funder_missing"),
      ] {
        let wrong = second.replacing("youth-jobs", with: "else").replacing("\"version\": 2, ", with: "")
          .replacing(old, with: new)
        #expect(try await service.post("/api/v1/indicators", wrong).refusal == refusal)
      }
    }
  }

  @Test("two programmes claim one outcome in shares that add up to one at most")
  func claims() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await service.tadamun.create(
        Programme(Code("other"), names: Names(fr: "Autre"), funder: Code("funder"), currency: .mad), by: .sample)
      let address = "/api/v1/actors/coop-a/claim-shares"
      let body = { (programme: String, share: Int) in
        """
        {"programme": "\(programme)", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"},
         "indicator": "jobs", "share_bp": \(share)}
        """
      }
      #expect(try await service.post(address, body("small", 6_000)).status == 201)
      #expect(try await service.post(address, body("other", 4_001)).refusal == "409 claims_above_one")
      #expect(try await service.post(address, body("other", 4_000)).status == 201)
      #expect(try await service.post(address, body("small", 6_001)).refusal == "409 claims_above_one")
      #expect(try await service.post(address, body("small", 5_000)).status == 201)
      #expect(try await service.post(address, body("other", 5_000)).status == 201)
      #expect(try await service.get(address).items.map { $0["share_bp"] as? Int } == [5_000, 5_000])
      #expect(try await service.post(address, body("small", 10_001)).refusal == "422 share_out_of_range")
      #expect(small.cooperatives.count == 3)
    }
  }

  @Test("a training counts who came, and what was reported before and after stands beside each other")
  func trainings() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      _ = try await service.tadamun.register(
        Actor(code: Code("centre"), kind: .coachingCentre, names: Names(fr: "Centre")), by: .sample)
      try await small.report(0, quarter: 0, jobs: 3, dropout: 0.1)
      try await small.report(0, quarter: 1, jobs: 5, dropout: 0.1, verified: false)
      let address = "/api/v1/actors/centre/trainings"
      let body = """
        {"code": "t1", "topic": "Comptabilité", "first_on": "2026-04-01", "last_on": "2026-03-31", "hours": 12,
         "attendance": [{"actor": "coop-a", "people": 14}]}
        """
      #expect(try await service.post(address, body).refusal == "422 period_reversed")
      let held = body.replacing("\"2026-03-31\"", with: "\"2026-04-02\"").replacing("2026-04-01", with: "2026-04-01")
      #expect(try await service.post(address, held).status == 201)
      #expect(try await service.post(address, held).status == 201)
      #expect(try await service.post(address, held.replacing("14", with: "15")).refusal == "409 training_differs")
      let nobody = held.replacing("14", with: "0").replacing("t1", with: "t2")
      #expect(try await service.post(address, nobody).refusal == "422 people_not_positive")
      let other = try await service.post("/api/v1/actors/coop-b/trainings", held)
      #expect(other.refusal == "422 centre_not_allowed")
      #expect(try await service.get("/api/v1/actors/coop-a/trainings").items.count == 1)
      // Who came of others' people is for who gave it.
      let both = held.replacing("t1", with: "t8").replacing("}]", with: "}, {\"actor\": \"coop-b\", \"people\": 2}]")
      #expect(try await service.post(address, both).status == 201)
      for (actor, counts) in [("coop-a", [1, 1]), ("coop-b", [1]), ("centre", [1, 2])] {
        let shown = try await service.get("/api/v1/actors/\(actor)/trainings").items
        #expect(shown.map { ($0["attendance"] as? [Any])?.count ?? 0 }.sorted() == counts)
      }

      let compare = "training-comparison?centre=centre&training=t1&indicator=jobs"
      let compared = try await service.get("/api/v1/actors/coop-a/\(compare)")
      #expect((compared.json["before"] as? [String: Any])?["declared"] as? Double == 3)
      // The second quarter had begun when the training was over: it is neither before nor after.
      #expect(compared.json["after"] is NSNull && compared.json["change"] is NSNull)
      let march = held.replacing("\"t1\"", with: "\"t3\"").replacing("2026-04-01", with: "2026-01-05")
        .replacing("2026-04-02", with: "2026-03-20")
      #expect(try await service.post(address, march).status == 201)
      let later = try await service.get("/api/v1/actors/coop-a/\(compare.replacing("t1", with: "t3"))")
      #expect(later.json["before"] is NSNull)
      #expect((later.json["after"] as? [String: Any])?["declared"] as? Double == 5)
      let absent = try await service.get("/api/v1/actors/coop-b/\(compare)")
      #expect(absent.refusal == "404 training_unknown")
    }
  }

  @Test("what everybody reads has no small group, not by itself, not by sums, and not by two versions")
  func reach() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      let names = try Names(fr: "Groupe")
      try await service.tadamun.define(
        [],
        groups: [
          TargetGroup(Code("women"), names: names, axis: Code("sex")),
          TargetGroup(Code("men"), names: names, axis: Code("sex")),
        ])
      let report = { (women: Int, men: Int, key: String) in
        try await service.post(
          "/api/v1/programmes/small/reports",
          """
          {"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "submitted_on": "2026-04-10",
           "cells": [{"indicator": "jobs", "state": "reported", "value": 3, "beneficiaries": \(women + men)},
             {"indicator": "jobs", "group": "women", "state": "reported", "value": 2, "beneficiaries": \(women)},
             {"indicator": "jobs", "group": "men", "state": "reported", "value": 1, "beneficiaries": \(men)}]}
          """, key: key)
      }
      let publish = {
        try await service.post(
          "/api/v1/programmes/small/reach-publications",
          #"{"period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "by": "chief"}"#)
      }
      let counts = { (answer: Answer) in
        (answer.items.first?["counts"] as? [[String: Any]] ?? []).map {
          "\($0["group"] as? String ?? "") \(($0["people"] as? Int).map(String.init) ?? "–")"
        }
      }
      #expect(try await publish().refusal == "422 nothing_to_publish")
      #expect(try await report(45, 5, "r1").status == 201)
      #expect(try await publish().status == 201)
      #expect(try await publish().status == 200)
      let address = "/api/v1/public/programmes/small/reach"
      #expect(counts(try await service.get(address)) == ["all 50", "men –", "women –"])
      #expect(try await report(45, 12, "r2").status == 201)
      #expect(try await publish().json["version"] as? Int == 2)
      #expect(counts(try await service.get(address)) == ["all –", "men –", "women –"])
      _ = try await AccessTesting(service).token("chief@example.org", .operator)
      #expect(try await service.get(address).status == 200)
      #expect(try await service.get("/api/v1/programmes/small").refusal == "401 sign_in_needed")
      #expect(small.code.text == "small")
    }
  }
}
