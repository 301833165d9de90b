extension CopyWriter {
  /// Writes a whole row, of fixed columns, with the least to do for each field.
  ///
  /// - Parameter room: The most bytes the row may take: 2, and 4 a field beside its own.
  /// - Throws: ``CopyError`` where a field is of another type than its column, or there are too many fields or too few.
  @inlinable
  public mutating func writeRow(room: Int, _ body: (inout CopyRow) -> Void) throws {
    var row = try openRow(room)
    body(&row)
    try close(row)
  }

  @usableFromInline
  mutating func openRow(_ room: Int) throws -> CopyRow {
    try finishRow()
    guard room <= CopySink.size else { throw CopyError.rowTooLong(room: room) }
    if CopySink.size - sink.used < room { try sink.flush() }
    return CopyRow(types: types, at: buffer + sink.used, room: room)
  }

  @usableFromInline
  mutating func close(_ row: consuming CopyRow) throws {
    if row.column < types.count { throw CopyError.missingFields(columns: types.count, written: row.column) }
    if row.column > types.count { throw CopyError.tooManyFields(columns: types.count) }
    if row.wrongColumn >= 0 {
      throw CopyError.wrongType(
        column: sink.columns.names[row.wrongColumn], has: SQLType(rawValue: types[row.wrongColumn]), used: "another")
    }
    if row.isTooLong { throw CopyError.rowTooLong(room: row.limit - (buffer + sink.used)) }
    sink.used += row.end - (buffer + sink.used)
    column = types.count
  }
}
