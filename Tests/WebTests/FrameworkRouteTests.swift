import Actions
import Domain
import Foundation
import HTTPTypes
import TestProgramme
import Testing

@Suite("Frameworks over HTTP")
struct FrameworkRouteTests {
  private static func body(_ text: String) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: ["text": text]), as: UTF8.self)
  }

  @Test("a draft is kept, published and read again word for word")
  func publish() async throws {
    try await Service.run { service in
      let text = SmallProgramme.framework
      let draft = try await service.send(.put, "/api/v1/framework-drafts", FrameworkRouteTests.body(text))
      #expect(draft.status == 200 && draft.json["state"] as? String == "draft")
      let published = try await service.post("/api/v1/frameworks", #"{"code": "small", "version": 1}"#)
      #expect(published.status == 201 && published.json["state"] as? String == "published")
      let shown = try await service.get("/api/v1/frameworks/small/1")
      #expect(shown.json["text"] as? String == text)
      #expect(shown.json["sha256"] as? String == draft.json["sha256"] as? String)
      #expect(try await service.get("/api/v1/frameworks").items.count == 1)
      let other = text.replacing("weight: 1", with: "weight: 2")
      let conflict = try await service.send(.put, "/api/v1/framework-drafts", FrameworkRouteTests.body(other))
      #expect(conflict.refusal == "409 framework_published")
      let taken = try await service.post("/api/v1/frameworks", FrameworkRouteTests.body(other))
      #expect(taken.refusal == "409 framework_version_taken")
      #expect(try await service.get("/api/v1/frameworks/small/2").refusal == "404 framework_unknown")
      let bad = try await service.post("/api/v1/frameworks", FrameworkRouteTests.body(text + "\nx: 1\ny: 2"))
      #expect(bad.status == 422 && bad.errors.count == 2)
    }
  }

  @Test("a programme adopts a framework from a later period on, and not in one that is open")
  func adopt() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      let text = SmallProgramme.framework.replacing("version: 1", with: "version: 2")
      #expect(try await service.post("/api/v1/frameworks", FrameworkRouteTests.body(text)).status == 201)
      let today = try await service.tadamun.today(in: small.code)
      let address = "/api/v1/programmes/small/frameworks"
      let open = try await service.post(address, #"{"framework": "small", "first_on": "\#(today)"}"#)
      #expect(open.refusal == "409 framework_in_open_period")
      let later = #"{"framework": "small", "version": 2, "first_on": "\#(today.year + 1)-01-01"}"#
      #expect(try await service.post(address, later).status == 201)
      #expect(try await service.get(address).items.map { $0["version"] as? Int } == [1, 2])
      #expect(try await service.get("/api/v1/programmes/none/frameworks").refusal == "404 programme_unknown")
    }
  }

  @Test("a run says in three languages how its scores were made")
  func method() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      let run = try await service.tadamun.score(small.code, asOf: small.asOf).run
      let address = "/api/v1/programmes/small/runs/\(run)/method"
      for (language, word) in [("en", "achievement"), ("fr", "réalisation"), ("ar", "الإنجاز")] {
        let answer = try await service.get("\(address)?lang=\(language)")
        let markdown = try #require(answer.json["markdown"] as? String)
        #expect(answer.json["language"] as? String == language && markdown.contains(word))
        #expect(markdown.contains("Exemple (jobs)") || markdown.contains("مثال (jobs)"))
      }
      #expect(try await service.get("/api/v1/programmes/small/runs/999999/method").refusal == "404 run_unknown")
      #expect(try await service.get("/api/v1/programmes/none/runs/\(run)/method").refusal == "404 run_unknown")
    }
  }
}
