import Domain

/// The ways to the pages by which somebody runs the service.
struct OperatorWays {
  enum Way: CaseIterable {
    case people, jobs

    var path: String { self == .people ? "/people" : "/operations/jobs" }
  }

  /// Nil on a page below one of them.
  let current: Way?
  let language: Language

  var markup: HTML {
    let texts = OperatorTexts.of(language)
    let items = Way.allCases.map { way -> HTML in
      let mark: HTML = way == current ? " aria-current=\"page\"" : ""
      let text = way == .people ? texts.people : texts.jobs
      return "<li><a href=\"\(way.path)?lang=\(language.rawValue)\"\(mark)>\(text)</a></li>"
    }
    return "<nav class=\"ways\" aria-label=\"\(texts.people)\"><ul>\(items)</ul></nav>"
  }
}
