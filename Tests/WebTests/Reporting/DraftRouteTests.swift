import Actions
import Domain
import Foundation
import HTTPTypes
import TestProgramme
import Testing
import Web

@Suite("Drafts, receipts and what follows, over HTTP")
struct DraftRouteTests {
  private static let drafts = "/api/v1/actors/coop-a/drafts"
  private static let begin = """
    {"programme": "small", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"},
     "cells": [{"indicator": "jobs", "state": "reported", "value": 7}]}
    """
  private static let whole = """
    {"cells": [{"indicator": "jobs", "state": "reported", "value": 8},
      {"indicator": "dropout", "state": "missing", "reason": "no survey"}]}
    """

  private func put(_ service: Service, _ address: String, _ body: String, _ tag: String) async throws -> Answer {
    try await service.send(.put, address, body, headers: [.ifMatch: tag])
  }

  @Test("a draft is begun once a key, saved over what was read, submitted once, and then stays")
  func draft() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let made = try await service.post(Self.drafts, Self.begin, key: "d1")
      #expect(made.status == 201 && made.headers[.eTag] == "\"1\"")
      let address = try #require(made.headers[.location])
      #expect(try await service.post(Self.drafts, Self.begin, key: "d1").status == 200)
      #expect(try await service.post(Self.drafts, Self.begin, key: "d2").refusal == "409 draft_exists")
      #expect(try await service.send(.put, address, Self.whole).refusal == "428 if_match_missing")
      let saved = try await put(service, address, Self.whole, "\"1\"")
      #expect(saved.status == 200 && saved.headers[.eTag] == "\"2\"")
      #expect(try await put(service, address, Self.whole, "\"1\"").refusal == "412 draft_changed")
      #expect(try await service.get(address).text == saved.text)
      #expect(try await service.get("/api/v1/actors/coop-b/drafts/1").refusal == "404 draft_unknown")

