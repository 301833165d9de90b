/// A cursor over bytes in PostgreSQL's binary format. Every read answers nil where too few bytes are left.
public struct BinaryReader {
  private var rest: UnsafeRawBufferPointer

  /// - Parameter bytes: Must stay valid as long as the reader is used.
  public init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

  public var isAtEnd: Bool { rest.isEmpty }

  public mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
    guard let bytes = slice(MemoryLayout<T>.size) else { return nil }
    return T(bigEndian: bytes.loadUnaligned(as: T.self))
  }

  public mutating func slice(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= rest.count else { return nil }
    let slice = UnsafeRawBufferPointer(rebasing: rest[..<count])
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    return slice
  }
}
