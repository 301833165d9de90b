import Actions
import Domain
import Foundation
import HTTPTypes
import TestProgramme
import TestSupport
import Testing

@Suite("What everybody may read")
struct PublicPageTests {
  private static let base = "/public/programmes/small"
  private static let files = ["", "/method", "/money.csv", "/reach.csv", "/data.xlsx", "/datapackage.json"]

  /// Three cooperatives that money came to, and 45 women and 5 men reached.
  private static func prepare(_ service: Service) async throws {
    let small = try await SmallProgramme(service.tadamun)
    let names = try Names(ar: "فئة", fr: "Groupe")
    try await service.tadamun.define(
      [],
      groups: [
        TargetGroup(Code("women"), names: names, axis: Code("sex")),
        TargetGroup(Code("men"), names: names, axis: Code("sex")),
      ])
    try await small.reportAll()
    let report = """
      {"actor": "coop-a", "period": {"first_on": "2026-04-01", "last_on": "2026-06-30"}, "submitted_on": "2026-07-20",
       "cells": [{"indicator": "jobs", "state": "reported", "value": 10, "beneficiaries": 50},
         {"indicator": "jobs", "group": "women", "state": "reported", "value": 8, "beneficiaries": 45},
         {"indicator": "jobs", "group": "men", "state": "reported", "value": 2, "beneficiaries": 5}]}
      """
    #expect(try await service.post("/api/v1/programmes/small/reports", report, key: "people").status == 201)
    try await service.tadamun.open(Fund(Code("grant"), .grant, names: names), by: .api)
    for (index, actor) in small.cooperatives.enumerated() {
      let gift = """
        {"stage": "direct", "fund": "grant", "actor": "\(actor)", "contributor": "funder", "occurred_on": "2026-02-01",
         "amount": "4111.\(10 + index)", "currency": "MAD"}
        """
      #expect(try await service.post("/api/v1/contributions", gift, key: "g\(index)").status == 201)
    }
  }

