import Domain

/// The ways through what there is of one programme, on top of each of its pages.
struct ProgrammeWays {
  enum Way: String, CaseIterable {
    case scores, overview, reports, rounds, runs, method
  }

  let programme: Programme
  /// Nil on a page below one of them.
  let current: Way?
  let language: Language

  var markup: HTML {
    let texts = FunderTexts.of(language)
    let items = Way.allCases.map { way -> HTML in
      let mark: HTML = way == current ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(path(to: way))?lang=\(language.rawValue)\"\(mark)>\(texts.ways[way] ?? "")</a></li>"
    }
    return "<nav class=\"ways\" aria-label=\"\(texts.programme)\"><ul>\(items)</ul></nav>"
  }

  /// The way back to the programme, for pages below.
  var back: HTML {
    """
    <p class="back"><a href="/programmes/\(programme.code.text)?lang=\(language.rawValue)">\
    \(Figures(language: language).name(programme.names))</a></p>
    """
  }

  private func path(to way: Way) -> String {
    let programme = "/programmes/\(programme.code)"
    return switch way {
    case .scores: programme
    case .overview: "\(programme)/overview"
    case .reports: "\(programme)/reports"
    case .rounds: "\(programme)/proposals"
    case .runs: "\(programme)/runs"
    case .method: "\(programme)/method"
    }
  }
}
