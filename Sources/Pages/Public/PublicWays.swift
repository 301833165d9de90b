import Domain

/// The ways through what everybody may read of one programme, on top of each of its pages.
struct PublicWays {
  enum Way: CaseIterable {
    case programme, method
  }

  let programme: Code
  let current: Way
  let language: Language

  static func path(_ programme: Code) -> String { "/public/programmes/\(programme)" }

  var markup: HTML {
    let texts = PublicTexts.of(language)
    let path = PublicWays.path(programme)
    let items = Way.allCases.map { way -> HTML in
      let (address, text) = way == .programme ? (path, texts.programme) : ("\(path)/method", texts.method)
      let mark: HTML = way == current ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(address)?lang=\(language.rawValue)\"\(mark)>\(text)</a></li>"
    }
    return "<nav class=\"ways\" aria-label=\"\(texts.programme)\"><ul>\(items)</ul></nav>"
  }
}
