import Domain

extension ContributionRow {
  /// The row as ``CSVWriter`` writes it, in the order of the fields of ``table``.
  public var cells: [CSVCellValue] {
    [
      .text(externalRef), .text(instrument.rawValue), .text(fund), .text(stage.rawValue), .text(ifAny: actor),
      .text(ifAny: contributor), .decimal(amount.decimal), .text(amount.currency.code),
      .text(occurredOn.description), .text(ifAny: description),
    ]
  }
}
