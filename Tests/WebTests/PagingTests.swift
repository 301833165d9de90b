import Actions
import Domain
import Foundation
import TestProgramme
import Testing
import Web

@Suite("Lists come in pages")
struct PagingTests {
  @Test("every list has a length of its pages, with a maximum, and a cursor")
  func everyList() async throws {
    try await Service.run { service in
      let document = try await service.get("/api/v1/openapi.json").json
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      var lists = 0
      for (path, operations) in paths {
        guard let get = operations["get"] as? [String: Any],
          let responses = get["responses"] as? [String: [String: Any]],
          let content = responses["200"]?["content"] as? [String: [String: Any]],
          let schema = content["application/json"]?["schema"] as? [String: Any],
          let properties = schema["properties"] as? [String: Any], properties["items"] != nil,
          properties["next"] != nil
        else { continue }
        // The eight categories of those entitled to zakat do not grow.
        if path == "/api/v1/zakat-categories" { continue }
        let parameters = get["parameters"] as? [[String: Any]] ?? []
        let shapes = Dictionary(
          parameters.map { ($0["name"] as? String ?? "", $0["schema"] as? [String: Any] ?? [:]) }
        ) { $1 }
        #expect(shapes["limit"]?["maximum"] != nil && shapes["cursor"] != nil, "\(path)")
        lists += 1
      }
      #expect(lists > 30)
    }
  }

  @Test("page by page one gets the whole list, once, with its filters")
  func pages() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      for code in ["a1", "a2", "a3"] {
        _ = try await service.tadamun.register(
          Actor(code: Code(code), kind: .association, names: Names(fr: "Exemple")), by: .sample)
      }
      let lists: [(address: String, member: String, count: Int)] = [
        ("/api/v1/actors", "code", 7), ("/api/v1/actors?kind=association", "code", 3),
        ("/api/v1/programmes/small/reports", "report", 6), ("/api/v1/actors/coop-a/reports", "report", 2),
        ("/api/v1/programmes?funder=funder", "code", 1), ("/api/v1/indicators", "code", 2),
      ]
      for (address, member, count) in lists {
        var seen: [String] = []
        var next: String? = "\(address)\(address.contains("?") ? "&" : "?")limit=1"
        while let page = next, seen.count <= count {
          let answer = try await service.get(page)
          #expect(answer.status == 200 && answer.items.count <= 1, "\(page)")
          seen += answer.items.map { "\($0[member] ?? "")" }
          next = answer.json["next"] as? String
        }
        #expect(seen.count == count && Set(seen).count == count, "\(address): \(seen)")
      }
      #expect(try await service.get("/api/v1/actors?limit=201").refusal == "400 query_malformed")
    }
  }

  @Test("a cursor means nothing but to the list that gave it")
  func cursors() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let page = try await service.get("/api/v1/actors?limit=2")
      let next = try #require(page.json["next"] as? String)
      let cursor = try #require(next.split(separator: "=").last)
      #expect(!cursor.contains("coop") && next.hasPrefix("/api/v1/actors?cursor="))
      #expect(try await service.get(next).items.count == 2)
      for (address, refusal) in [
        ("/api/v1/decisions?cursor=\(cursor)", "400 cursor_malformed"),
        ("/api/v1/actors?cursor=\(cursor)&limit=5", "400 query_malformed"),
        ("/api/v1/actors?cursor=x", "400 cursor_malformed"), ("/api/v1/actors?cursor=", "400 cursor_malformed"),
        ("/api/v1/actors?cursor=%FF", "400 cursor_malformed"),
      ] { #expect(try await service.get(address).refusal == refusal, "\(address)") }
      // A cursor within a cursor leads nowhere.
      let inner = Data("/api/v1/actors?cursor=x".utf8).base64EncodedString().replacing("=", with: "")
      #expect(try await service.get("/api/v1/actors?cursor=\(inner)").refusal == "400 cursor_malformed")
    }
  }

  @Test("a page of scores goes on in the run in which it began")
  func scores() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      let first = try await service.tadamun.score(small.code, asOf: small.asOf)
      let page = try await service.get("/api/v1/programmes/small/scores?limit=1")
      let next = try #require(page.json["next"] as? String)
      try await small.report(2, quarter: 1, jobs: 90, dropout: 0, on: "2026-07-20", reference: "late")
      let second = try await service.tadamun.score(small.code, asOf: small.asOf.adding(days: 1))
      #expect(second.run != first.run)
      let run = try await service.get(next).json["run"] as? [String: Any]
      #expect(run?["run"] as? Int == Int(first.run))
      #expect(try await service.get("/api/v1/programmes/small/runs?limit=1").json["next"] is String)
      #expect(
        try await service.get("/api/v1/programmes/small/scores?run=999").refusal == "404 run_unknown")
    }
  }
}
