import Domain
import Foundation
import HTTPTypes
import Testing
import Web

@Suite("What refusals are called")
struct ProblemTextTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func texts(_ language: Language) throws -> [String: String] {
    let file = ProblemTextTests.root.appendingPathComponent("config/texts/problems.\(language.rawValue).json")
    return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
  }

  private func sources() throws -> [String] {
    let folder = ProblemTextTests.root.appendingPathComponent("Sources")
    let paths = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
    return try paths.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
    }
  }

  @Test("every code has a sentence in every language, and every sentence has its code")
  func isWhole() throws {
    let sources = try sources()
    var codes: Set<String> = []
    for source in sources {
      // `Problem("code", …)` and its like, and the tables of what constraints are called.
      let thrown = /(?:Problem|problem|refuse|reject)\(\s*"([a-z][a-z0-9]*(?:_[a-z0-9]+)+)"/
      codes.formUnion(source.matches(of: thrown).map { String($0.1) })
      let listed = /: \(\s*"([a-z][a-z0-9]*(?:_[a-z0-9]+)+)",\s+"[A-Z“]/
      codes.formUnion(source.matches(of: listed).map { String($0.1) })
    }
    #expect(codes.count > 500)
    // Codes that are put together from a word and an ending.
    let composed: Set = [
      "actor_unknown", "indicator_unknown", "group_unknown", "programme_unknown", "framework_too_large",
      "policy_too_large", "event_malformed", "external_id_malformed", "refund_reference_malformed",
    ]
    for language in Language.allCases {
      let texts = try texts(language)
      #expect(codes.union(composed).subtracting(texts.keys) == [], "\(language) lacks these")
      let left = texts.keys.filter { code in
        !composed.contains(code) && !sources.contains { $0.contains("\"\(code)\"") }
      }
      #expect(left == [], "nothing in the program is refused by these")
      #expect(texts.values.allSatisfy { $0.count > 8 && $0.last != " " })
    }
  }

  @Test("Arabic is written in Arabic, and no language repeats another")
  func areTranslated() throws {
    let (arabic, french, english) = (try texts(.ar), try texts(.fr), try texts(.en))
    #expect(Set(arabic.keys) == Set(english.keys) && Set(french.keys) == Set(english.keys))
    for (code, sentence) in arabic {
      #expect(sentence.unicodeScalars.contains { (0x0620...0x064A).contains($0.value) }, "\(code)")
      #expect(french[code] != english[code], "\(code)")
    }
  }

  @Test(
    "a refusal speaks the language that was asked for",
    arguments: [
      ("fr-MA, en;q=0.5", "fr", "Ce fonds n’existe pas."), ("ar", "ar", "هذا الصندوق غير موجود."),
      ("de", "en", "There is no such fund."), ("", "en", "There is no such fund."),
    ])
  func speaks(header: String, language: String, title: String) async throws {
    try await Service.run { service in
      let answer = try await service.get(
        "/api/v1/zakat-reports/nothing?on=2026-01-31", headers: [.acceptLanguage: header])
      #expect(answer.refusal == "404 zakat_fund_unknown")
      #expect(answer.headers[.contentLanguage] == language && answer.headers[.vary] == "Accept-Language")
      let funds = try await service.send(
        .post, "/api/v1/contributions",
        #"{"stage": "direct", "fund": "nothing", "amount": "1", "currency": "MAD", "actor": "a", "occurred_on": "2026-01-31"}"#,
        headers: [.acceptLanguage: header, .idempotencyKeyField: "k"])
      let error = try #require(funds.errors.first { $0["code"] as? String == "fund_unknown" })
      if language == "en" {
        #expect((error["detail"] as? String)?.contains("nothing") == true && error["specifics"] == nil)
      } else {
        #expect(error["detail"] as? String == title)
        #expect((error["specifics"] as? String)?.contains("nothing") == true)
      }
    }
  }
}
