import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing
import Web

@Suite("Many reports in one request")
struct BatchRouteTests {
  private static let address = "/api/v1/programmes/small/report-batches"

  private static func line(_ reference: String, _ actor: String, _ value: String = "7") -> String {
    #"{"reference": "\#(reference)", "actor": "\#(actor)", "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}, "#
      + #""submitted_on": "\#(AccessTesting.today)", "cells": [{"indicator": "jobs", "state": "reported", "value": \#(value)}]}"#
  }

  private func send(_ service: Service, _ type: String, _ body: String, as token: String? = nil) async throws -> Answer
  {
    var headers: HTTPFields = [.contentType: type]
    if let token { headers[.authorization] = "Bearer \(token)" }
    return try await service.send(.post, Self.address, body, headers: headers)
  }

  private func outcomes(_ answer: Answer) -> [String] {
    answer.items.map { "\($0["reference"] as? String ?? "-") \($0["outcome"] as? String ?? "")" }
  }

  @Test("each line of NDJSON is answered by itself, with its line; what was recorded is known when it comes again")
  func ndjson() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let body = [
        Self.line("a", "coop-a"), "", Self.line("b", "nobody"), "{", Self.line("c", "coop-c", "\"7\""),
        Self.line("d", "coop-b"),
      ].joined(separator: "\n")
      let first = try await send(service, "application/x-ndjson", body)
      #expect(first.status == 200)
      #expect(outcomes(first) == ["a recorded", "b refused", "- refused", "c refused", "d recorded"])
      let errors = first.items.compactMap { ($0["errors"] as? [[String: Any]])?.first }
      #expect(errors.map { $0["code"] as? String } == ["actor_unknown", "json_malformed", "value_type_wrong"])
      #expect(errors.map { $0["line"] as? Int } == [3, 4, 5])
      #expect(errors.last?["field"] as? String == "cells[0].value")
      let again = try await send(service, "application/x-ndjson", body)
      #expect(again.json["known"] as? Int == 2 && again.json["recorded"] as? Int == 0)
      #expect(try await service.get("/api/v1/programmes/small/reports").items.count == 2)
      #expect(try await send(service, "application/json", body).refusal == "415 media_type_unsupported")
      #expect(try await send(service, "application/x-ndjson", "\n\n").refusal == "422 batch_empty")
    }
  }

  @Test("rows of CSV become reports by their reference; a bad row takes its own report with it and no other")
  func csv() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let body = """
        external_ref,programme,actor,indicator,period_start,period_end,value,missing_reason,submitted_on,verified
        a,small,coop-a,jobs,2026-01-01,2026-03-31,7,,2026-04-10,
        a,small,coop-a,dropout,2026-01-01,2026-03-31,,no survey,2026-04-10,
        b,small,coop-b,jobs,2026-01-01,2026-03-31,seven,,2026-04-10,
        b,small,coop-b,dropout,2026-01-01,2026-03-31,0.1,,2026-04-10,
        c,small,coop-c,jobs,2026-01-01,2026-03-31,7,,2026-04-10,verified
        d,other,coop-c,jobs,2026-01-01,2026-03-31,7,,2026-04-10,
        """
      let answer = try await send(service, "text/csv; charset=utf-8", body)
      #expect(outcomes(answer) == ["a recorded", "b refused", "c refused", "d refused"])
      let errors = answer.items.compactMap { ($0["errors"] as? [[String: Any]])?.first }
      #expect(errors.map { $0["line"] as? Int } == [4, 6, 7])
      #expect(errors.dropFirst().map { $0["code"] as? String } == ["column_not_allowed", "programme_differs"])
      let id = try #require(answer.items.first?["report"] as? Int)
      let shown = try await service.get("/api/v1/actors/coop-a/reports/\(id)")
      #expect((shown.json["cells"] as? [[String: Any]])?.map { $0["state"] as? String } == ["missing", "reported"])
      let others = try await send(service, "text/csv", "a,b\n1,2\n")
      #expect(others.status == 422 && others.text.contains("csv_columns_missing"))
    }
  }

  @Test("a row that does not name its report takes the reports beside it along: half a report is another one")
  func nameless() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let body = """
        external_ref,programme,actor,indicator,period_start,period_end,value,missing_reason,submitted_on
        e,small,coop-b,jobs,2026-01-01,2026-03-31,7,,2026-04-10
        ,small,coop-b,dropout,2026-01-01,2026-03-31,0.1,,2026-04-10
        f,small,coop-c,jobs,2026-01-01,2026-03-31,7,,2026-04-10
        g,small,coop-a,jobs,2026-01-01,2026-03-31,8,,2026-04-10
        """
      let answer = try await send(service, "text/csv", body)
      #expect(outcomes(answer) == ["e refused", "f refused", "g recorded", "- refused"])
    }
  }

  @Test(
    "rows of CSV say on the row of all why groups do not add up; by how much follows, and without it they are refused")
  func axes() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      try await GroupedReporting.define(service.tadamun)
      let body = """
        external_ref,programme,actor,indicator,group,period_start,period_end,value,submitted_on,difference_reason
        a,small,coop-a,jobs,,2026-01-01,2026-03-31,10,2026-04-10,one did not say
        a,small,coop-a,jobs,women,2026-01-01,2026-03-31,6,2026-04-10,
        a,small,coop-a,jobs,men,2026-01-01,2026-03-31,3,2026-04-10,
        b,small,coop-b,jobs,,2026-01-01,2026-03-31,10,2026-04-10,
        b,small,coop-b,jobs,women,2026-01-01,2026-03-31,6,2026-04-10,
        b,small,coop-b,jobs,men,2026-01-01,2026-03-31,3,2026-04-10,
        c,small,coop-c,jobs,,2026-01-01,2026-03-31,10,2026-04-10,why
        c,small,coop-c,jobs,women,2026-01-01,2026-03-31,6,2026-04-10,
        c,small,coop-c,jobs,men,2026-01-01,2026-03-31,4,2026-04-10,
        """
      let answer = try await send(service, "text/csv", body)
      #expect(outcomes(answer) == ["a recorded", "b refused", "c refused"], "\(answer.text)")
      let codes = answer.items.compactMap { ($0["errors"] as? [[String: Any]])?.first?["code"] as? String }
      #expect(codes == ["disaggregation_differs", "difference_not_there"])
      let id = try #require(answer.items.first?["report"] as? Int)
      let shown = try await service.get("/api/v1/actors/coop-a/reports/\(id)")
      let stated = try #require((shown.json["differences"] as? [[String: Any]])?.first)
      #expect(stated["axis"] as? String == "sex" && stated["difference"] as? Double == 1)
      #expect(stated["reason"] as? String == "one did not say")
      #expect(outcomes(try await send(service, "text/csv", body)).first == "a known")
    }
  }

  @Test("a reporter's batch reports for its own organisation alone")
  func own() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let token = try await AccessTesting(service).token("who@example.org", .reporter, for: "coop-a")
      let body = [Self.line("a", "coop-a"), Self.line("b", "coop-b")].joined(separator: "\n")
      let answer = try await send(service, "application/x-ndjson", body, as: token)
      #expect(outcomes(answer) == ["a recorded", "b refused"])
      #expect((answer.items[1]["errors"] as? [[String: Any]])?.first?["code"] as? String == "actor_unknown")
    }
  }
}
