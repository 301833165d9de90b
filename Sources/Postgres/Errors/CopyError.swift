/// A row of a COPY that does not fit its columns.
public enum CopyError: Error, Hashable, Sendable {
  /// A field was read or written as a type the column does not have.
  case wrongType(column: String, has: SQLType, used: String)
  /// A NULL was read as a value.
  case null(column: String)
  /// A value does not fit the column's type: too large an integer, not a UUID.
  case outOfRange(column: String, has: SQLType)
  /// More fields were read or written than there are columns.
  case tooManyFields(columns: Int)
  /// A row was ended with fields missing.
  case missingFields(columns: Int, written: Int)
  /// A row took more bytes than were asked for, or more were asked for than a row may take.
  case rowTooLong(room: Int)
  /// A field was read or written before a row was begun.
  case noRow
  /// Bytes that are not of COPY's binary format.
  case malformed(String)
  /// A parameter of a type that COPY, which takes no parameters, cannot be given as a literal.
  case noLiteral(SQLType)
}

extension CopyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .wrongType(let column, let has, let used): "COPY column “\(column)” is \(has) and was used as \(used)."
    case .null(let column): "COPY column “\(column)” holds a NULL that was read as a value."
    case .outOfRange(let column, let has): "A value does not fit COPY column “\(column)” of type \(has)."
    case .tooManyFields(let columns): "A row of this COPY has only \(columns) fields."
    case .missingFields(let columns, let written): "A row of this COPY has \(columns) fields; \(written) were written."
    case .rowTooLong(let room): "A row of this COPY does not fit the \(room) bytes that it was to take."
    case .noRow: "A field of a COPY was used before its row was begun."
    case .malformed(let why): "The server's COPY is not of the binary format: \(why)."
    case .noLiteral(let type): "A parameter of type \(type) cannot stand in a COPY statement."
    }
  }
}