      let submit = { (tag: String) in
        try await service.send(.post, "\(address)/submission", "{}", headers: [.ifMatch: tag])
      }
      #expect(try await submit("\"1\"").refusal == "412 draft_changed")
      let submitted = try await submit("\"2\"")
      #expect(submitted.status == 201 && submitted.json["state"] as? String == "submitted")
      let receipt = try #require(submitted.json["receipt"] as? String)
      #expect(try ReportReceipt(receipt).report == Int64(submitted.json["report"] as? Int ?? 0))
      #expect((submitted.json["content_sha256"] as? String)?.count == 64)
      #expect(try await submit("\"2\"").json["receipt"] as? String == receipt)
      #expect(try await put(service, address, Self.whole, "\"2\"").refusal == "412 draft_changed")
      #expect(try await service.get(Self.drafts).items.isEmpty)
      let location = try #require(submitted.headers[.location])
      #expect(try await service.get(location).text == submitted.text)
    }
  }

  @Test("a draft may be wrong until it is submitted, and is given up without a trace in the reports")
  func unfinished() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let wrong = Self.begin.replacing("jobs", with: "unheard-of")
      let made = try await service.post(Self.drafts, wrong, key: "d1")
      let address = try #require(made.headers[.location])
      let refused = try await service.send(.post, "\(address)/submission", "{}", headers: [.ifMatch: "\"1\""])
      #expect(refused.refusal == "404 indicator_unknown")
      #expect(try await service.get(address).json["is_open"] as? Bool == true)
      #expect(try await service.send(.delete, address, "", headers: [.ifMatch: "\"1\""]).status == 204)
      #expect(try await service.get(address).json["is_open"] as? Bool == false)
      #expect(try await service.get("/api/v1/actors/coop-a/reports").items.isEmpty)
      let period = Self.begin.replacing("2026-03-31", with: "2026-03-30")
      #expect(try await service.post(Self.drafts, period, key: "d3").refusal == "422 period_not_in_calendar")
    }
  }

  @Test("groups of an axis add up, or the report says by how much they do not")
  func axes() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let names = try Names(fr: "Groupe")
      try await service.tadamun.define(
        [],
        groups: [
          TargetGroup(Code("women"), names: names, axis: Code("sex")),
          TargetGroup(Code("men"), names: names, axis: Code("sex")),
        ])
      let report = { (differences: String) in
        """
        {"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "submitted_on": "2026-04-10",
         "cells": [{"indicator": "jobs", "state": "reported", "value": 10},
           {"indicator": "jobs", "group": "women", "state": "reported", "value": 6},
           {"indicator": "jobs", "group": "men", "state": "reported", "value": 3}]\(differences)}
        """
      }
      let address = "/api/v1/programmes/small/reports"
      let plain = try await service.post(address, report(""), key: "k1")
      #expect(
        plain.refusal == "422 disaggregation_differs" && plain.text.contains("9.0") && plain.text.contains("10.0"))
      let wrong = #", "differences": [{"indicator": "jobs", "axis": "sex", "difference": 2, "reason": "not asked"}]"#
      #expect(try await service.post(address, report(wrong), key: "k1").refusal == "422 disaggregation_differs")
      let right = wrong.replacing(": 2,", with: ": 1,")
      let taken = try await service.post(address, report(right), key: "k1")
      #expect(taken.status == 201)
      let shown = try await service.get("/api/v1/actors/coop-a/reports/\(taken.json["report"] as? Int ?? 0)")
      let stated = try #require((shown.json["differences"] as? [[String: Any]])?.first)
      #expect(stated["axis"] as? String == "sex" && stated["difference"] as? Double == 1)
    }
  }

  @Test("a draft keeps why groups do not add up; its submission states by how much")
  func reasons() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      try await GroupedReporting.define(service.tadamun)
      let cells = [("all", 10), ("women", 6), ("men", 3)].map { group, value in
        #"{"indicator": "jobs", "group": "\#(group)", "state": "reported", "value": \#(value)}"#
      }.joined(separator: ", ")
      let reason = #"{"indicator": "jobs", "reason": "one did not say"}"#
      let body = { (reasons: String) in
        #"{"programme": "small", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "cells": [\#(cells)], "#
          + #""difference_reasons": [\#(reasons)]}"#
      }
      let address = "/api/v1/actors/coop-a/drafts"
      #expect(try await service.post(address, body("\(reason), \(reason)"), key: "k").refusal == "422 reason_twice")
      let begun = try await service.post(address, body(reason), key: "k")
      #expect(begun.status == 201)
      let kept = try #require((begun.json["difference_reasons"] as? [[String: Any]])?.first)
      #expect(kept["indicator"] as? String == "jobs" && kept["reason"] as? String == "one did not say")
      let draft = "\(address)/\(begun.json["draft"] as? Int ?? 0)"
      let sent = try await service.send(.post, "\(draft)/submission", "{}", headers: [.ifMatch: "\"1\""])
      #expect(sent.status == 201, "\(sent.text)")
      let stated = try #require((sent.json["differences"] as? [[String: Any]])?.first)
      #expect(stated["difference"] as? Double == 1 && stated["reason"] as? String == "one did not say")
    }
  }

  @Test("requirements and dues over HTTP, page by page")
  func dues() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let address = "/api/v1/programmes/small"
      let asked = try await service.post(
        "\(address)/requirements", #"{"indicator": "jobs", "first_on": "2026-01-01"}"#)
      #expect(asked.status == 201)
      #expect(try await service.get("\(address)/requirements").items.count == 1)
      let page = try await service.get("\(address)/dues?as_of=2026-07-31&limit=4&state=missing")
      #expect(page.items.count == 4)
      let next = try #require(page.json["next"] as? String)
      let rest = try await service.get(next)
      #expect(rest.items.count == 2 && rest.json["next"] is NSNull)
      #expect(try await service.get("\(address)/dues?state=lost").refusal == "400 query_malformed")
      #expect(try await service.get("\(address)/dues?after=x").refusal == "400 cursor_malformed")
      let own = try await service.get("/api/v1/actors/coop-b/programmes/small/dues?as_of=2026-07-31")
      #expect(own.items.map { $0["actor"] as? String } == ["coop-b", "coop-b"])
      #expect(own.items.first?["due_on"] as? String == "2026-04-30")
      let ended = try await service.send(
        .delete, "\(address)/requirements/jobs/all", #"{"last_on": "2026-03-31"}"#)
      #expect(ended.status == 204)
      #expect(try await service.get("\(address)/dues?as_of=2026-07-31").items.count == 3)
    }
  }
}
