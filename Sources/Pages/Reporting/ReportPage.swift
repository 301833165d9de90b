import Actions
import Domain
import Hummingbird

/// A report as it was submitted and what became of it: declared, verified and validated side by side, and the forms by
/// which a verifier and an approver decide.
struct ReportPage {
  let actor: Actor
  let programme: Programme
  let sheet: ReportSheet
  let book: NameBook
  let people: PersonNames
  let language: Language
  /// What may be done by who reads.
  let mayVerify: Bool
  let mayValidate: Bool
  let mayReport: Bool
  var by = ""
  var refusal: Problem?
  /// It came a moment ago from the form.
  var isReceived = false

  var texts: ReportTexts { ReportTexts.of(language) }
  var figures: Figures { Figures(language: language) }
  var names: ScoreNames { ScoreNames(book: book, language: language) }
  var path: String { "/actors/\(actor.code)/reports/\(sheet.id)" }
  var query: String { "?lang=\(language.rawValue)" }
  private var formPath: String { ReportFormPage.path(actor.code, programme.code, sheet.period) }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let content: HTML = """
      <p class="back"><a href="/actors/\(actor.code.text)\(query)">\(figures.name(actor.names))</a></p>
      <h1>\(texts.report) \(figures.receipt(sheet.receipt))</h1>
      \(FormParts.summary(refusal, fields: [], language))\(isReceived ? received : nil)
      \(facts)
      \(correction)
      \(ReviewForms(page: self).markup)
      \(cells)\(differences)
      """
    return Page(
      language: language, path: path, title: "\(texts.report) \(sheet.receipt)", content: content
    ).response(status: status)
  }

  /// The browser may forget what it kept of the form.
  private var received: HTML {
    """
    <p role="status">\(texts.received)</p>
    <script src="\(StaticFile.receivedScript.path)" data-path="\(formPath)" defer></script>

    """
  }

  static func state(_ sheet: ReportSheet, _ language: Language) -> HTML {
    let texts = ReportTexts.of(language)
    let isOpen = [.submitted, .returned, .reopened].contains(sheet.state)
    let late: HTML? = sheet.isLate ? " <span class=\"status open\">\(texts.late)</span>" : nil
    return """
      <span class="status\(isOpen ? " open" : "")">\(texts.reportStates[sheet.state.rawValue] ?? sheet.state.rawValue)</span>\
      \(late)
      """
  }

  private var facts: HTML {
    let acts = [(texts.verified, sheet.verification), (texts.validated, sheet.validation), (texts.lock, sheet.lock)]
    let done = acts.compactMap { label, act -> HTML? in
      guard let act else { return nil }
      let note: HTML? = act.note.isEmpty ? nil : "<br><bdi>\(act.note)</bdi>"
      return """
        <div><dt>\(label)</dt><dd>\(figures.person(act.by, people)) \(figures.moment(act.at))\(note)</dd></div>

        """
    }
    let hash = sheet.contentSHA256.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return """
      <dl class="facts">
      <div><dt>\(Texts.of(language).status)</dt><dd>\(ReportPage.state(sheet, language))</dd></div>
      <div><dt>\(Texts.of(language).programmes)</dt><dd>\(figures.name(programme.names))</dd></div>
      <div><dt>\(texts.period)</dt><dd>\(figures.date(sheet.period.first)) – \(figures.date(sheet.period.last))</dd></div>
      <div><dt>\(texts.version)</dt><dd>\(figures.integer(sheet.version))</dd></div>
      <div><dt>\(texts.submitted)</dt><dd>\(figures.date(sheet.submittedOn))</dd></div>
      <div><dt>\(texts.author)</dt><dd>\(figures.person(sheet.author, people))</dd></div>
      <div><dt>\(texts.fingerprint)</dt><dd>\(figures.code(hash))</dd></div>
      \(done)</dl>
      """
  }

  /// A report that may be followed by another version leads to its form.
  private var correction: HTML? {
    guard mayReport, sheet.state != .locked, sheet.state != .superseded else { return nil }
    return "<p><a href=\"\(formPath)\(query)\">\(texts.correct)</a></p>"
  }

  private var cells: HTML {
    let table = Table(
      headings: [
        Texts.of(language).indicator, Texts.of(language).group, texts.declared, texts.verified, texts.validated,
        texts.reason,
      ],
      rows: sheet.cells.map { row in
        [
          names.indicator(row.cell.indicator.text), names.group(row.cell.group.text), declared(row.cell),
          row.verdict == .returned
            ? "<span class=\"status open\">\(texts.returned)</span>" : figures.plain(row.verified),
          figures.plain(row.validated), row.reason.map { "<bdi>\($0)</bdi>" } ?? "",
        ]
      })
    return "<section><h2>\(texts.values)</h2>\n\(table.markup)</section>"
  }

  /// Where groups do not add up to everybody, by how much and why.
  private var differences: HTML? {
    if sheet.differences.isEmpty { return nil }
    let table = Table(
      headings: [Texts.of(language).indicator, texts.axis, texts.difference, texts.reason],
      rows: sheet.differences.map { said in
        [
          names.indicator(said.indicator.text), figures.code(said.axis.text), figures.plain(said.amount),
          "<bdi>\(said.reason)</bdi>",
        ]
      })
    return "<section><h2>\(texts.groupsNotAddingUp)</h2>\n\(table.markup)</section>"
  }

  func declared(_ cell: ReportCell) -> HTML {
    switch cell.content {
    case .value(let value, let numerator?, let denominator?):
      return
        "\(figures.plain(value)) <span class=\"note\">(\(figures.plain(numerator)) / \(figures.plain(denominator)))</span>"
    case .value(let value, _, _): return figures.plain(value)
    case .missing(let reason): return absent(texts.isMissing, reason)
    case .refused(let reason): return absent(texts.isRefused, reason)
    case .notDue: return absent(texts.isNotDue, nil)
    }
  }

  private func absent(_ word: String, _ reason: String?) -> HTML {
    let why: HTML? = reason.map { ": <bdi>\($0)</bdi>" }
    return "<span class=\"status open\">\(word)\(why)</span>"
  }
}