  private static func publish(_ service: Service) async throws {
    let published = try await service.post(
      "/api/v1/programmes/small/reach-publications",
      #"{"period": {"first_on": "2026-04-01", "last_on": "2026-06-30"}, "by": "chief"}"#)
    #expect(published.status == 201, "\(published.text)")
    try await service.tadamun.score(Code("small"), asOf: CalendarDate(iso: "2026-07-31"))
  }

  @Test("a programme is not there before its reach is published and a run is seen")
  func published() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      for file in Self.files { #expect(try await service.get(Self.base + file).status == 404, "\(file)") }
      #expect(try await service.get("/api/v1/public/programmes/small").refusal == "404 programme_unknown")
      #expect(try await service.get("/api/v1/public/programmes").items.isEmpty)
      #expect(try await service.get("/public?lang=en").text.contains("No programme has been published"))
      try await Self.publish(service)
      for file in Self.files { #expect(try await service.get(Self.base + file).status == 200, "\(file)") }
      #expect(try await service.get("/public").text.contains(Self.base))
    }
  }

  @Test("no account is needed, nobody is named, and caches may keep it", arguments: ["ar", "fr", "en"])
  func open(language: String) async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      try await Self.publish(service)
      let people = AccessTesting(service)
      let token = try await people.token("chief@example.org", .operator)
      for file in Self.files {
        let address = "\(Self.base)\(file)?lang=\(language)"
        let page = try await service.get(address)
        #expect(page.status == 200 && page.headers[.cacheControl] == "public, max-age=300", "\(file)")
        let tag = try #require(page.headers[.eTag])
        let again = try await service.get(address, headers: [.ifNoneMatch: tag])
        #expect(again.status == 304 && again.text.isEmpty && again.headers[.cacheControl] == "public, max-age=300")
        let signed = try await people.get(address, as: token)
        #expect(signed.headers[.eTag] == tag && !signed.text.contains("chief@example.org"), "\(file)")
      }
      let page = try await service.get("\(Self.base)?lang=\(language)").text
      // Nothing is loaded from elsewhere: the one address of another site is that of the licence, to be followed.
      let elsewhere = page.matches(of: /(src|href|action)="(https?:[^"]*)"/).map { String($0.output.2) }
      #expect(elsewhere == ["https://creativecommons.org/licenses/by/4.0/"])
      #expect(!page.contains("<script") && page.utf8.count < 60_000)
      #expect(try await service.get("/programmes/small").status == 303)
    }
  }

  @Test("what tells of few is in no page and in no file, nor what it would follow from")
  func hidden() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      try await Self.publish(service)
      let page = try await service.get("\(Self.base)?lang=en").text
      #expect(page.contains("12\u{202F}333.33\u{00A0}MAD") && page.contains("<bdi dir=\"ltr\">50</bdi>"))
      #expect(page.contains("not shown") && !page.contains("<bdi dir=\"ltr\">45</bdi>"))
      let money = try await service.get("\(Self.base)/money.csv").text
      #expect(money.contains("small,2026-06-30,grant,MAD,0.00,12333.33,0.00,3,false"))
      let reach = try await service.get("\(Self.base)/reach.csv").text
      let lines = reach.split(separator: "\r\n")
      #expect(lines.contains { $0.contains(",jobs,") && $0.contains(",all,") && $0.hasSuffix(",50,false") })
      #expect(reach.contains(",women,فئة,Groupe,,,true"))
      #expect(reach.contains(",men,فئة,Groupe,,,true"))
      let json = try await service.get("/api/v1/public/programmes/small")
      #expect(json.headers[.cacheControl] == "public, max-age=300" && json.json["licence"] as? String == "CC-BY-4.0")
      #expect((json.json["money"] as? [[String: Any]])?.first?["received"] as? String == "12333.33")
    }
  }

  @Test("money that came to fewer than three actors is hidden in every form")
  func fewActors() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      try await service.tadamun.open(Fund(Code("crowd"), .operating, names: Names(fr: "Autre")), by: .api)
      let gift = """
        {"stage": "direct", "fund": "crowd", "actor": "coop-a", "contributor": "funder", "occurred_on": "2026-02-01",
         "amount": "7770.07", "currency": "MAD"}
        """
      #expect(try await service.post("/api/v1/contributions", gift, key: "one").status == 201)
      try await Self.publish(service)
      for address in Self.files.map({ Self.base + $0 }) + ["/api/v1/public/programmes/small"] {
        let text = try await service.get(address).text
        #expect(!text.contains("7770") && !text.contains("7\u{202F}770"), "\(address)")
      }
      #expect(try await service.get("\(Self.base)/money.csv").text.contains("small,2026-06-30,operating,MAD,,,,,true"))
    }
  }

  @Test("money stands as it was published, whatever is booked later, until more than two moved")
  func frozen() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      try await Self.publish(service)
      let publish = { () async throws -> Answer in
        try await service.post(
          "/api/v1/programmes/small/reach-publications",
          #"{"period": {"first_on": "2026-04-01", "last_on": "2026-06-30"}, "by": "chief"}"#)
      }
      let gift = { (actor: String, key: String) async throws -> Void in
        let gift = """
          {"stage": "direct", "fund": "grant", "actor": "\(actor)", "contributor": "funder", "occurred_on": "2026-03-01",
           "amount": "500.00", "currency": "MAD"}
          """
        #expect(try await service.post("/api/v1/contributions", gift, key: key).status == 201)
      }
      let shown = { () async throws -> String in try await service.get("\(Self.base)/money.csv").text }
      try await gift("coop-a", "later")
      #expect(try await shown().contains("12333.33"))
      #expect(try await publish().status == 201)
      // One alone moved: the difference would be what it got.
      #expect(try await shown().contains("small,2026-06-30,grant,MAD,0.00,,0.00,3,true"))
      #expect(try await publish().status == 200)
      try await gift("coop-b", "later-b")
      try await gift("coop-c", "later-c")
      #expect(try await publish().status == 201)
      #expect(try await shown().contains("small,2026-06-30,grant,MAD,0.00,13833.33,0.00,3,false"))
      let json = try await service.get("/api/v1/public/programmes/small").json
      #expect(json["money_as_of"] as? String == "2026-06-30" && json["money_version"] as? Int == 3)
      let page = try await service.get("\(Self.base)?lang=fr").text
      #expect(page.contains("fin de la dernière période publiée") && page.contains("datetime=\"2026-06-30\""))
      // What came after the period is not in it.
      let after = """
        {"stage": "direct", "fund": "grant", "actor": "coop-a", "contributor": "funder", "occurred_on": "2026-07-15",
         "amount": "9.00", "currency": "MAD"}
        """
      #expect(try await service.post("/api/v1/contributions", after, key: "after").status == 201)
      #expect(try await publish().status == 200)
    }
  }

  @Test("the description of the files says what is in them, and the workbook holds the same")
  func description() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      try await Self.publish(service)
      let package = try await service.get("\(Self.base)/datapackage.json?lang=fr").json
      let resources = try #require(package["resources"] as? [[String: Any]])
      #expect(resources.count == 2)
      for resource in resources {
        let path = try #require(resource["path"] as? String)
        let fields = try #require((resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]])
        let header = try await service.get("\(Self.base)/\(path)").text.split(separator: "\r\n").first
        let names = fields.compactMap { $0["name"] as? String }
        #expect(header.map { $0.drop { $0 == "\u{FEFF}" } } == names.joined(separator: ",")[...])
        #expect(fields.allSatisfy { !(($0["description"] as? String) ?? "").isEmpty })
      }
      let file = try await service.bytes("\(Self.base)/data.xlsx?lang=ar")
      let book = try WorkbookReader(file, sheets: 3)
      #expect(book.sheets.allSatisfy { $0.isRightToLeft && !$0.hasFormula })
      #expect(book.sheets[0].cells["C2"] == .text("grant") && book.sheets[0].cells["F2"] == .number(12_333.33))
      #expect(book.sheets[1].cells["M2"] == .number(50) && book.sheets[1].cells["M3"] == nil)
    }
  }
}
