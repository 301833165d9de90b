import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The pages on which organisations see what they owe and wrote, and verifiers and approvers decide.
struct ReportPageRoutes: Sendable {
  let tadamun: Tadamun

  private static let report = "/actors/:actor/reports/:report"

  var routes: [Route] {
    [
      .get("/actors/:actor", home), .get(ReportPageRoutes.report, show), .get("/programmes/:programme/reports", queue),
      .get("/programmes/:programme/actors/:actor/sheet", sheet),
      .post("\(ReportPageRoutes.report)/verification", verify),
      .post("\(ReportPageRoutes.report)/validation") { request, context in
        try await deciding(request, context) { report, actor, fields, source in
          _ = try await tadamun.validate(report: report, of: actor, note: fields["note"] ?? "", by: source)
        }
      },
      .post("\(ReportPageRoutes.report)/lock") { request, context in
        try await deciding(request, context) { report, actor, _, source in
          try await tadamun.lock(report: report, of: actor, by: source)
        }
      },
      .post("\(ReportPageRoutes.report)/reopening") { request, context in
        try await deciding(request, context) { report, actor, fields, source in
          try await tadamun.reopen(report: report, of: actor, because: fields["note"] ?? "", by: source)
        }
      },
    ]
  }

  private func home(_ request: Request, _ context: WebContext) async throws -> Response {
    HomePage(home: try await tadamun.home(of: context.code("actor")), language: Language(of: request)).response
  }

  /// Why the score is what it is, on one page.
  private func sheet(_ request: Request, _ context: WebContext) async throws -> Response {
    let (actor, programme) = (try context.code("actor"), try context.code("programme"))
    let sheet = try await tadamun.score(of: actor, in: programme)
    return SheetPage(
      sheet: sheet, money: try await tadamun.moneyView(of: actor),
      book: try await tadamun.names(ofActors: [], run: sheet.run), language: Language(of: request)
    ).response
  }

  private func queue(_ request: Request, _ context: WebContext) async throws -> Response {
    let parameters = request.uri.queryParameters
    let state = parameters["state"].flatMap { ReportState(rawValue: String($0)) } ?? .submitted
    let after = parameters["after"].flatMap { Int64($0) } ?? 0
    let programme = try await tadamun.programme(context.code("programme"))
    let reports = try await tadamun.reports(
      to: programme.code, in: state, after: max(after, 0), limit: QueuePage.length + 1)
    return QueuePage(
      programme: programme, state: state, counts: try await tadamun.reportCounts(of: programme.code), reports: reports,
      book: try await tadamun.names(ofActors: reports.map(\.actor)),
      people: try await tadamun.personNames(of: reports.map(\.author)), language: Language(of: request)
    ).response
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    var page = try await page(request, context)
    page.isReceived = request.uri.queryParameters["received"] != nil
    return page.response()
  }

  private func page(_ request: Request, _ context: WebContext) async throws -> ReportPage {
    let actor = try context.code("actor")
    let sheet = try await tadamun.report(context.key("report"), of: actor)
    let acts = [sheet.verification, sheet.validation, sheet.lock].compactMap { $0?.by }
    let principal = Caller.principal
    return ReportPage(
      actor: try await tadamun.actor(actor).actor, programme: try await tadamun.programme(sheet.programme),
      sheet: sheet, book: try await tadamun.names(ofActors: []),
      people: try await tadamun.personNames(of: acts + [sheet.author]), language: Language(of: request),
      mayVerify: principal?.may(.verify, for: actor) ?? true,
      mayValidate: principal?.may(.validate, for: actor) ?? true,
      mayReport: principal?.may(.report, for: actor) ?? true
    )
  }

  private func verify(_ request: Request, _ context: WebContext) async throws -> Response {
    try await deciding(request, context) { report, actor, fields, source in
      let isReturned = fields["outcome"] == Verdict.Word.returned.rawValue
      let findings = isReturned ? [:] : try ReviewFields.findings(fields)
      try await tadamun.verify(
        report: report, of: actor, findings: findings, returned: isReturned, note: fields["note"] ?? "", by: source)
    }
  }

  /// Does what a form decides on a report and shows the report; where it is refused, with the refusal.
  private func deciding(
    _ request: Request, _ context: WebContext,
    _ decide: (_ report: Int64, _ actor: Code, _ fields: [String: String], _ source: Source) async throws -> Void
  ) async throws -> Response {
    let fields = try await request.form([String: String].self)
    let (report, actor) = (try context.key("report"), try context.code("actor"))
    do {
      try await decide(report, actor, fields, try context.source(fields["by"] ?? ""))
      let path = "/actors/\(actor)/reports/\(report)?lang=\(Language(of: request).rawValue)"
      return .redirect(to: path, type: .normal)
    } catch let problem as Problem {
      var page = try await page(request, context)
      page.refusal = problem
      page.by = fields["by"] ?? ""
      return page.response(status: ProblemStatus.status(of: problem.code))
    }
  }
}

/// What a verifier's form says of each value.
enum ReviewFields {
  /// - Throws: `number_malformed` where another value is no number; what ``CellFinding`` throws.
  static func findings(_ fields: [String: String]) throws(Problem) -> [SubmittedReport.CellKey: CellFinding] {
    var findings: [SubmittedReport.CellKey: CellFinding] = [:]
    for (name, word) in fields.sorted(by: { $0.key < $1.key }) where name.hasPrefix("s.") && !word.isEmpty {
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let key = SubmittedReport.CellKey(indicator: try Code(parts[1]), group: try Code(parts[2]))
      let reason = fields["r.\(parts[1]).\(parts[2])"]
      let verdict: Verdict
      switch Verdict.Word(rawValue: word) {
      case .rejected: verdict = .rejected
      case .returned: verdict = .returned
      case .verified, nil:
        let field = "v.\(parts[1]).\(parts[2])"
        guard let found = TypedNumber.double(fields[field] ?? "") else {
          throw Problem("number_malformed", "Write what was found as a number.", at: Place(field: field))
        }
        verdict = .verified(found)
      }
      findings[key] = try CellFinding(verdict, because: reason)
    }
    return findings
  }
}
