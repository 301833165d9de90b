import Crypto

/// SHA-256 over fields in order: what tells a repeated request from another one under the same key.
///
/// Each field is preceded by its length, so that no two lists of fields have the same bytes.
struct BodyHash {
  private var hasher = SHA256()

  mutating func add(_ field: String?) {
    guard let field else { return add(bytes: []) }
    add(bytes: [1] + Array(field.utf8))
  }

  mutating func add(_ number: Double?) { add(number.map { String($0.bitPattern) }) }
  mutating func add(_ number: Int64?) { add(number.map { String($0) }) }

  private mutating func add(bytes: [UInt8]) {
    withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { hasher.update(bufferPointer: $0) }
    hasher.update(data: bytes)
  }

  func finalize() -> [UInt8] { Array(hasher.finalize()) }
}
