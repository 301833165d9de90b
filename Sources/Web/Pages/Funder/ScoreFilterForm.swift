import Domain

/// The form by which a reader chooses which scores a table shows: plain GET, so that the choice lives in the address.
struct ScoreFilterForm {
  let path: String
  let query: ScoreQuery
  /// The provinces that actors of the run are at home in.
  let places: [ProgrammeOverview.Place]
  let language: Language

  private var texts: OverviewTexts { OverviewTexts.of(language) }
  private var shared: Texts { Texts.of(language) }

  var markup: HTML {
    let filter = query.filter
    let kinds = ActorKind.allCases.compactMap { kind in shared.kinds[kind].map { (kind.rawValue, $0) } }
    let provinces = places.map { ($0.territory, $0.names.preferred(language)) }
    let statuses = shared.scoreStatuses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let orders: [(String, String)] = [
      (ScoreFilter.Order.rank.rawValue, texts.byRank), (ScoreFilter.Order.coverage.rawValue, texts.byCoverage),
      (ScoreFilter.Order.code.rawValue, texts.byCode),
    ]
    let node: HTML? = query.node.map { "<input type=\"hidden\" name=\"node\" value=\"\($0.text)\">" }
    let ranks: HTML? = filter.isOpen ? nil : "<p class=\"note\">\(texts.ranksStay)</p>"
    return """
      <form class="filter" method="get" action="\(path)">
      <input type="hidden" name="lang" value="\(language.rawValue)">\(node)
      \(select("kind", texts.kind, kinds, filter.kind?.rawValue))
      \(select("territory", texts.place, provinces, filter.territory))
      \(select("status", texts.status, statuses, filter.status))
      \(select("order", texts.order, orders, filter.order.rawValue, hasAll: false))
      <p><button type="submit">\(texts.filter)</button></p>
      </form>
      \(ranks)
      """
  }

  /// The link to the same scores as a file.
  var download: HTML {
    let query = ScoreQuery(node: query.node, filter: query.filter).text(language)
    return "<p><a href=\"\(path)/scores.csv\(query)\">\(texts.download)</a></p>"
  }

  private func select(
    _ name: String, _ label: String, _ choices: [(value: String, text: String)], _ chosen: String?,
    hasAll: Bool = true
  ) -> HTML {
    let all: HTML? = hasAll ? "<option value=\"\">\(texts.all)</option>" : nil
    let options = choices.map { choice -> HTML in
      let mark: HTML = choice.value == chosen ? " selected" : ""
      return "<option value=\"\(choice.value)\"\(mark)>\(choice.text)</option>"
    }
    return """
      <p><label for="\(name)">\(label)</label>
      <select id="\(name)" name="\(name)">\(all)\(options)</select></p>
      """
  }
}
