import Crypto
import Domain
import Foundation

/// A private key of Ed25519 (RFC 8032) that manifests of runs are signed with, out of a PEM file of PKCS #8 as
/// `openssl genpkey -algorithm ed25519` writes it.
public struct SigningKey: Sendable {
  /// What stands before the 32 bytes of the key (RFC 8410).
  private static let prefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  private static let label = "PRIVATE KEY"

  private let key: Curve25519.Signing.PrivateKey

  /// - Throws: `signing_key_unreadable`; `signing_key_exposed` where others than its owner may read or write the file;
  ///   `signing_key_malformed`.
  public init(path: String) throws(Problem) {
    let malformed = Problem(
      "signing_key_malformed", "The file is no private key of Ed25519 in PEM.", at: Place(file: path))
    guard let data = FileManager.default.contents(atPath: path),
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    else {
      throw Problem("signing_key_unreadable", "The file cannot be read.", at: Place(file: path))
    }
    if let mode = attributes[.posixPermissions] as? Int, mode & 0o077 != 0 {
      throw Problem(
        "signing_key_exposed", "Others may read the file; take that away (chmod 600).", at: Place(file: path))
    }
    guard let der = PEMText.bytes(of: String(decoding: data, as: UTF8.self), label: SigningKey.label),
      der.count == SigningKey.prefix.count + 32, der.starts(with: SigningKey.prefix),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: der.suffix(32))
    else { throw malformed }
    self.key = key
  }

  /// Makes a key in a new file that its owner alone may read.
  /// - Throws: `file_exists`, `file_unwritable`.
  public static func make(at path: String) throws(Problem) -> SigningKey {
    let key = Curve25519.Signing.PrivateKey()
    let text = PEMText.text(prefix + Array(key.rawRepresentation), label: label)
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if file < 0, errno == EEXIST {
      throw Problem("file_exists", "The file is there already; a key is never written over.", at: Place(file: path))
    }
    guard file >= 0 else {
      throw Problem("file_unwritable", "The file cannot be written.", at: Place(file: path))
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      throw Problem("file_unwritable", "The file cannot be written.", at: Place(file: path))
    }
    return try SigningKey(path: path)
  }

  public var publicKey: VerifyingKey { VerifyingKey(key.publicKey) }

  /// The signature of `bytes`, 64 bytes.
  public func signature(of bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }
}
