import Crypto

/// The public half of a ``SigningKey``.
public struct VerifyingKey: Sendable {
  /// What stands before the 32 bytes of the key (RFC 8410).
  private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

  private let key: Curve25519.Signing.PublicKey

  init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

  /// Nil where the bytes are no key.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
    self.key = key
  }

  /// 32 bytes.
  public var bytes: [UInt8] { Array(key.rawRepresentation) }

  private var der: [UInt8] { VerifyingKey.prefix + bytes }

  /// SHA-256 of the key in DER, in hexadecimal digits: `openssl pkey -pubin -in key.pem -outform DER | sha256sum`.
  public var id: String { SHA256.hash(data: der).hexadecimal }

  /// The key as openssl reads it.
  public var pem: String { PEMText.text(der, label: "PUBLIC KEY") }

  public func isSignature(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    key.isValidSignature(signature, for: bytes)
  }
}
