import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The pages by which organisations report, and verifiers and approvers decide.
struct ReportPageRoutes: Sendable {
  let tadamun: Tadamun

  private static let form = "/actors/:actor/programmes/:programme/reports/:period"
  private static let report = "/actors/:actor/reports/:report"

  var routes: [Route] {
    [
      .get("/actors/:actor", home), .get(ReportPageRoutes.form, showForm), .post(ReportPageRoutes.form, take),
      .get(ReportPageRoutes.report, show), .get("/programmes/:programme/reports", queue),
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

  private func queue(_ request: Request, _ context: WebContext) async throws -> Response {
    let parameters = request.uri.queryParameters
    let state = parameters["state"].flatMap { ReportState(rawValue: String($0)) } ?? .submitted
    let after = parameters["after"].flatMap { Int64($0) } ?? 0
    let programme = try await tadamun.programme(context.code("programme"))
    let reports = try await tadamun.reports(
      to: programme.code, in: state, after: max(after, 0), limit: QueuePage.length + 1)
    return QueuePage(
      programme: programme, state: state, reports: reports,
      book: try await tadamun.names(ofActors: reports.map(\.actor)), language: Language(of: request)
    ).response
  }

  // MARK: The form

  private func showForm(_ request: Request, _ context: WebContext) async throws -> Response {
    let isSaved = request.uri.queryParameters["saved"] != nil
    var page = try await formPage(request, context, typed: nil)
    page.isSaved = isSaved
    return page.response()
  }

  /// - Parameter typed: What was sent; nil for what is stored.
  private func formPage(_ request: Request, _ context: WebContext, typed: ReportForm?) async throws -> ReportFormPage {
    let basis = try await tadamun.reportBasis(
      of: context.code("actor"), for: context.code("programme"), period: context.period())
    var form = typed ?? ReportForm(basis.draft?.cells ?? basis.latest?.cells.map(\.cell) ?? [])
    form.draft = basis.draft?.id
    form.version = basis.draft?.version
    let returned = (basis.latest?.cells ?? []).compactMap { row -> (ReportForm.Cell, String)? in
      row.reason.map { (ReportForm.Cell(indicator: row.cell.indicator, group: row.cell.group), $0) }
    }
    let cells = Set(basis.asked).union(form.entries.keys)
    return ReportFormPage(
      actor: basis.actor, programme: basis.programme, period: basis.period,
      asked: cells.sorted { ($0.indicator, $0.group) < ($1.indicator, $1.group) },
      reasons: Dictionary(returned) { first, _ in first }, form: form,
      book: try await tadamun.names(ofActors: [basis.programme.funder]), language: Language(of: request))
  }

  /// Saves what was sent as a draft, and submits it where that was asked for. What is wrong is said beside what was typed.
  private func take(_ request: Request, _ context: WebContext) async throws -> Response {
    let fields = try await request.form([String: String].self)
    let form = ReportForm(fields: fields)
    let isScript = fields["do"] == "keep"
    let (cells, mistakes) = form.cells()
    do {
      // The script saves what can be read of it; the browser keeps the rest.
      if !isScript, !mistakes.isEmpty { return try await refused(request, context, form, mistakes: mistakes) }
      let source = isScript && Caller.principal == nil ? Source.api : try context.source(form.by)
      let draft = try await saved(form, cells, context, by: source)
      if isScript {
        return Response(json: ["draft": .integer(draft.id), "version": .integer(draft.version)])
      }
      let query = "?lang=\(Language(of: request).rawValue)"
      if let report = draft.report {
        return .redirect(to: "/actors/\(draft.actor)/reports/\(report)\(query)", type: .normal)
      }
      guard fields["do"] == "submit" else {
        let path = ReportFormPage.path(draft.actor, draft.programme, draft.period)
        return .redirect(to: "\(path)\(query)&saved=1", type: .normal)
      }
      let sheet = try await tadamun.submitDraft(draft.id, of: draft.actor, from: draft.version, by: source)
      return .redirect(to: "/actors/\(sheet.actor)/reports/\(sheet.id)\(query)", type: .normal)
    } catch let problem as Problem where !isScript {
      return try await refused(request, context, form, [problem])
    } catch let problems as Problems where !isScript {
      return try await refused(request, context, form, problems.list)
    }
  }

  private func refused(
    _ request: Request, _ context: WebContext, _ form: ReportForm, _ problems: [Problem] = [],
    mistakes: [ReportForm.Mistake] = []
  ) async throws -> Response {
    var page = try await formPage(request, context, typed: form)
    page.mistakes = mistakes
    page.refusals = problems
    let status = problems.first.map { ProblemStatus.status(of: $0.code) }
    return page.response(status: status ?? .unprocessableContent)
  }

  /// The draft with these cells. One that became a report in the meantime is given back as it is: the same form was sent
  /// twice.
  private func saved(_ form: ReportForm, _ cells: [ReportCell], _ context: WebContext, by source: Source) async throws
    -> DraftReport
  {
    let actor = try context.code("actor")
    if let id = form.draft, let version = form.version {
      let known = try await tadamun.draft(id, of: actor)
      if known.report != nil { return known }
      return try await tadamun.saveDraft(id, of: actor, cells: cells, from: version, by: source)
    }
    let (draft, isNew) = try await tadamun.beginDraft(
      of: actor, for: context.code("programme"), period: context.period(), cells: cells, key: form.key, by: source)
    if isNew || draft.report != nil || draft.cells == cells { return draft }
    return try await tadamun.saveDraft(draft.id, of: actor, cells: cells, from: draft.version, by: source)
  }

  // MARK: Decisions

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    try await page(request, context).response()
  }

  private func page(_ request: Request, _ context: WebContext) async throws -> ReportPage {
    let actor = try context.code("actor")
    let sheet = try await tadamun.report(context.key("report"), of: actor)
    let principal = Caller.principal
    return ReportPage(
      actor: try await tadamun.actor(actor).actor, programme: try await tadamun.programme(sheet.programme),
      sheet: sheet, book: try await tadamun.names(ofActors: []), language: Language(of: request),
      mayVerify: principal?.may(.verify, for: actor) ?? true, mayValidate: principal?.may(.validate, for: actor) ?? true
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

extension WebContext {
  /// The period in the address: `2026-01-01..2026-03-31`.
  /// - Throws: `path_malformed`.
  func period() throws(Problem) -> DateSpan {
    let text = parameters.get("period") ?? ""
    let days = text.split(separator: "..", omittingEmptySubsequences: false)
    guard days.count == 2, let first = try? CalendarDate(iso: days[0]), let last = try? CalendarDate(iso: days[1]),
      let span = try? DateSpan(first, through: last)
    else { throw Problem("path_malformed", "A period is written 2026-01-01..2026-03-31.", at: Place(field: "period")) }
    return span
  }

  /// Who signed in; while nobody has an account, whom a form names.
  /// - Throws: `person_malformed`, at `by`.
  func source(_ name: String) throws(Problem) -> Actions.Source {
    if Caller.principal != nil { return Caller.source }
    do { return try Caller.source(name) } catch { throw error.at(Place(field: "by")) }
  }
}
