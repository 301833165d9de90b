import Actions
import Domain
import Foundation
import HTTPTypes
import TestProgramme
import Testing
import Web

@Suite("Samples, evidence and what verifiers found")
struct SampleRouteTests {
  private static let draw = """
    {"period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "random_count": 1, "risk_count": 1, "by": "chief"}
    """

  @Test("a sample is drawn once a key from a published seed, and anybody who draws again finds the same names")
  func samples() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      for index in 0..<3 { try await small.report(index, quarter: 0, jobs: 3, dropout: 0.1, verified: false) }
      let address = "/api/v1/programmes/small/verification-samples"
      #expect(try await service.post(address, Self.draw).refusal == "400 key_missing")
      let drawn = try await service.post(address, Self.draw, key: "s1")
      #expect(drawn.status == 201 && drawn.json["population"] as? Int == 3)
      #expect(drawn.json["least_chance"] as? Double == 1.0 / 3)
      let again = try await service.post(address, Self.draw, key: "s1")
      #expect(again.status == 200 && again.text == drawn.text)
      let many = Self.draw.replacing("\"risk_count\": 1", with: "\"risk_count\": 3")
      #expect(try await service.post(address, many, key: "s2").refusal == "422 sample_too_large")

      let location = try #require(drawn.headers[.location])
      let members = try await service.get("\(location)/members").items
      let candidates = try members.map {
        AuditSample.Candidate(
          try Code(#require($0["actor"] as? String)), weight: try #require($0["weight"] as? Double))
      }
      let seed = try #require(UInt64(drawn.json["seed"] as? String ?? ""))
      let redrawn = try AuditSample(of: candidates, randomCount: 1, riskCount: 1, seed: seed).drawn
      let stored = members.compactMap { member in
        (member["drawn"] as? String).map { "\(member["actor"] as? String ?? "") \($0)" }
      }
      #expect(Set(stored) == Set(redrawn.map { "\($0.key) \($0.value.rawValue)" }) && stored.count == 2)

      let queue = try await service.get("\(location)/members?open=true").items
      #expect(queue.count == 2)
      let first = try #require(queue.first)
      let report = "/api/v1/actors/\(first["actor"] as? String ?? "")/reports/\(first["report"] as? Int ?? 0)"
      _ = try await service.post("\(report)/verification", #"{"outcome": "verified", "by": "sara"}"#)
      #expect(try await service.get("\(location)/members?open=true").items.count == 1)
      #expect(try await service.get("\(location)/members?limit=2").json["next"] as? String != nil)
      #expect(try await service.get(address).items.count == 1)
      #expect(try await service.get("/api/v1/verification-samples/99").refusal == "404 sample_unknown")
      // Whoever may be drawn reads the seed, and not how likely others were.
      let people = AccessTesting(service)
      let reporter = try await people.token("who@example.org", .reporter, for: "coop-a")
      #expect(try await people.get(location, as: reporter).json["seed"] as? String == "\(seed)")
      #expect(try await people.get("\(location)/members", as: reporter).refusal == "403 permission_missing")
    }
  }

  @Test("what a verifier found is counted, a claim of which nothing was found as all of it")
  func verifiers() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      for index in 0..<2 { try await small.report(index, quarter: 0, jobs: 4, dropout: 0.1, verified: false) }
      let sheets = try await service.tadamun.reports(limit: 10)
      let bodies = [
        #"{"outcome": "verified", "by": "sara", "cells": [{"indicator": "jobs", "verdict": "verified", "value": 2}]}"#,
        #"{"outcome": "verified", "by": "sara", "cells": [{"indicator": "jobs", "verdict": "rejected"}]}"#,
      ]
      for (sheet, body) in zip(sheets, bodies) {
        _ = try await service.post("/api/v1/actors/\(sheet.actor)/reports/\(sheet.id)/verification", body)
      }
      let record = try #require(try await service.get("/api/v1/verifiers").items.first)
      #expect(record["verified_reports"] as? Int == 2 && record["judged_cells"] as? Int == 4)
      #expect(record["rejected_cells"] as? Int == 1)
      // (4 − 2) / 2 = 1, 0, all of a rejected claim = 1, 0: half of what four cells could be.
      #expect(record["mean_discrepancy"] as? Double == 0.5 && record["share_as_declared"] as? Double == 0.5)
    }
  }

  @Test("the chance to find something is answered for whoever plans a sample")
  func detection() async throws {
    try await Service.run { service in
      let answer = try await service.get("/api/v1/detection-probability?population=20&deviating=1&sample=5")
      let probability = try #require(answer.json["probability"] as? Double)
      #expect((probability - 0.25).magnitude < 1e-12)
      let wrong = try await service.get("/api/v1/detection-probability?population=20&deviating=21")
      #expect(wrong.refusal == "400 query_malformed")
    }
  }

  @Test("a file is taken for what is in it, kept by its hash outside of what is served, and given back unchanged")
  func evidence() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.report(0, quarter: 0, jobs: 3, dropout: 0.1, verified: false)
      let id = try #require(try await service.tadamun.reports(limit: 1).first?.id)
      let address = "/api/v1/actors/coop-a/reports/\(id)/evidence"
      let file = "%PDF-1.7 \(UUID().uuidString)"
      let send = { (type: String, body: String, name: String) in
        try await service.send(.post, "\(address)?name=\(name)", body, headers: [.contentType: type])
      }
      #expect(try await send("image/png", file, "minutes.pdf").refusal == "415 media_type_unsupported")
      #expect(try await send("application/pdf", "<html>", "minutes.pdf").refusal == "415 evidence_type_refused")
      #expect(try await send("application/pdf", file, "..%2Fa").refusal == "422 name_malformed")
      let kept = try await send("application/pdf", file, "minutes.pdf")
      #expect(kept.status == 201 && kept.json["bytes"] as? Int == file.utf8.count)
      #expect(try await send("application/pdf", file, "again.pdf").status == 200)
      let hash = try #require(kept.json["sha256"] as? String)
      let given = try await service.get("\(address)/\(hash)")
      #expect(given.text == file && given.headers[.contentType] == "application/pdf")
      #expect(given.headers[.contentDisposition] == "attachment" && given.headers[.xContentTypeOptions] == "nosniff")
      #expect(try await service.get(address).items.count == 1)
      let other = try await service.get("/api/v1/actors/coop-b/reports/\(id)/evidence/\(hash)")
      #expect(other.refusal == "404 report_unknown")
      #expect(
        try await service.get("\(address)/\(String(repeating: "0", count: 64))").refusal == "404 evidence_unknown")
      #expect(try await service.get("\(address)/xyz").refusal == "400 path_malformed")

      let path = "\(Service.evidenceFolder)/\(hash.prefix(2))/\(hash.dropFirst(2))"
      try FileManager.default.removeItem(atPath: path)
      try Data("%PDF-1.7 another".utf8).write(to: URL(fileURLWithPath: path))
      #expect(try await service.get("\(address)/\(hash)").refusal == "500 evidence_changed")
    }
  }
}
