import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestProgramme
import Testing

@Suite("Pages")
struct PageTests {
  private static func scored(_ service: Service) async throws {
    let small = try await SmallProgramme(service.tadamun)
    try await small.reportAll()
    try await service.tadamun.score(small.code, asOf: small.asOf)
  }

  @Test(
    "the language is that of the address, then the browser's, then French",
    arguments: [
      ("?lang=ar", "en", "ar"), ("?lang=xx", "en", "en"), ("", "ar-MA,ar;q=0.9", "ar"),
      ("", "de, en;q=0.3, ar;q=0.7", "ar"), ("", "fr;q=0, en;q=0.1", "en"), ("", "de", "fr"), ("", "*", "fr"),
      ("", "", "fr"), ("", "fra, EN-gb", "en"),
    ])
  func language(query: String, accepted: String, expected: String) async throws {
    try await Service.run { service in
      let page = try await service.get("/\(query)", headers: [.acceptLanguage: accepted])
      #expect(page.status == 200 && page.headers[.contentLanguage] == expected)
      #expect(page.text.contains("<html lang=\"\(expected)\" dir=\"\(expected == "ar" ? "rtl" : "ltr")\">"))
      #expect(page.headers[.vary] == "Accept-Language" || page.headers[.vary] == "Accept-Language, Accept-Encoding")
    }
  }

  @Test("a programme shows its scores, and each leads to what it is made of", arguments: ["ar", "fr", "en"])
  func programme(language: String) async throws {
    try await Service.run { service in
      try await PageTests.scored(service)
      let page = try await service.get("/programmes/small?lang=\(language)")
      #expect(page.status == 200 && page.text.contains("/programmes/small/actors/coop-a?lang=\(language)"))
      #expect(page.text.contains(language == "en" ? "1.000" : "1,000"))
      let sheet = try await service.get("/programmes/small/actors/coop-c?lang=\(language)")
      #expect(
        sheet.status == 200 && sheet.text.contains("<svg class=\"bar\"") && sheet.text.contains("<ul class=\"bars\">"))
      let node = try await service.get("/programmes/small?lang=\(language)&node=none&offset=x&utm=1")
      #expect(node.status == 200)
      #expect(try await service.get("/programmes/small/actors/nobody").status == 404)
      #expect(try await service.get("/programmes/none").status == 404)
    }
  }

  @Test("a programme without a run says so")
  func noRun() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let page = try await service.get("/programmes/small?lang=en")
      #expect(page.status == 200 && page.text.contains("No scores have been published"))
      #expect(try await service.get("/?lang=en").text.contains("/programmes/small?lang=en"))
    }
  }

  @Test("names with markup are text on every page")
  func markup() async throws {
    try await Service.run { service in
      try await PageTests.scored(service)
      let attack = "<script>alert(1)</script>\"\u{301} onload='x' &amp;"
      let names = try Names(ar: attack, fr: attack, en: attack)
      let code = try Code("coop-a")
      let stored = try await service.tadamun.actor(code)
      var actor = stored.actor
      actor.names = names
      try await service.tadamun.change(actor, from: stored.version, by: .api)
      let evil = try Programme(Code("evil"), names: names, funder: Code("funder"), currency: .mad)
      try await service.tadamun.create(evil, by: .api)
      for address in ["/", "/programmes/evil", "/programmes/small", "/programmes/small/actors/coop-a"] {
        let text = try await service.get(address).text
        #expect(!text.contains("<script") && !text.unicodeScalars.containsSequence("\"\u{301}"), "\(address)")
        #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "\(address)")
        #expect(text.contains("&amp;amp;"), "\(address)")
      }
    }
  }

  @Test("pages carry no style, no script and no event of their own")
  func nothingInline() async throws {
    try await Service.run { service in
      try await PageTests.scored(service)
      for address in ["/", "/programmes/small", "/programmes/small/actors/coop-a", "/nothing"] {
        let text = try await service.get(address).text
        for part in ["<style", "<script", " style=", " onclick=", "http://", "https://"] {
          #expect(!text.contains(part), "\(part) in \(address)")
        }
      }
    }
  }

  @Test("Arabic pages bring their font, named by its content; others do not")
  func font() async throws {
    try await Service.run { service in
      let page = try await service.get("/?lang=ar").text
      let path = try #require(page.firstMatch(of: /href="(\/static\/arabic-[0-9a-f]{12}\.woff2)" as="font"/)).output.1
      let font = try await service.get(String(path))
      #expect(font.status == 200 && font.headers[.contentType] == "font/woff2")
      #expect(font.headers[.cacheControl] == "public, max-age=31536000, immutable")
      #expect(try await !service.get("/?lang=fr").text.contains("woff2"))
      let style = try #require(page.firstMatch(of: /\/static\/style-[0-9a-f]{12}\.css/)).output
      #expect(try await service.get(String(style)).text.contains(path))
      #expect(page.contains("<html") && font.headers[.contentEncoding] == nil)
    }
  }

  @Test(
    "pages and files of text come compressed for whoever takes gzip",
    arguments: [("gzip, br", true), ("GZIP;q=0.5", true), ("br", false), ("gzip;q=0", false), ("", false)])
  func compression(accepted: String, isCompressed: Bool) async throws {
    try await Service.run { service in
      let page = try await service.get("/?lang=fr").text
      let path = try #require(page.firstMatch(of: /\/static\/style-[0-9a-f]{12}\.css/)).output
      let plain = try await service.client.execute(uri: String(path), method: .get) { Array(buffer: $0.body) }
      try await service.client.execute(
        uri: String(path), method: .get, headers: [.acceptEncoding: accepted]
      ) { response in
        #expect((response.headers[.contentEncoding] == "gzip") == isCompressed)
        #expect(response.headers[.vary] == "Accept-Encoding")
        let bytes = Array(buffer: response.body)
        #expect(response.headers[.contentLength] == String(bytes.count))
        #expect(isCompressed ? bytes.count * 3 < plain.count && bytes.starts(with: [0x1F, 0x8B]) : bytes == plain)
      }
      let programs = try await service.get("/api/v1/programmes", headers: [.acceptEncoding: "gzip"])
      #expect(programs.headers[.contentEncoding] == nil)
    }
  }

  @Test("files are named by their content and kept for a year")
  func files() async throws {
    try await Service.run { service in
      let page = try await service.get("/").text
      let path = try #require(page.firstMatch(of: /\/static\/style-[0-9a-f]{12}\.css/)).output
      let style = try await service.get(String(path))
      #expect(style.status == 200 && style.headers[.contentType] == "text/css; charset=utf-8")
      #expect(style.headers[.cacheControl] == "public, max-age=31536000, immutable")
      // Sides are never named: the same sheet serves both directions.
      #expect(style.text.firstMatch(of: /(margin|padding|border)-(left|right)|text-align: *(left|right)/) == nil)
      #expect(try await service.get("/static/style-000000000000.css").status == 404)
    }
  }
}

extension String.UnicodeScalarView {
  /// Whether the scalars of `text` stand here in a row: `contains` of strings compares characters.
  func containsSequence(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    let all = Array(self)
    return all.indices.contains { all[$0...].starts(with: wanted) }
  }
}
