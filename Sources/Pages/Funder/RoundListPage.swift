import Actions
import Domain
import Hummingbird

/// A programme's funding rounds, and the form by which another is proposed.
struct RoundListPage {
  let programme: Programme
  let proposals: [FundingProposal]
  /// Those that a round may be proposed of.
  let funds: [Fund]
  let book: NameBook
  let language: Language
  var form = RoundForms.New()
  var refusal: Problem?
  static let length = 100
  /// That may be chosen from.
  static let mostFunds = 500

  private var texts: FunderTexts { FunderTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { "/programmes/\(programme.code)/proposals" }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let list: HTML =
      proposals.isEmpty ? "<p>\(texts.noRounds)</p>" : Table(headings: headings, rows: proposals.map(row)).markup
    let content: HTML = """
      \(ProgrammeWays(programme: programme, current: .rounds, language: language).markup)
      <h1>\(texts.rounds)</h1>
      \(FormParts.summary(refusal, fields: ["fund", "amount"], language))
      \(list)
      <section><h2>\(texts.newRound)</h2>
      <p class="note">\(texts.newRoundExplained)</p>
      <form class="card" method="post" action="\(path)?lang=\(language.rawValue)">
      <input type="hidden" name="key" value="\(form.key)">
      \(choice)
      \(FormParts.field("amount", texts.budgetIn(programme.currency), form.amount, isLatin: true, note: texts.budgetExplained))
      \(FormParts.person(form.by, language))
      <p><button type="submit">\(texts.propose)</button></p>
      </form></section>
      """
    return Page(
      language: language, path: path, title: "\(texts.rounds) – \(programme.names.preferred(language))",
      content: content, styles: [.funderStyle]
    ).response(status: status)
  }

  /// A fund is chosen by its name, with its kind of money and what restricts it.
  private var choice: HTML {
    let own = RoundTexts.of(language)
    let known = funds.map { fund -> HTML in
      let mark: HTML = fund.code.text == form.fund ? " selected" : ""
      let kind = texts.instruments[fund.instrument] ?? fund.instrument.rawValue
      let restriction = own.restrictions[fund.fundClass] ?? fund.fundClass.rawValue
      return """
        <option value="\(fund.code.text)"\(mark)>\(fund.names.preferred(language)) – \(kind) – \(restriction)</option>

        """
    }
    // What was typed elsewhere and is no fund stays in sight beside its refusal.
    let isKnown = form.fund.isEmpty || funds.contains { $0.code.text == form.fund }
    let typed: HTML? = isKnown ? nil : "<option value=\"\(form.fund)\" selected>\(form.fund)</option>\n"
    return """
      <p><label for="fund">\(own.fund)</label>
      <select id="fund" name="fund" required><option value="">\(own.chooseFund)</option>
      \(typed)\(known)</select></p>
      """
  }

  private var headings: [String] {
    [
      texts.round, texts.state, texts.fund, texts.budget, texts.total, Texts.of(language).run, texts.madeAt,
      texts.madeBy,
    ]
  }

  private func row(_ proposal: FundingProposal) -> [HTML] {
    [
      "<a href=\"\(path)/\(String(proposal.id))?lang=\(language.rawValue)\">\(figures.integer(proposal.id))</a>",
      FormParts.state(proposal.state, language),
      book.funds[proposal.fund].map(figures.name) ?? figures.code(proposal.fund.text), figures.money(proposal.budget),
      figures.money(proposal.total), figures.integer(proposal.run), figures.moment(proposal.madeAt),
      figures.code(proposal.madeBy),
    ]
  }
}
