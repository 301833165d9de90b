import CLibPQ

/// The rows of a COPY as they come, a batch ahead at most: a slow reader slows the server down.
///
/// It can be read once, inside the closure it was handed to.
public struct CopyRows: AsyncSequence, Sendable {
  let connection: Connection
  let source: CopySource

  public func makeAsyncIterator() -> Iterator { Iterator(connection: connection, source: source) }

  public struct Iterator: AsyncIteratorProtocol {
    let connection: Connection
    let source: CopySource
    private var batch: CopyBatch?
    private var index = 0

    init(connection: Connection, source: CopySource) {
      self.connection = connection
      self.source = source
    }

    public mutating func next() async throws -> Row? { try await next(isolation: nil) }

    /// Stays where the caller is: a change of executor for every row would cost far more than the row.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Row? {
      if batch.map({ index == $0.count }) ?? true {
        batch = try await connection.nextBatch(source)
        index = 0
      }
      guard let batch else { return nil }
      defer { index += 1 }
      return Row(columns: source.columns, storage: batch, index: index)
    }
  }
}

/// Some rows of a COPY, copied out of libpq's buffer.
struct CopyBatch: RowStorage {
  /// Where a batch is full.
  static let size = 65_536

  private var bytes: [UInt8] = []
  /// Start and length of each field, row after row; a negative length is NULL.
  private var fields: [(start: Int, length: Int)] = []
  private let width: Int
  private(set) var count = 0

  init(width: Int) { self.width = width }

  var isFull: Bool { bytes.count >= Self.size || count >= 4_096 }

  mutating func append(_ reader: inout CopyReader) throws {
    for _ in 0..<width {
      let start = bytes.count
      let length = try reader.withBytesOrNil { field in
        bytes.append(contentsOf: field)
        return field.count
      }
      fields.append((start, length ?? -1))
    }
    count += 1
  }

  func read(row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) -> Void) {
    let field = fields[row * width + column]
    if field.length < 0 { return body(nil) }
    bytes.withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[field.start..<field.start + field.length]))
    }
  }
}
