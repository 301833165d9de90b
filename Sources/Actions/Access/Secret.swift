import Crypto
import Domain

/// 256 random bits that prove something to whoever holds their hash: a session, a token, a link.
///
/// As text it is `tdm_`, 64 hexadecimal digits, and 8 more that are a checksum, so that a secret that was cut off when
/// it was copied, or left in a file, can be told from chance. The database holds ``sha256`` only.
public struct Secret: Sendable {
  public let text: String

  public init() {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let body = bytes.hexadecimal
    text = "tdm_\(body)\(Secret.checksum(of: body))"
  }

  /// - Throws: `secret_malformed` for what cannot be one of ours; the database is not asked then.
  public init(_ text: String) throws(Problem) {
    let body = text.dropFirst(4).prefix(64)
    guard text.utf8.count == 76, text.hasPrefix("tdm_"), text.hasSuffix(Secret.checksum(of: String(body))) else {
      throw Problem("secret_malformed", "This is not a secret of this service, or not the whole of it.")
    }
    self.text = text
  }

  public var sha256: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

  private static func checksum(of body: String) -> String {
    Array(SHA256.hash(data: Array("tadamun \(body)".utf8)).prefix(4)).hexadecimal
  }
}

extension [UInt8] {
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
