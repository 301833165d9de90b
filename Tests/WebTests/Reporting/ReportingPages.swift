import Actions
import Domain
import Foundation
import HTTPTypes
import TestProgramme
import Testing

/// The pages of one cooperative of the small programme, which asks for both indicators, as people in their roles see them.
struct ReportingPages {
  let service: Service
  let small: SmallProgramme
  let people: AccessTesting
  let reporter: String
  let verifier: String
  let approver: String

  static let home = "/actors/coop-a"
  static let form = "/actors/coop-a/programmes/small/reports/2026-01-01..2026-03-31"

  static func run(_ body: @escaping @Sendable (ReportingPages) async throws -> Void) async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      for indicator in ["jobs", "dropout"] {
        try await small.tadamun.require(
          ReportingRequirement(of: small.code, indicator: Code(indicator), from: small.quarters[0].first), by: .sample)
      }
      let people = AccessTesting(service)
      try await body(
        ReportingPages(
          service: service, small: small, people: people,
          reporter: try await people.token("amina@example.org", .reporter, for: "coop-a"),
          verifier: try await people.token("karim@example.org", .verifier),
          approver: try await people.token("nadia@example.org", .approver)))
    }
  }

  func get(_ address: String, as token: String? = nil) async throws -> Answer {
    try await people.get(address, as: token ?? reporter)
  }

  /// Sends a form as a browser does.
  func send(_ address: String, _ fields: [String: String], as token: String? = nil) async throws -> Answer {
    try await service.send(
      .post, address, ReportingPages.encoded(fields),
      headers: [
        .authorization: "Bearer \(token ?? reporter)", .contentType: "application/x-www-form-urlencoded",
      ])
  }

  static func encoded(_ fields: [String: String]) -> String {
    let plain = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{21}"..."\u{7E}"))
    return fields.sorted { $0.key < $1.key }.map { name, value in
      let parts = [name, value].map { $0.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
      return parts.joined(separator: "=")
    }.joined(separator: "&")
  }

  /// The hidden fields of a form as the page holds them: they are to be sent back.
  static func hidden(_ page: Answer) -> [String: String] {
    var fields: [String: String] = [:]
    for found in page.text.matches(of: /<input type="hidden" name="([a-z]+)" value="([^"]*)">/)
    where fields[String(found.output.1)] == nil { fields[String(found.output.1)] = String(found.output.2) }
    return fields
  }

  /// Submits a report by its form.
  /// - Returns: The address of the report.
  func submit(_ values: [String: String]) async throws -> String {
    let page = try await get(ReportingPages.form)
    let fields = ReportingPages.hidden(page).merging(values) { $1 }.merging(["do": "submit"]) { $1 }
    let answer = try await send("\(ReportingPages.form)?lang=ar", fields)
    #expect(answer.status == 303, "\(answer.text)")
    return try #require(answer.headers[.location]?.split(separator: "?").first.map(String.init))
  }

  static let whole = ["v.jobs.all": "7", "n.dropout.all": "1", "d.dropout.all": "4"]
}
