import Domain

/// Provinces by the mean score of the actors at home in them: a drawing, and the same as a table under it.
struct AreaMap {
  let areas: [ProgrammeOverview.Area]
  /// Nil where the map's file is not there: then the table stands alone.
  let map: TerritoryMap?
  /// Of the programme: each province leads to the table of its actors.
  let path: String
  let language: Language

  private var texts: OverviewTexts { OverviewTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var markup: HTML? {
    guard !areas.isEmpty else { return nil }
    let table = Table(
      headings: [texts.province, texts.meanScore, texts.actors],
      rows: areas.map { area in
        [
          "<a href=\"\(link(area))\">\(figures.name(area.names))</a>", figures.number(area.meanScore, decimals: 3),
          figures.integer(area.actorCount),
        ]
      })
    return "<section><h2>\(texts.map)</h2>\n\(drawing)\(table.markup)</section>"
  }

  private func link(_ area: ProgrammeOverview.Area) -> HTML {
    "\(path)?lang=\(language.rawValue)&amp;territory=\(area.territory)"
  }

  private var drawing: HTML? {
    // The regions that actors are at home in, with all their provinces: those without an actor are part of the picture.
    let regions = Set(areas.map { $0.territory.prefix(2) })
    guard let shown = map?.outlines.filter({ regions.contains($0.code.prefix(2)) }), !shown.isEmpty else { return nil }
    let projection = MapProjection(shown, width: 600)
    let byCode = Dictionary(areas.map { ($0.territory, $0) }) { first, _ in first }
    let scores = areas.compactMap(\.meanScore)
    let (low, high) = (scores.min() ?? 0, scores.max() ?? 0)
    let shapes = shown.map { outline -> HTML in
      let path = projection.path(outline)
      guard let area = byCode[outline.code], let score = area.meanScore else {
        return "<path class=\"empty\" d=\"\(path)\"/>"
      }
      let step = high > low ? Int(((score - low) / (high - low) * 4).rounded()) : 2
      return """
        <a href="\(link(area))"><path class="step\(String(step))" d="\(path)"><title>\(area.names.preferred(language)): \
        \(Figures.decimal(score, decimals: 3, point: Texts.of(language).decimalPoint))</title></path></a>
        """
    }
    return """
      <svg class="map" viewBox="0 0 \(String(projection.width)) \(String(projection.height))" role="group" \
      aria-label="\(texts.mapExplained)">\(shapes)</svg>
      <p class="note">\(texts.mapExplained) \(texts.mapSource)</p>

      """
  }
}
