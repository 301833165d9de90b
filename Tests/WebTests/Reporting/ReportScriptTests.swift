import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("What the script of a report's form relies on")
struct ReportScriptTests {
  private typealias Pages = ReportingPages

  @Test("the script saves what can be read, is told the draft's number, and begins one draft however often it asks")
  func keep() async throws {
    try await Pages.run { pages in
      let typed = ["key": "k", "v.jobs.all": "7", "n.dropout.all": "one", "do": "keep"]
      let first = try await pages.send(Pages.form, typed)
      let draft = try #require(first.json["draft"] as? Int)
      #expect(first.status == 200 && first.json["version"] as? Int == 1)
      // The answer was lost on the way: the same is sent again.
      let again = try await pages.send(Pages.form, typed)
      #expect(again.json["draft"] as? Int == draft && again.json["version"] as? Int == 1)
      let more = typed.merging(["v.jobs.all": "8"]) { $1 }
      #expect(try await pages.send(Pages.form, more).json["version"] as? Int == 2)
      let drafts = try await pages.small.tadamun.drafts(of: Code("coop-a"))
      #expect(drafts.count == 1 && drafts.first?.cells.map(\.indicator.text) == ["jobs"])
    }
  }

  @Test("a draft that another device saved is not written over unasked")
  func otherDevice() async throws {
    try await Pages.run { pages in
      let first = try await pages.send(Pages.form, ["key": "k", "v.jobs.all": "7", "do": "keep"])
      let draft = try #require(first.json["draft"] as? Int)
      let stale = ["key": "k", "draft": "\(draft)", "version": "1", "do": "keep"]
      #expect(try await pages.send(Pages.form, stale.merging(["v.jobs.all": "8"]) { $1 }).status == 200)
      #expect(try await pages.send(Pages.form, stale.merging(["v.jobs.all": "9"]) { $1 }).status == 412)
      #expect(try await pages.get(Pages.form).text.contains("value=\"8\""))
    }
  }

  @Test("what is sent again after the report was submitted changes nothing")
  func afterwards() async throws {
    try await Pages.run { pages in
      let first = try await pages.send(
        Pages.form, Pages.whole.merging(["key": "k", "do": "keep"]) { $1 })
      let draft = try #require(first.json["draft"] as? Int)
      let held = Pages.whole.merging(["key": "k", "draft": "\(draft)", "version": "1"]) { $1 }
      let submitted = try await pages.send(Pages.form, held.merging(["do": "submit"]) { $1 })
      #expect(submitted.status == 303)
      let kept = try await pages.send(Pages.form, held.merging(["do": "keep", "v.jobs.all": "99"]) { $1 })
      #expect(kept.status == 200)
      let saved = try await pages.send(Pages.form, held.merging(["do": "save", "v.jobs.all": "99"]) { $1 })
      #expect(saved.headers[.location] == submitted.headers[.location])
      let reports = try await pages.small.tadamun.reports(of: Code("coop-a"), limit: 5)
      #expect(reports.count == 1)
      let drafts = try await pages.small.tadamun.drafts(of: Code("coop-a"))
      #expect(drafts.isEmpty)
    }
  }

  @Test("a form carries the script, its texts and nothing of another site")
  func page() async throws {
    try await Pages.run { pages in
      let page = try await pages.get("\(Pages.form)?lang=ar")
      let script = try #require(page.text.firstMatch(of: /<script src="(\/static\/report-[0-9a-f]{12}\.js)" defer>/))
      for name in ["kept", "restored", "offline", "saved", "other", "restore"] {
        #expect(page.text.contains("data-\(name)=\""), "\(name)")
      }
      let file = try await pages.get(String(script.output.1))
      #expect(file.headers[.contentType]?.hasPrefix("text/javascript") == true)
      #expect(file.headers[.cacheControl] == "public, max-age=31536000, immutable")
      #expect(!file.text.contains("http") && !file.text.contains("innerHTML") && file.text.utf8.count < 6_000)
      #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
    }
  }
}
