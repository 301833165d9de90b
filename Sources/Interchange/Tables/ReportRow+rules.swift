import Domain

extension ReportRow {
  /// Days of the longest period a report may cover: ten years.
  private static let longestPeriod = 3_653

  /// Refuses what contradicts itself inside one row.
  func check(
    _ row: borrowing CSVRow, _ cells: inout TableCells<Column>, verdict: Verdict.Word?, verifiedValue: Double?
  ) {
    if period.dayCount > ReportRow.longestPeriod {
      cells.refuse("period_too_long", "The period has \(period.dayCount) days, more than ten years.", row, .periodEnd)
    }
    checkValue(row, &cells)
    checkFraction(row, &cells)
    checkVerdict(row, &cells, verdict, verifiedValue)
    if differenceReason != nil, group != nil && group != TargetGroup.everybody.text || state != .reported {
      let message = "Why groups do not add up is said where they should: on the row of all, beside its value."
      cells.refuse("difference_reason_unexpected", message, row, .differenceReason)
    }
  }

  private func checkValue(_ row: borrowing CSVRow, _ cells: inout TableCells<Column>) {
    if state == .reported, value == nil {
      let message = "The state is reported and the value is blank. Write the value, or the state missing."
      cells.refuse("value_required", message, row, .value)
    }
    if state != .reported, value != nil {
      let message = "The state is \(state.rawValue) and there is a value. A zero is a value; leave the cell blank."
      cells.refuse("value_unexpected", message, row, .value)
    }
    if value == nil, numerator != nil || denominator != nil || n != nil {
      let column: Column = numerator != nil ? .numerator : denominator != nil ? .denominator : .n
      cells.refuse(
        "value_unexpected", "Numerator, denominator and n belong to a value, and there is none.", row, column)
    }
    if state == .reported || state == .notDue, missingReason != nil {
      let message = "A reason for a missing value stands where none is missing: the state is \(state.rawValue)."
      cells.refuse("missing_reason_unexpected", message, row, .missingReason)
    }
  }

  private func checkFraction(_ row: borrowing CSVRow, _ cells: inout TableCells<Column>) {
    if (numerator == nil) != (denominator == nil) {
      let column: Column = numerator == nil ? .numerator : .denominator
      cells.refuse("fraction_incomplete", "Numerator and denominator are given together or not at all.", row, column)
    }
    if let denominator, denominator <= 0 {
      cells.refuse("denominator_not_positive", "The denominator is more than zero.", row, .denominator)
    }
  }

  private func checkVerdict(
    _ row: borrowing CSVRow, _ cells: inout TableCells<Column>, _ verdict: Verdict.Word?, _ verifiedValue: Double?
  ) {
    if verdict == .verified || verdict == .rejected, value == nil {
      cells.refuse("verification_unexpected", "There is no value to be verified or rejected.", row, .verified)
    }
    if verifiedValue != nil, verdict != .verified {
      let message = "A verified value stands where nothing is verified. Write verified, or leave the value blank."
      cells.refuse("verified_value_unexpected", message, row, .verifiedValue)
    }
    guard let verifiedOn else { return }
    if verdict == nil {
      let message = "A day of verification stands where nobody verified."
      cells.refuse("verified_on_unexpected", message, row, .verifiedOn)
    }
    if let submittedOn, verifiedOn < submittedOn {
      let message = "Verified on \(verifiedOn), before it was submitted on \(submittedOn)."
      cells.refuse("verified_before_submitted", message, row, .verifiedOn)
    }
  }
}
