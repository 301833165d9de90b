import Actions
import Domain
import HTTPTypes
import Hummingbird

/// Other weights for what hangs on the root of the tree, and what they would have made of the last run.
struct SensitivityPage {
  let weights: TopWeights
  /// What was typed, by code; empty where nothing was.
  let typed: [String: String]
  /// Nil where nothing was asked for, or it was refused.
  let simulation: Simulation?
  let book: NameBook
  let language: Language
  var refusal: Problem?
  static let length = 100
  /// Parameters of the address are named by it and a code.
  static let prefix = "w."

  private var texts: SensitivityTexts { SensitivityTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { "/programmes/\(weights.programme.code)/sensitivity" }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let fields = weights.parts.map { SensitivityPage.prefix + $0.code }
    let content: HTML = """
      \(ProgrammeWays(programme: weights.programme, current: nil, language: language).markup)
      <h1>\(texts.title)</h1>
      <p>\(texts.explained)</p>
      \(FormParts.summary(refusal, fields: fields, language))
      \(form)
      \(simulation.map { SensitivityOutcome(simulation: $0, programme: weights.programme, names: names).markup })
      """
    return Page(
      language: language, path: path,
      title: "\(texts.title) – \(weights.programme.names.preferred(language))", content: content,
      query: typed.sorted { $0.key < $1.key }.map { (SensitivityPage.prefix + $0.key, encoded($0.value)) },
      styles: [.funderStyle]
    ).response(status: status)
  }

  /// What was typed may be anything.
  private func encoded(_ text: String) -> String { text.filter { $0.isNumber || $0 == "." || $0 == "," } }

  private var form: HTML {
    let sum = weights.parts.reduce(0) { $0 + $1.weight }
    let point = Texts.of(language).decimalPoint
    let fields = weights.parts.map { part -> HTML in
      let id = SensitivityPage.prefix + part.code
      let weight = Figures.decimal(
        part.weight, decimals: Figures.decimalsNeeded(part.weight, atMost: 3), point: point)
      let wrong: HTML = refusal?.place?.field == id ? " aria-invalid=\"true\"" : ""
      return """
        <p><label for="\(id)">\(part.isNode ? names.node(part.code) : names.indicator(part.code)) \
        (\(texts.share) \(figures.percent(part.weight / sum)))</label>
        <input id="\(id)" name="\(id)" dir="ltr" inputmode="decimal" autocomplete="off"\(wrong) \
        aria-describedby="bounds" value="\(typed[part.code] ?? weight)"></p>

        """
    }
    return """
      <form class="trial" method="get" action="\(path)">
      <input type="hidden" name="lang" value="\(language.rawValue)">
      <div class="weights">
      \(fields)</div>
      <p class="note" id="bounds">\(texts.bounds)</p>
      <p class="buttons"><button type="submit">\(texts.tryThem)</button>
      <a href="\(path)?lang=\(language.rawValue)">\(texts.asTheyAre)</a></p>
      </form>
      """
  }
}
