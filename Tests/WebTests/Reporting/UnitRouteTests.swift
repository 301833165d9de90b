import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("Units of reported values over HTTP")
struct UnitRouteTests {
  private static let reports = "/api/v1/programmes/small/reports"
  private static let batches = "/api/v1/programmes/small/report-batches"

  private static func report(_ unit: String, reference: String = "") -> String {
    #"{\#(reference)"actor": "coop-a", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "#
      + #""submitted_on": "2026-04-10", "cells": [{"indicator": "jobs", "state": "reported", "value": 7, "unit": "\#(unit)"}, "#
      + #"{"indicator": "dropout", "state": "missing", "reason": "no survey", "unit": "share"}]}"#
  }

  private func outcomes(_ answer: Answer) -> [String?] { answer.items.map { $0["outcome"] as? String } }

  private func errors(_ answer: Answer) -> [[String: Any]] {
    answer.items.compactMap { $0["errors"] as? [[String: Any]] }.flatMap { $0 }
  }

  @Test("a report in another unit is refused at the field, and nothing is recorded; in the indicator's own it is taken")
  func one() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let refused = try await service.post(Self.reports, Self.report("percent"), key: "r")
      #expect(refused.refusal == "422 unit_mismatch" && refused.errors.first?["field"] as? String == "unit")
      #expect(try await service.get(Self.reports).items.isEmpty)
      #expect(try await service.post(Self.reports, Self.report("count"), key: "r").status == 201)
      let number = Self.report("count").replacing("\"count\"", with: "5")
      #expect(try await service.post(Self.reports, number, key: "s").refusal == "422 value_type_wrong")
    }
  }

  @Test("batches say the line: of NDJSON the report's, of CSV the row's own")
  func batches() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let lines = ["percent", "count"].map { Self.report($0, reference: #""reference": "\#($0)", "#) }
      let ndjson = try await service.send(
        .post, Self.batches, lines.joined(separator: "\n"), headers: [.contentType: "application/x-ndjson"])
      #expect(outcomes(ndjson) == ["refused", "recorded"])
      #expect(errors(ndjson).map { $0["code"] as? String } == ["unit_mismatch"])
      #expect(errors(ndjson).first?["line"] as? Int == 1 && errors(ndjson).first?["field"] as? String == "unit")
      let csv = """
        external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on,unit
        a,small,coop-b,jobs,2026-01-01,2026-03-31,7,2026-04-10,count
        a,small,coop-b,dropout,2026-01-01,2026-03-31,0.1,2026-04-10,percent
        b,small,coop-c,jobs,2026-01-01,2026-03-31,7,2026-04-10,count
        b,small,coop-c,dropout,2026-01-01,2026-03-31,0.1,2026-04-10,
        """
      let table = try await service.send(.post, Self.batches, csv, headers: [.contentType: "text/csv"])
      #expect(outcomes(table) == ["refused", "recorded"])
      #expect(errors(table).map { $0["code"] as? String } == ["unit_mismatch"])
      #expect(errors(table).first?["line"] as? Int == 3 && errors(table).first?["field"] as? String == "unit")
    }
  }

  @Test("a draft is held to it when it is saved: it keeps no unit")
  func draft() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let address = "/api/v1/actors/coop-a/drafts"
      let body = { (unit: String) in
        #"{"programme": "small", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "cells": "#
          + #"[{"indicator": "jobs", "state": "reported", "value": 7, "unit": "\#(unit)"}]}"#
      }
      #expect(try await service.post(address, body("percent"), key: "d").refusal == "422 unit_mismatch")
      #expect(try await service.get(address).items.isEmpty)
      #expect(try await service.post(address, body("count"), key: "d").status == 201)
    }
  }

  @Test("a filled table may say the unit in any language, as it was given out; another one is refused at its line")
  func table() async throws {
    try await ReportingPages.run { pages in
      let given = try await pages.get("\(ReportingPages.form)/template.csv?lang=fr").text
      let lines = given.split(separator: "\r\n").map(String.init)
      #expect(lines[2].hasPrefix("jobs;all;Exemple;tout le monde;nombre;"))
      let filled = [lines[0], "dropout;all;;;part;;1;4;;;", "jobs;all;;;Nombre;12;;;;;"].joined(separator: "\r\n")
      #expect(try await ReportFileTests.upload(Array(filled.utf8), to: pages).status == 303)
      let code = "indicator,group,value,unit\njobs,all,3,count\ndropout,all,0.5,\n"
      #expect(try await ReportFileTests.upload(Array(code.utf8), to: pages).status == 303)
      let other = code.replacing("0.5,\n", with: "50,percent\n")
      let refused = try await ReportFileTests.upload(Array(other.utf8), to: pages)
      #expect(refused.status == 422 && refused.text.contains("Ligne <bdi dir=\"ltr\">3</bdi>"), "\(refused.text)")
      let cells = try await pages.small.tadamun.drafts(of: Code("coop-a")).first?.cells
      #expect(cells?.map(\.value) == [0.5, 3])
    }
  }
}
