import Actions
import Domain

/// What indicators, groups and nodes of the tree are called on a page; their codes where nobody named them.
struct ScoreNames {
  let book: NameBook
  let language: Language

  private var figures: Figures { Figures(language: language) }

  func indicator(_ code: String) -> HTML { name(code, book.indicator(code)) }

  func group(_ code: String) -> HTML {
    if code == TargetGroup.everybody.text { return "\(Texts.of(language).everybody)" }
    return name(code, book.group(code))
  }

  func node(_ code: String) -> HTML { book.nodes[code].map(figures.name) ?? figures.code(code) }

  private func name(_ code: String, _ names: Names?) -> HTML { names.map(figures.name) ?? figures.code(code) }
}
