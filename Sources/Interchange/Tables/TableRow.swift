import Domain

/// A row of a ``Table`` as a value.
public protocol TableRow: Sendable {
  /// The columns, in the order of the fields of ``table``.
  associatedtype Column: RawRepresentable, Sendable where Column.RawValue == Int

  static var table: Table { get }

  /// Reads `row`; nil where something is wrong, which then is among the problems of `cells`.
  init?(_ row: borrowing CSVRow, _ cells: inout TableCells<Column>)
}
