import Actions
import Domain
import Foundation
import TestProgramme
import Testing

@Suite("What lists of the API are asked for")
struct ListFilterTests {
  private func codes(_ service: Service, _ address: String, _ member: String = "code") async throws -> [String] {
    let answer = try await service.get(address)
    #expect(answer.status == 200, "\(answer.text)")
    return answer.items.map { $0[member] as? String ?? "\($0[member] ?? "")" }
  }

  @Test("actors by territory and kind, and the members of a union on a day")
  func actors() async throws {
    try await Service.run { service in
      let names = try Names(fr: "Exemple")
      for (code, kind, place) in [
        ("u", ActorKind.union, "02"), ("m1", .cooperative, "02.113"), ("m2", .cooperative, "02.113"),
        ("m3", .cooperative, "02.167"),
      ] {
        _ = try await service.tadamun.register(
          Actor(code: Code(code), kind: kind, names: names, territory: Territory(code: place)), by: .sample)
      }
      for (member, last) in [("m1", nil), ("m2", "2025-12-31")] as [(String, String?)] {
        try await service.tadamun.join(
          Membership(
            of: Code(member), in: Code("u"), from: CalendarDate(iso: "2025-01-01"),
            through: last.map { try CalendarDate(iso: $0) }), by: .sample)
      }
      #expect(try await codes(service, "/api/v1/actors?territory=02") == ["m1", "m2", "m3", "u"])
      #expect(try await codes(service, "/api/v1/actors?territory=02.113&kind=cooperative") == ["m1", "m2"])
      #expect(try await codes(service, "/api/v1/actors?union=u") == ["m1"])
      #expect(try await codes(service, "/api/v1/actors?union=u&on=2025-06-30") == ["m1", "m2"])
      let page = try await service.get("/api/v1/actors?territory=02.113&limit=1")
      #expect(try await codes(service, try #require(page.json["next"] as? String)) == ["m2"])
      #expect(try await service.get("/api/v1/actors?union=nobody").refusal == "404 actor_unknown")
      #expect(try await service.get("/api/v1/actors?territory=Oujda").refusal == "400 query_malformed")
    }
  }

