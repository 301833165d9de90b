import Crypto
import Domain
import Foundation

/// Codes that change every thirty seconds (RFC 6238 with HMAC-SHA-1, six digits: what authenticator programs know).
package struct OneTimeCode: Sendable {
  static let period: Int64 = 30
  static let secretLength = 20

  package let secret: [UInt8]

  package init(secret: [UInt8]) { self.secret = secret }

  init() {
    var generator = SystemRandomNumberGenerator()
    secret = (0..<OneTimeCode.secretLength).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  package static func step(at moment: Moment) -> Int64 { moment.microseconds / 1_000_000 / period }

  package func code(at step: Int64) -> String {
    var message = Data()
    withUnsafeBytes(of: step.bigEndian) { message.append(contentsOf: $0) }
    let digest = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
    let offset = Int(digest[digest.count - 1] & 0x0F)
    let number = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(digest[offset + $1]) } & 0x7FFF_FFFF
    let text = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - text.count) + text
  }

  /// The step `code` belongs to: this one, or one to either side of it, since clocks differ; later than `last`, so that
  /// a code works once. Nil for another code.
  func step(of code: String, at moment: Moment, after last: Int64) -> Int64? {
    let now = OneTimeCode.step(at: moment)
    return (now - 1...now + 1).first { $0 > last && self.code(at: $0) == code }
  }

  /// RFC 4648, without padding: what people type.
  var base32: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (bits, buffer, text) = (0, 0, "")
    for byte in secret {
      buffer = buffer << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        text.append(alphabet[buffer >> (bits - 5) & 31])
        bits -= 5
      }
      buffer &= (1 << bits) - 1
    }
    if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
    return text
  }
}

/// Seals secrets that must be read again with a key that is not in the database (AES-GCM, 256 bits).
public struct SealingKey: Sendable {
  private let key: SymmetricKey

  /// - Throws: `sealing_key_malformed` for other than 32 bytes.
  public init(bytes: [UInt8]) throws(Problem) {
    guard bytes.count == 32 else { throw Problem("sealing_key_malformed", "The key that seals secrets has 32 bytes.") }
    key = SymmetricKey(data: bytes)
  }

  func seal(_ bytes: [UInt8], for person: ID<User>) throws -> [UInt8] {
    let box = try AES.GCM.seal(bytes, using: key, authenticating: Array("person \(person)".utf8))
    return Array(box.combined ?? Data())
  }

  /// - Throws: what the sealing does not bear out: another key, another person's, or bytes that were changed.
  func open(_ sealed: [UInt8], for person: ID<User>) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(combined: sealed)
    return Array(try AES.GCM.open(box, using: key, authenticating: Array("person \(person)".utf8)))
  }
}
