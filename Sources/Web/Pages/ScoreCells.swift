import Domain

/// The parts of a page that show one score.
struct ScoreCells {
  let language: Language
  /// How many decimals the scores of the page have.
  let decimals: Int

  private var figures: Figures { Figures(language: language) }
  private var texts: Texts { Texts.of(language) }

  /// - Parameter rows: All rows that the page shows: scores between -10 and 10 need three decimals to be told apart.
  init(language: Language, rows: [ActorScore]) {
    self.language = language
    let largest = rows.compactMap { $0.score?.magnitude }.max() ?? 0
    decimals = largest < 10 ? 3 : 1
  }

  /// The score; with its interval and grade of evidence where replicates ran, else with its bounds.
  func score(_ row: ActorScore, _ interval: ScoreInterval? = nil) -> HTML {
    let figure: HTML = "<strong class=\"figure\">\(figures.number(row.score, decimals: decimals))</strong>"
    guard let interval else { return "\(figure)\(bounds(row))" }
    let own = SheetTexts.of(language)
    return """
      \(figure) \(grade(interval.grade))<span class="bounds"><span class="hidden">\(own.interval): </span>\
      \(range(interval.score))</span>
      """
  }

  /// The 5th and the 95th percentile.
  func range(_ percentiles: ScoreInterval.Percentiles) -> HTML {
    "\(figures.number(percentiles.low, decimals: decimals)) … \(figures.number(percentiles.high, decimals: decimals))"
  }

  func grade(_ grade: String) -> HTML {
    "<span class=\"grade\"><span class=\"hidden\">\(SheetTexts.of(language).grade): </span>\(figures.code(grade))</span>"
  }

  /// The score without and with all unverified gains; nothing where the run did not keep them.
  private func bounds(_ row: ActorScore) -> HTML? {
    guard row.lowerBound != nil || row.upperBound != nil else { return nil }
    let lower = figures.number(row.lowerBound, decimals: decimals)
    let upper = figures.number(row.upperBound, decimals: decimals)
    return "<span class=\"bounds\"><span class=\"hidden\">\(texts.bounds): </span>\(lower) … \(upper)</span>"
  }

  func rank(_ row: ActorScore) -> HTML {
    guard let rank = row.rank else {
      return "<span class=\"none\" aria-hidden=\"true\">–</span><span class=\"hidden\">\(texts.notRanked)</span>"
    }
    return figures.integer(rank)
  }

  func coverage(_ row: ActorScore) -> HTML {
    "<div class=\"coverage\">\(Bar.share(row.coverage))<span>\(figures.percent(row.coverage))</span></div>"
  }

  func status(_ row: ActorScore) -> HTML {
    "<span class=\"status\(row.status == "ok" ? "" : " open")\">\(texts.scoreStatus(row.status))</span>"
  }
}
