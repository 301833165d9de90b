import Domain

extension IATIConverter {
  mutating func result(_ node: IATINode) -> IATIResult? {
    account(node, reads: ["type", "aggregation-status"])
    passOver(node, except: ["title", "indicator"])
    let title = only("title", of: node).map { titleText($0) } ?? IATIText()
    var result = IATIResult(
      type: node["type"] ?? "9", title: title, mayBeAggregated: truth(node, "aggregation-status"), line: node.line)
    if node["type"] == nil { reject("part_missing", node, "The result has no type; it is taken over as 9, other.") }
    for child in node.children where child.name == "indicator" {
      if let indicator = indicator(child) { result.indicators.append(indicator) }
    }
    if result.indicators.isEmpty {
      rejectIncomplete(node, lacks: "indicator")
      return nil
    }
    return result
  }

  private mutating func titleText(_ node: IATINode) -> IATIText {
    account(node, reads: ["xml:lang"])
    return text(node)
  }

  private mutating func indicator(_ node: IATINode) -> IATIIndicator? {
    account(node, reads: ["measure", "ascending"])
    passOver(node, except: ["title", "baseline", "period"])
    let title = only("title", of: node).map { titleText($0) } ?? IATIText()
    if title.narratives.isEmpty {
      rejectIncomplete(node, lacks: "title")
      return nil
    }
    guard let measure = node["measure"] else {
      rejectIncomplete(node, lacks: "measure")
      return nil
    }
    var indicator = IATIIndicator(
      measure: measure, isAscending: truth(node, "ascending") ?? true, title: title, line: node.line)
    for child in node.children {
      if child.name == "baseline", let baseline = baseline(child) { indicator.baselines.append(baseline) }
      if child.name == "period", let period = period(child) { indicator.periods.append(period) }
    }
    return indicator
  }

  private mutating func baseline(_ node: IATINode) -> IATIIndicator.Baseline? {
    account(node, reads: ["year", "iso-date", "value"])
    guard let measurement = measurement(node) else { return nil }
    let year = node["year"].flatMap { Int($0) }
    if year == nil, let text = node["year"] {
      reject("number_malformed", node, "“\(text.prefix(40))” is no year.")
    }
    return IATIIndicator.Baseline(year: year, date: date(node), measurement: measurement)
  }

  private mutating func period(_ node: IATINode) -> IATIIndicator.Period? {
    account(node, reads: [])
    passOver(node, except: ["period-start", "period-end", "target", "actual"])
    let first = only("period-start", of: node).flatMap { periodDay($0) }
    let last = only("period-end", of: node).flatMap { periodDay($0) }
    guard let first, let last else {
      rejectIncomplete(node, lacks: first == nil ? "period-start" : "period-end")
      return nil
    }
    guard let span = try? DateSpan(first, through: last) else {
      reject("period_reversed", node, "The period ends on \(last), before it starts on \(first).")
      return nil
    }
    var period = IATIIndicator.Period(span: span, line: node.line)
    for child in node.children where child.name == "target" || child.name == "actual" {
      account(child, reads: ["value"])
      guard let measurement = measurement(child) else { continue }
      if child.name == "target" { period.targets.append(measurement) } else { period.actuals.append(measurement) }
    }
    return period
  }

  private mutating func periodDay(_ node: IATINode) -> CalendarDate? {
    account(node, reads: ["iso-date"])
    passOver(node, except: [])
    return date(node)
  }

  /// The value of a node with its dimensions and comment; nil where the file gives a value that is no number.
  private mutating func measurement(_ node: IATINode) -> IATIMeasurement? {
    passOver(node, except: ["dimension", "comment"])
    let value = number(node, "value")
    if value == nil, node["value"] != nil { return nil }
    var measurement = IATIMeasurement(value: value, line: node.line)
    for child in node.children where child.name == "dimension" {
      account(child, reads: ["name", "value"])
      passOver(child, except: [])
      if let name = child["name"], let value = child["value"] {
        measurement.dimensions.append(.init(name: name, value: value))
      } else {
        rejectIncomplete(child, lacks: child["name"] == nil ? "name" : "value")
      }
    }
    if let comment = only("comment", of: node) {
      account(comment, reads: ["xml:lang"])
      measurement.comment = text(comment)
    }
    return measurement
  }
}
