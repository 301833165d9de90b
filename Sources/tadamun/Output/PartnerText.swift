import Domain

/// What organisations share, for people: a line each.
enum PartnerText {
  static func line(_ entry: CatalogueEntry) -> String {
    let indicator = entry.indicator
    let codes = entry.codes.map { "  \($0.scheme.rawValue) \($0.code)" }.joined()
    return "\(indicator.code)  version \(indicator.version)  \(indicator.names.preferred(.en))  \(indicator.unit)  "
      + "\(indicator.kind.rawValue), \(indicator.direction.rawValue)\(codes)"
  }

  static func line(_ share: ClaimShare) -> String {
    let percent = "\(share.shareBP / 100).\(share.shareBP % 100 < 10 ? "0" : "")\(share.shareBP % 100) %"
    return "\(share.period)  \(share.indicator) for \(share.group)  \(share.programme)  \(percent)"
  }

  static func line(_ training: Training) -> String {
    let people = training.attendance.reduce(0) { $0 + $1.people }
    return
      "\(training.centre)  \(training.code)  \(training.span)  \(training.hours) h  \(people) people  \(training.topic)"
  }

  static func line(_ mandate: Mandate) -> String {
    "\(mandate.agent) acts for \(mandate.actor): \(mandate.purpose.rawValue), \(mandate.first) to "
      + (mandate.last?.description ?? "…")
  }

  static func line(_ draft: DraftReport) -> String {
    "\(draft.id)  \(draft.programme)  \(draft.period)  version \(draft.version)  \(draft.cells.count) cells  saved by "
      + "\(draft.savedBy) at \(draft.savedAt)"
  }
}
