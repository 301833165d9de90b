import Domain

extension ReportRow {
  /// What the row says, as a cell of a report holds it.
  public var content: ReportCell.Content {
    switch state {
    case .reported: .value(value ?? .nan, numerator: numerator, denominator: denominator)
    case .missing: .missing(reason: missingReason)
    case .refused: .refused(reason: missingReason)
    case .notDue: .notDue
    }
  }
}
