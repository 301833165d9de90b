import Actions
import Domain

/// The form by which a reader chooses which scores a table shows: plain GET, so that the choice lives in the address.
struct ScoreFilterForm {
  let path: String
  let query: ScoreQuery
  let choices: ScoreChoices
  let book: NameBook
  let language: Language

  private var texts: OverviewTexts { OverviewTexts.of(language) }
  private var own: ScoreTableTexts { ScoreTableTexts.of(language) }
  private var shared: Texts { Texts.of(language) }

  var markup: HTML {
    let filter = query.filter
    let kinds = ActorKind.allCases.compactMap { kind in shared.kinds[kind].map { (kind.rawValue, $0) } }
    let statuses = shared.scoreStatuses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let orders = ScoreFilter.Order.allCases.map { ($0.rawValue, own.orders[$0] ?? $0.rawValue) }
    let node: HTML? = query.node.map { "<input type=\"hidden\" name=\"node\" value=\"\($0.text)\">" }
    let ranks: HTML? = filter.isOpen ? nil : "<p class=\"note\">\(texts.ranksStay)</p>"
    return """
      <form class="filter" method="get" action="\(path)">
      <input type="hidden" name="lang" value="\(language.rawValue)">\(node)
      \(select("kind", texts.kind, kinds, filter.kind?.rawValue))
      \(select("territory", own.place, places, filter.territory))
      \(select("group", own.group, groups, filter.group?.text))
      \(select("status", texts.status, statuses, filter.status))
      \(select("order", texts.order, orders, filter.order.rawValue, hasAll: false))
      <p><button type="submit">\(texts.filter)</button></p>
      </form>
      \(ranks)
      """
  }

  /// A region, and its provinces set off below it.
  private var places: [(value: String, text: String)] {
    choices.places.map { place in
      let name = place.names.preferred(language)
      return (place.territory, place.territory.utf8.count > 2 ? "– \(name)" : name)
    }
  }

  private var groups: [(value: String, text: String)] {
    choices.groups.map { code in
      (code, code == TargetGroup.everybody.text ? shared.everybody : book.group(code)?.preferred(language) ?? code)
    }
  }

  /// The links to the same scores as files.
  var downloads: HTML {
    let query = query.from(0).text(language)
    return """
      <p><a href="\(path)/scores.xlsx\(query)">\(own.workbook)</a> · \
      <a href="\(path)/scores.csv\(query)">\(texts.download)</a></p>
      """
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
