import Domain

/// A window on a stream of bytes that slides forward: what was not yet dropped stays in one contiguous piece.
final class ByteWindow {
  /// Fills the buffer from its start and returns how many bytes it wrote; 0 is the end of the stream.
  typealias Source = (UnsafeMutableRawBufferPointer) throws(Problem) -> Int

  private let source: Source
  private var storage: UnsafeMutableBufferPointer<UInt8>
  private var start = 0
  private var end = 0
  /// Whether the stream has nothing behind the window.
  private(set) var isFinal = false

  init(chunkBytes: Int = 262_144, source: @escaping Source) {
    self.source = source
    self.storage = .allocate(capacity: chunkBytes)
  }

  deinit { storage.deallocate() }

  /// The bytes in the window; valid until the next ``fill()``.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: storage[start..<end]) }

  func drop(_ count: Int) { start += count }

  /// Reads once more from the stream, after what is there; doubles the room where there is none left.
  func fill() throws(Problem) {
    let kept = end - start
    if kept == storage.count {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: storage.count * 2)
      _ = larger.update(fromContentsOf: bytes)
      storage.deallocate()
      storage = larger
    } else if start > 0 {
      _ = storage.update(fromContentsOf: bytes)
    }
    (start, end) = (0, kept)
    let count = try source(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: storage[end...])))
    end += count
    isFinal = count == 0
  }
}
