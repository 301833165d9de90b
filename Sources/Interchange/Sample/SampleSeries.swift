/// One indicator of one actor for one target group, over the quarters. All steps are sums, products and quotients of
/// whole numbers, so that every machine finds the same bits.
struct SampleSeries {
  let indicator: SampleIndicator
  let group: String
  /// In the unit of the values: shares from 0 to 1.
  let baseline: Double
  /// People the values are of.
  private let people: Int
  /// The baseline in the unit it is drawn in.
  private let start: Int
  /// Percent of the baseline that is to be gained, or lost, in eight quarters.
  private let change: Int
  /// Percent of the agreed change that the actor reaches.
  private let skill: Int

  init(
    _ indicator: SampleIndicator, group: String, people: Int, skill: Int, _ source: inout SampleGenerator
  ) {
    self.indicator = indicator
    self.group = group
    self.people = people
    self.skill = max(0, skill + source.int(-25...25))
    start = source.int(indicator.baseline)
    change = source.int(indicator.change)
    baseline = indicator.isShare ? Double(start) / 100 : Double(start)
  }

  /// What was agreed on for a quarter, from 0: the whole change after eight, an equal part of it in each.
  func target(_ quarter: Int) -> Double {
    let whole = level(percent: change * (quarter + 1) / 8)
    return indicator.isShare ? Double(min(whole, 9_900)) / 10_000 : Double(whole) / 100
  }

  /// Draws a value into `row`.
  func fill(_ row: inout ReportRow, _ quarter: Int, _ source: inout SampleGenerator) {
    let gained = change * skill * (quarter + 1) / 800 + source.int(-4...4)
    let hundredths = max(0, level(percent: gained))
    row.n = people
    switch indicator.kind {
    case .flow, .stock:
      row.value = Double((hundredths + 50) / 100)
    case .ratio:
      let above = indicator.isShare ? min(people, (people * hundredths + 5_000) / 10_000) : people * hundredths / 100
      row.numerator = Double(above)
      row.denominator = Double(people)
      row.value = Double(above) / Double(people)
    }
  }

  /// The baseline and so many percent of it towards better, in hundredths of the unit drawn.
  private func level(percent: Int) -> Int {
    indicator.direction == .up ? start * (100 + percent) : start * max(0, 100 - percent)
  }
}
