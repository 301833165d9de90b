import Domain

extension ReportRow {
  /// The row as ``CSVWriter`` writes it, in the order of the fields of ``table``.
  public var cells: [CSVCellValue] {
    [
      .text(externalRef), .text(programme), .text(actor), .text(indicator), .text(ifAny: group),
      .text(period.first.description), .text(period.last.description), .text(state.rawValue), .double(ifAny: value),
      .double(ifAny: numerator), .double(ifAny: denominator), n.map { .int(Int64($0)) } ?? .blank,
      .double(ifAny: baseline), .double(ifAny: target), .text(ifAny: missingReason),
      .text(ifAny: submittedOn?.description), .text(ifAny: verdict?.word), .double(ifAny: otherValue),
      .text(ifAny: verifiedOn?.description), .text(ifAny: differenceReason),
      .text(ifAny: unit),
    ]
  }

  /// What the verifier found, where that is not the value.
  private var otherValue: Double? { verdict?.verifiedValue == value ? nil : verdict?.verifiedValue }
}