  @Test("what reached actors by actor, kind of money, fund, giver, stage and days, line by line")
  func contributions() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      for (fund, instrument) in [("g", Instrument.grant), ("w", .waqf)] {
        _ = try await service.tadamun.open(
          Fund(Code(fund), instrument, names: Names(fr: "Fonds"), holder: instrument == .waqf ? Code("funder") : nil),
          by: .api)
      }
      for (key, actor, day) in [
        ("1", "coop-a", "2026-01-10"), ("2", "coop-b", "2026-02-10"), ("3", "coop-a", "2026-03-10"),
      ] {
        let gift = """
          {"stage": "direct", "fund": "g", "actor": "\(actor)", "contributor": "funder", "occurred_on": "\(day)",
           "amount": "100.00", "currency": "MAD"}
          """
        #expect(try await service.post("/api/v1/contributions", gift, key: key).status == 201)
      }
      let all = "/api/v1/contributions"
      #expect(try await codes(service, all, "actor") == ["coop-a", "coop-b", "coop-a"])
      #expect(try await codes(service, "\(all)?actor=coop-a", "occurred_on") == ["2026-01-10", "2026-03-10"])
      #expect(try await codes(service, "\(all)?first_on=2026-02-01&last_on=2026-02-28", "actor") == ["coop-b"])
      #expect(try await codes(service, "\(all)?instrument=grant&fund=g&stage=direct&contributor=funder").count == 3)
      #expect(try await codes(service, "\(all)?instrument=waqf").isEmpty)
      #expect(try await codes(service, "\(all)?contributor=coop-b").isEmpty)
      let own = "/api/v1/actors/coop-a/contributions"
      #expect(try await codes(service, "\(own)?last_on=2026-01-31", "occurred_on") == ["2026-01-10"])
      var seen: [String] = []
      var next: String? = "\(all)?stage=direct&limit=1"
      while let page = next, seen.count < 5 {
        let answer = try await service.get(page)
        seen += answer.items.map { $0["occurred_on"] as? String ?? "" }
        next = answer.json["next"] as? String
      }
      #expect(seen == ["2026-01-10", "2026-02-10", "2026-03-10"])
      for wrong in ["after=x", "after=1.2.3", "after=1.x", "first_on=May", "stage=unheard"] {
        #expect(try await service.get("\(all)?\(wrong)").refusal == "400 query_malformed", "\(wrong)")
      }
    }
  }

  @Test("reports by the days of their periods")
  func reports() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      let address = "/api/v1/programmes/small/reports"
      #expect(try await codes(service, "\(address)?first_on=2026-04-01", "receipt").count == 3)
      #expect(try await codes(service, "\(address)?last_on=2026-03-31&actor=coop-a", "receipt").count == 1)
      #expect(try await codes(service, "\(address)?first_on=2026-01-02&last_on=2026-06-29", "receipt").isEmpty)
      let page = try await service.get("/api/v1/actors/coop-a/reports?first_on=2026-01-01&limit=1")
      #expect(try await codes(service, try #require(page.json["next"] as? String), "receipt").count == 1)
    }
  }

  @Test("scores by kind, state and group, in an order; ranks stay those among all")
  func scores() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let address = "/api/v1/programmes/small/scores"
      #expect(try await codes(service, address, "actor") == ["coop-a", "coop-b", "coop-c"])
      #expect(try await codes(service, "\(address)?order=lowest", "actor") == ["coop-b", "coop-c", "coop-a"])
      #expect(try await codes(service, "\(address)?kind=union", "actor").isEmpty)
      #expect(try await codes(service, "\(address)?status=ok&group=all", "actor").count == 3)
      #expect(try await codes(service, "\(address)?status=no_data", "actor").isEmpty)
      #expect(try await codes(service, "\(address)?territory=02", "actor").isEmpty)
      let page = try await service.get("\(address)?order=lowest&limit=1")
      let next = try #require(page.json["next"] as? String)
      #expect(try await codes(service, next, "actor") == ["coop-c"])
      for wrong in ["status=good", "order=best", "kind=firm", "territory=x"] {
        #expect(try await service.get("\(address)?\(wrong)").refusal == "400 query_malformed", "\(wrong)")
      }
    }
  }

  @Test("jobs of the worker for those who run the service, by state, kind and schedule, and one by its number")
  func jobs() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let schedules = try await service.tadamun.scoringSchedules(at: LocalTime("01:15"))
      for day in ["2026-08-02", "2026-08-03"] {
        _ = try await service.tadamun.openDueSlots(of: schedules, now: Moment(midnightOf: CalendarDate(iso: day)))
      }
      let claim = try #require(try await service.tadamun.claimJob(by: "tests", lease: .seconds(60)))
      try await service.tadamun.giveBack(claim, after: Problem("framework_missing", "No framework."), retry: false)
      let failed = try await service.get(
        "/api/v1/jobs?state=failed&kind=score_programme&schedule=score_programme:small")
      #expect(failed.items.count == 1 && failed.items.first?["attempts"] as? Int == 1)
      #expect((failed.items.first?["last_error"] as? String)?.contains("framework_missing") == true)
      #expect(failed.items.first?["seconds"] is Double && failed.items.first?["worker"] is String)
      let first = try await service.get("/api/v1/jobs?limit=1")
      let second = try await service.get(try #require(first.json["next"] as? String))
      let ids = (first.items + second.items).compactMap { $0["job"] as? Int }
      #expect(ids.count == 2 && ids[0] > ids[1] && second.json["next"] is NSNull)
      let one = try await service.get("/api/v1/jobs/\(claim.id)")
      #expect(one.status == 200 && one.json["state"] as? String == "failed")
      #expect(try await service.get("/api/v1/jobs/999").refusal == "404 job_missing")
      #expect(try await service.get("/api/v1/jobs?state=lost").refusal == "400 query_malformed")
      let long = String(repeating: "0", count: 301)
      for address in ["/api/v1/jobs?schedule=\(long)", "/api/v1/decisions?subject=\(long)"] {
        #expect(try await service.get(address).refusal == "400 query_malformed")
      }
      let people = AccessTesting(service)
      _ = try await people.token("chief@example.org", .operator)
      let auditor = try await people.token("auditor@example.org", .auditor)
      #expect(try await people.get("/api/v1/jobs", as: auditor).refusal == "403 permission_missing")
    }
  }
}
