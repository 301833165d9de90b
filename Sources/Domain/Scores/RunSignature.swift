/// A run's manifest as it was signed.
public struct RunSignature: Hashable, Sendable {
  /// SHA-256 of the public key in DER, in hexadecimal digits.
  public let key: String
  /// What was signed, byte by byte: a JSON object.
  public let manifest: String
  /// Of Ed25519, 64 bytes.
  public let signature: [UInt8]
  public let signedAt: Moment

  public init(key: String, manifest: String, signature: [UInt8], signedAt: Moment) {
    self.key = key
    self.manifest = manifest
    self.signature = signature
    self.signedAt = signedAt
  }
}
