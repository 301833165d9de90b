import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Serving

/// The form of a report: shown, kept as a draft, submitted, and filled from a file.
struct ReportFormRoutes: Sendable {
  let tadamun: Tadamun

  private static let form = "/actors/:actor/programmes/:programme/reports/:period"

  var routes: [Route] {
    [
      .get(ReportFormRoutes.form, show), .post(ReportFormRoutes.form, take),
      .get("\(ReportFormRoutes.form)/template.csv", template),
      .get("\(ReportFormRoutes.form)/template.xlsx", workbook), .post("\(ReportFormRoutes.form)/file", takeFile),
    ]
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let basis = try await basis(context)
    var page = try await page(basis, ReportForm(basis, in: Language(of: request)), request)
    page.isSaved = request.uri.queryParameters["saved"] != nil
    return page.response()
  }

  private func basis(_ context: WebContext) async throws -> ReportBasis {
    try await tadamun.reportBasis(
      of: context.code("actor"), for: context.code("programme"), period: context.period())
  }

  /// - Parameter form: What was typed; it is to be sent again over the draft as it is now.
  private func page(_ basis: ReportBasis, _ form: ReportForm, _ request: Request) async throws -> ReportFormPage {
    var form = form
    form.draft = basis.draft?.id
    form.version = basis.draft?.version
    let returned = (basis.latest?.cells ?? []).compactMap { row -> (ReportForm.Cell, String)? in
      row.reason.map { (ReportForm.Cell(indicator: row.cell.indicator, group: row.cell.group), $0) }
    }
    return ReportFormPage(
      actor: basis.actor, programme: basis.programme, period: basis.period, asked: form.cells(beside: basis.asked),
      reasons: Dictionary(returned) { first, _ in first }, axes: basis.axes, form: form,
      book: try await tadamun.names(ofActors: [basis.programme.funder]), language: Language(of: request))
  }

  /// Saves what was sent as a draft, and submits it where that was asked for. What is wrong is said beside what was typed.
  private func take(_ request: Request, _ context: WebContext) async throws -> Response {
    let fields = try await request.form([String: String].self, upTo: Request.maximumBodySize)
    let form = ReportForm(fields: fields)
    // The script saves what can be read of it; the browser keeps the rest.
    if fields["do"] == "keep" { return try await keep(form, context) }
    let isSubmitted = fields["do"] == "submit"
    var (cells, mistakes) = form.cells()
    do {
      if isSubmitted {
        mistakes += form.mistakes(
          in: cells, of: try await tadamun.names(ofActors: []).indicators, axes: try await basis(context).axes)
      }
      if !mistakes.isEmpty { return try await refused(request, context, form, mistakes: mistakes) }
      let source = try context.source(form.by)
      let draft = try await saved(form, cells, context, by: source)
      let query = "?lang=\(Language(of: request).rawValue)"
      if draft.report == nil, !isSubmitted {
        let path = ReportFormPage.path(draft.actor, draft.programme, draft.period)
        return .redirect(to: "\(path)\(query)&saved=1", type: .normal)
      }
      let sheet = try await tadamun.submitDraft(draft.id, of: draft.actor, from: draft.version, by: source)
      return .redirect(to: "/actors/\(sheet.actor)/reports/\(sheet.id)\(query)&received=1", type: .normal)
    } catch let problem as Problem {
      return try await refused(request, context, form, [problem])
    } catch let problems as Problems {
      return try await refused(request, context, form, problems.list)
    }
  }

  private func keep(_ form: ReportForm, _ context: WebContext) async throws -> Response {
    let source = Caller.principal == nil ? Source.api : Caller.source
    let draft = try await saved(form, form.cells().cells, context, by: source)
    return Response(json: ["draft": .integer(draft.id), "version": .integer(draft.version)])
  }

  private func refused(
    _ request: Request, _ context: WebContext, _ form: ReportForm, _ problems: [Problem] = [],
    mistakes: [ReportForm.Mistake] = []
  ) async throws -> Response {
    var page = try await page(basis(context), form, request)
    page.mistakes = mistakes
    page.refusals = problems
    let status = mistakes.isEmpty ? problems.first.map { ProblemStatus.status(of: $0.code) } : nil
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
      return try await tadamun.saveDraft(
        id, of: actor, cells: cells, differenceReasons: form.differenceReasons, from: version, by: source)
    }
    let (draft, isNew) = try await tadamun.beginDraft(
      of: actor, for: context.code("programme"), period: context.period(), cells: cells,
      differenceReasons: form.differenceReasons, key: form.key, by: source)
    let isSame = draft.cells == cells && draft.differenceReasons == form.differenceReasons
    if isNew || draft.report != nil || isSame { return draft }
    return try await tadamun.saveOwnDraft(draft, cells: cells, differenceReasons: form.differenceReasons, by: source)
  }

  // MARK: The file

  /// The form as a table for a spreadsheet, filled with what was said so far.
  private func template(_ request: Request, _ context: WebContext) async throws -> Response {
    let basis = try await basis(context)
    let page = try await page(basis, ReportForm(basis, in: Language(of: request)), request)
    let file = try ReportSpreadsheet(book: page.book, language: page.language).csv(page.asked, page.form)
    return .file(file, named: "\(ReportFormRoutes.name(of: basis)).csv", "text/csv; charset=utf-8")
  }

  /// The same as a workbook. It says that it was made when what is in it was saved.
  private func workbook(_ request: Request, _ context: WebContext) async throws -> Response {
    let basis = try await basis(context)
    let page = try await page(basis, ReportForm(basis, in: Language(of: request)), request)
    let file = try ReportSpreadsheet(book: page.book, language: page.language).workbook(
      page.asked, page.form,
      at: basis.draft?.savedAt ?? Moment(midnightOf: basis.latest?.submittedOn ?? basis.period.last))
    return .file(file, named: "\(ReportFormRoutes.name(of: basis)).xlsx", Response.spreadsheet)
  }

  private static func name(of basis: ReportBasis) -> String {
    "\(basis.actor.code)-\(basis.programme.code)-\(basis.period.first)"
  }

  /// Puts what stands in a filled table into the draft. What cannot be read of it is shown in the form, as it was written.
  private func takeFile(_ request: Request, _ context: WebContext) async throws -> Response {
    let sent = try await request.multipartForm()
    let basis = try await basis(context)
    var form = ReportForm(basis, in: Language(of: request))
    form.by = sent.fields["by"] ?? ""
    if let key = sent.fields["key"], !key.isEmpty { form.key = key }
    form.draft = basis.draft?.id
    form.version = basis.draft?.version
    do {
      let source = try context.source(form.by)
      let reader = ReportSpreadsheet(
        book: try await tadamun.names(ofActors: []), language: Language(of: request))
      let problems = try reader.read(sent.files["file"] ?? [], into: &form)
      let (cells, mistakes) = form.cells()
      let draft = try await saved(form, cells, context, by: source)
      if mistakes.isEmpty, problems.isEmpty {
        let path = ReportFormPage.path(draft.actor, draft.programme, draft.period)
        return .redirect(to: "\(path)?lang=\(reader.language.rawValue)&saved=1", type: .normal)
      }
      return try await refused(request, context, form, problems, mistakes: mistakes)
    } catch let problem as Problem {
      return try await refused(request, context, form, [problem])
    } catch let problems as Problems {
      return try await refused(request, context, form, problems.list)
    }
  }
}
