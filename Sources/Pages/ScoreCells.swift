import Domain

/// The parts of a page that show one score.
struct ScoreCells {
  let language: Language
  /// How many decimals the scores of the page have.
  let decimals: Int

  private var figures: Figures { Figures(language: language) }
  private var texts: Texts { Texts.of(language) }

  init(language: Language, decimals: Int) {
    self.language = language
    self.decimals = decimals
  }

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

  /// The 5th and the 95th percentile of a rank.
  func ranks(_ percentiles: ScoreInterval.Percentiles?) -> HTML {
    guard let percentiles else { return figures.number(nil, decimals: 0) }
    return "\(figures.number(percentiles.low, decimals: 0)) … \(figures.number(percentiles.high, decimals: 0))"
  }

  /// How many replicates the intervals of a run are from: a quick run has fewer.
  func replicates(of run: ScoringRun) -> HTML {
    "\(FunderTexts.of(language).replicates)\(Texts.of(language).colon)\(figures.integer(run.provenance.replicates))."
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

  /// How far a score moved since the run before, in words and a sign; as before where no digit that is shown moved.
  func trend(_ change: Double?) -> HTML {
    guard let change else { return figures.number(nil, decimals: 0) }
    let own = ScoreTableTexts.of(language)
    let digits = Figures.decimal(change.magnitude, decimals: decimals, point: texts.decimalPoint)
    guard digits.contains(where: { ("1"..."9").contains($0) }) else { return "<span class=\"note\">\(own.same)</span>" }
    let (kind, words, sign): (HTML, String, HTML) = change > 0 ? ("rose", own.rose, "▲") : ("fell", own.fell, "▼")
    return """
      <span class="\(kind)"><span class="hidden">\(words) </span><span aria-hidden="true">\(sign)</span> \
      \(figures.number(change.magnitude, decimals: decimals))</span>
      """
  }
}
