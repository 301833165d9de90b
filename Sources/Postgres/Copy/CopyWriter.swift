/// Rows of a COPY in, written field by field into one buffer that is sent whenever it is full.
///
///     try await connection.copyIn(into: "scores", columns: ["actor_id", "value"]) { writer in
///       for score in scores {
///         try writer.beginRow()
///         try writer.write(score.actor)
///         try writer.write(score.value)
///       }
///     }
///
/// Each field is checked against its column's type, and each row against the number of columns.
public struct CopyWriter: ~Copyable {
  let sink: CopySink
  @usableFromInline let types: UnsafeBufferPointer<UInt32>
  let buffer: UnsafeMutableRawPointer
  /// The next field's column; past the last before the first row.
  @usableFromInline var column: Int
  private var scratch = BinaryWriter()

  init(_ sink: CopySink) {
    self.sink = sink
    types = UnsafeBufferPointer(sink.types)
    buffer = sink.buffer.baseAddress.unsafelyUnwrapped
    column = types.count
  }

  /// Begins the next row; the one before must be whole.
  public mutating func beginRow() throws {
    try finishRow()
    let start = try room(2)
    start.storeBytes(of: Int16(types.count).bigEndian, as: Int16.self)
    column = 0
  }

  func finishRow() throws {
    if column != types.count { throw CopyError.missingFields(columns: types.count, written: column) }
  }

  /// Writes NULL.
  public mutating func writeNull() throws {
    _ = try nextType()
    try room(4).storeBytes(of: Int32(-1).bigEndian, as: Int32.self)
  }

  /// The type of the column that the next field is for; steps past it.
  @usableFromInline
  mutating func nextType() throws(CopyError) -> UInt32 {
    guard column < types.count else { throw .tooManyFields(columns: types.count) }
    column += 1
    return types[column - 1]
  }

  /// Space for so many bytes, few, in the buffer.
  func room(_ count: Int) throws -> UnsafeMutableRawPointer {
    if CopySink.size - sink.used < count { try sink.flush() }
    defer { sink.used += count }
    return buffer + sink.used
  }

  func put<Value: FixedWidthInteger>(_ value: Value) throws {
    let start = try room(4 + MemoryLayout<Value>.size)
    start.storeBytes(of: Int32(MemoryLayout<Value>.size).bigEndian, as: Int32.self)
    (start + 4).storeBytes(of: value.bigEndian, as: Value.self)
  }

  func put(bytes: UnsafeRawBufferPointer) throws {
    try room(4).storeBytes(of: Int32(bytes.count).bigEndian, as: Int32.self)
    guard bytes.count <= CopySink.size / 2 else { return try sink.send(bytes) }
    try UnsafeMutableRawBufferPointer(start: room(bytes.count), count: bytes.count).copyMemory(from: bytes)
  }

  /// Writes a value by its own encoding.
  mutating func putEncoded(_ value: some SQLBindable) throws {
    scratch.removeAll()
    value.write(to: &scratch)
    try scratch.bytes.withUnsafeBytes { try put(bytes: $0) }
  }

  func failure(_ used: String) -> CopyError {
    .wrongType(column: sink.columns.names[column - 1], has: SQLType(rawValue: types[column - 1]), used: used)
  }

  func outOfRange() -> CopyError {
    .outOfRange(column: sink.columns.names[column - 1], has: SQLType(rawValue: types[column - 1]))
  }
}
