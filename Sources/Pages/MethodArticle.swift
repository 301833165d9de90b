import Actions
import Domain

/// How scores were made, in plain words that are generated from the framework that ran.
struct MethodArticle {
  /// Nil where no run has ended yet.
  let method: DescribedMethod?
  let language: Language

  var markup: HTML {
    guard let method else {
      return "<h1>\(FunderTexts.of(language).method)</h1>\n<p>\(Texts.of(language).noRun)</p>"
    }
    return "<article class=\"method\">\n\(method.blocks.map(markup))\n</article>"
  }

  private func markup(_ block: MethodBlock) -> HTML {
    switch block {
    case .title(let text): "<h1>\(isolated(text))</h1>\n"
    case .heading(let text): "<h2>\(isolated(text))</h2>\n"
    case .paragraph(let text): "<p>\(isolated(text))</p>\n"
    case .items(let items): "<ul>\(items.map { item -> HTML in "<li>\(isolated(item))</li>\n" })</ul>\n"
    case .table(let header, let rows): Table(headings: header, rows: rows.map { $0.map(isolated) }).markup
    }
  }

  /// Codes, numbers, dates and words of another script in a text that runs from right to left, each kept from turning round;
  /// words that follow one another, such as those of a unit, together.
  private func isolated(_ text: String) -> HTML {
    guard language == .ar else { return "\(text)" }
    var markup: HTML = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: /[\p{Latin}0-9](?:[\p{Latin}0-9_.,:\/+\-’' ]*[\p{Latin}0-9])?/) {
      markup =
        "\(markup)\(String(rest[..<match.range.lowerBound]))<bdi dir=\"ltr\" class=\"code\">\(String(match.output))</bdi>"
      rest = rest[match.range.upperBound...]
    }
    return "\(markup)\(String(rest))"
  }
}
