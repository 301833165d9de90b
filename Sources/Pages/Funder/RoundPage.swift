import Actions
import Domain
import Hummingbird

/// One funding round: what the rule gives to whom and why, what persons asked for beside it, and the steps that are open.
struct RoundPage {
  let programme: Programme
  let sheet: ProposalSheet
  let book: NameBook
  let language: Language
  /// Lines on the pages before.
  var offset = 0
  var override = RoundForms.Override()
  var step = RoundForms.Step()
  var award: AwardForm
  var refusals: [Problem] = []
  /// A page of lines; one more may stand in ``sheet`` to say that there is another page.
  static let length = 100

  var texts: FunderTexts { FunderTexts.of(language) }
  var figures: Figures { Figures(language: language) }
  var proposal: FundingProposal { sheet.proposal }
  var currency: Currency { proposal.budget.currency }
  var path: String { "/programmes/\(programme.code)/proposals/\(proposal.id)" }
  var query: String { "?lang=\(language.rawValue)" }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let content: HTML = """
      \(ProgrammeWays(programme: programme, current: .rounds, language: language).markup)
      <h1>\(texts.round) \(figures.integer(proposal.id))</h1>
      \(FormParts.summary(refusals, fields: fields, language))
      \(facts)
      \(RoundSteps(page: self).markup)
      \(overrides)
      \(RoundTranches(page: self).markup)
      \(lines)
      """
    return Page(
      language: language, path: path,
      title: "\(texts.round) \(proposal.id) – \(programme.names.preferred(language))", content: content,
      styles: [.funderStyle]
    ).response(status: status)
  }

  /// Where a refusal may lead.
  private var fields: [String] {
    proposal.state == .approved ? AwardForm.names + ["by"] : ["actor", "amount", "reason", "by"]
  }

  private var facts: HTML {
    let (shared, own) = (Texts.of(language), RoundTexts.of(language))
    let leftovers = proposal.leftovers.map { leftover -> HTML in
      """
      <div><dt>\(texts.leftovers[leftover.reason] ?? leftover.reason)</dt>\
      <dd>\(figures.money(leftover.amountMinor, currency))</dd></div>
      """
    }
    let run = "/programmes/\(programme.code)/runs/\(proposal.run)/method"
    return """
      <dl class="facts">
      <div><dt>\(texts.state)</dt><dd>\(FormParts.state(proposal.state, language))</dd></div>
      <div><dt>\(texts.fund)</dt><dd>\(figures.name(sheet.fund.names))</dd></div>
      <div><dt>\(own.kindOfMoney)</dt><dd>\(texts.instruments[sheet.fund.instrument] ?? "")</dd></div>
      <div><dt>\(own.restriction)</dt><dd>\(own.restrictions[sheet.fund.fundClass] ?? "")</dd></div>
      <div><dt>\(texts.budget)</dt><dd>\(figures.money(proposal.budget))</dd></div>
      <div class="main"><dt>\(texts.total)</dt><dd>\(figures.money(proposal.total))</dd></div>
      \(leftovers)
      <div><dt>\(texts.rule)</dt><dd>\(texts.methods[proposal.method] ?? proposal.method)</dd></div>
      <div><dt>\(shared.run)</dt><dd><a href="\(run)\(query)">\(figures.integer(proposal.run))</a></dd></div>
      <div><dt>\(texts.madeBy)</dt><dd>\(figures.code(proposal.madeBy)) \(figures.moment(proposal.madeAt))</dd></div>
      </dl>
      <p class="note"><strong>\(own.mayPay)</strong> – \(own.rules[sheet.fund.instrument] ?? "")</p>
      """
  }

  private var overrides: HTML? {
    guard !sheet.overrides.isEmpty else { return nil }
    let table = Table(
      headings: [Texts.of(language).actor, texts.amount, texts.reason, texts.askedBy, texts.approvedBy],
      rows: sheet.overrides.map { override in
        [
          name(override.actor), figures.money(override.amountMinor, currency), "<bdi>\(override.reason)</bdi>",
          figures.code(override.askedBy), approval(override),
        ]
      })
    return
      "<section><h2>\(texts.overrides)</h2>\n<p class=\"note\">\(texts.overridesExplained)</p>\n\(table.markup)</section>"
  }

  private func approval(_ override: ProposalOverride) -> HTML {
    if let approver = override.approvedBy { return figures.code(approver) }
    guard proposal.state == .draft else { return "<span class=\"status open\">\(texts.notApproved)</span>" }
    let id = "by-\(override.id)"
    return """
      <form class="inline" method="post" action="\(path)/overrides/\(String(override.id))/approval\(query)">
      \(FormParts.person("", id: id, language).map { _ in named(id) })\
      <button type="submit">\(texts.approve)</button></form>
      """
  }

  /// The name of who approves, in a row of a table.
  private func named(_ id: String) -> HTML {
    "<input id=\"\(id)\" name=\"by\" dir=\"ltr\" required aria-label=\"\(texts.yourAddress)\">"
  }

  private var lines: HTML {
    let shared = Texts.of(language)
    let page = sheet.lines.prefix(RoundPage.length)
    let largest = page.map(\.payableMinor.magnitude).max() ?? 0
    let table = Table(
      headings: [
        shared.actor, shared.score, texts.lowerBound, texts.byRule, texts.total, texts.why,
      ],
      rows: page.map { line in
        [
          name(line.actor), score(line), figures.number(line.lowerBound, decimals: 3),
          figures.money(line.amountMinor, currency),
          """
          <strong class="figure">\(figures.money(line.payableMinor, currency))</strong>\
          \(Bar.signed(Double(line.payableMinor), limit: Double(largest), isTwoSided: false))
          """,
          why(line),
        ]
      })
    return "<section><h2>\(texts.payments)</h2>\n\(table.markup)\n\(turning)</section>"
  }

  /// The score, with its interval and grade where replicates ran.
  private func score(_ line: ProposalLine) -> HTML {
    let score = figures.number(line.score, decimals: 3)
    guard let interval = line.interval else { return score }
    let cells = ScoreCells(language: language, rows: [])
    return "\(score) \(cells.grade(interval.grade))<span class=\"bounds\">\(cells.range(interval.score))</span>"
  }

  private func why(_ line: ProposalLine) -> HTML {
    let word = line.overrideMinor == nil ? line.reason : "override"
    let detail: HTML? = line.detail.map { " <span class=\"note\">\(words(for: $0))</span>" }
    return "\(texts.reasons[word] ?? word)\(detail)"
  }

  /// What the engine writes, in the words of the language; what people wrote, as it is.
  private func words(for detail: String) -> HTML {
    if let status = Texts.of(language).scoreStatuses[detail] { return "\(status)" }
    let parts = detail.split(separator: " ")
    if parts.count == 2, let limit = Double(parts[1]) {
      let own = RoundTexts.of(language)
      if parts[0] == "lower_bound_below" { return "\(own.lowerBoundBelow) \(figures.plain(limit))" }
      if parts[0] == "interval_below" { return "\(own.intervalBelow) \(figures.plain(limit))" }
    }
    // Several outcomes stand apart by semicolons.
    let claims = detail.split(separator: ";").compactMap { claim($0.split(separator: " ")) }
    if let first = claims.first { return claims.dropFirst().reduce(first) { "\($0); \($1)" as HTML } }
    return "<bdi>\(detail)</bdi>"
  }

  /// `claimed jobs/all 0.5` in the words of the language.
  private func claim(_ words: [Substring]) -> HTML? {
    guard words.count == 3, words[0] == "claimed", let share = Double(words[2]) else { return nil }
    return
      "\(RoundTexts.of(language).claimed) <bdi>\(String(words[1]))</bdi>\(Texts.of(language).colon)\(figures.percent(share))"
  }

  func name(_ actor: Code) -> HTML {
    """
    <a href="/programmes/\(programme.code.text)/actors/\(actor.text)\(query)">\
    \(book.actors[actor].map(figures.name) ?? figures.code(actor.text))</a>
    """
  }

  private var turning: HTML? {
    let length = RoundPage.length
    let hasMore = sheet.lines.count > length
    guard offset > 0 || hasMore else { return nil }
    let shared = Texts.of(language)
    let earlier: HTML? = offset > 0 ? link(max(0, offset - length), "prev", shared.earlier) : nil
    let later: HTML? = hasMore ? link(offset + length, "next", shared.later) : nil
    return "<nav class=\"turning\">\(earlier)\(later)</nav>"
  }

  private func link(_ offset: Int, _ relation: String, _ text: String) -> HTML {
    "<a rel=\"\(relation)\" href=\"\(path)\(query)&amp;offset=\(String(offset))\">\(text)</a>"
  }
}
