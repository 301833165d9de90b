/// A table whose rows become cards on a narrow screen, so that nothing has to be pushed sideways; then each cell carries
/// the heading of its column itself.
///
/// The roles say again what the tags say: some browsers forget that it is a table where the style sheet lays its cells out
/// otherwise.
struct Table {
  let headings: [String]
  /// As many cells a row as there are headings; the first one names the row.
  let rows: [[HTML]]

  var markup: HTML {
    """
    <table class="stack" role="table">
    <thead role="rowgroup"><tr role="row">\(headings.map(heading))</tr></thead>
    <tbody role="rowgroup">
    \(rows.map(row))</tbody>
    </table>
    """
  }

  private func heading(_ text: String) -> HTML { "<th role=\"columnheader\" scope=\"col\">\(text)</th>" }

  private func row(_ cells: [HTML]) -> HTML {
    let values = zip(headings, cells).dropFirst().map { heading, cell -> HTML in
      "<td role=\"cell\" data-heading=\"\(heading)\"><div>\(cell)</div></td>"
    }
    return "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">\(cells.first)</th>\(values)</tr>\n"
  }
}
