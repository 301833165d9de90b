import Domain
import Foundation
import Interchange
import Testing

@Suite("Keys that manifests of runs are signed with")
struct SigningKeyTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func write(_ text: String, _ path: String, mode: Int = 0o600) throws {
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
    #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: attributes))
  }

  private func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.count, by: 2).compactMap {
      UInt8(Array(hexadecimal)[$0...($0 + 1)].map(String.init).joined(), radix: 16)
    }
  }

  @Test("the first key and signature of RFC 8032, section 7.1, read from PEM")
  func published() throws {
    try inFolder { folder in
      let secret = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
      let der = Data(bytes("302e020100300506032b657004220420") + secret)
      let path = "\(folder)/key.pem"
      try write("-----BEGIN PRIVATE KEY-----\n\(der.base64EncodedString())\n-----END PRIVATE KEY-----\n", path)
      let key = try SigningKey(path: path).publicKey
      #expect(key.bytes == bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
      let signature = bytes(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
      )
      #expect(key.isSignature(signature, of: []) && !key.isSignature(signature, of: [0]))
      #expect(!key.isSignature(Array(signature.dropLast()), of: []))
    }
  }

  @Test("a new key is in a file for its owner alone, is never written over, and signs what its public half checks")
  func made() throws {
    try inFolder { folder in
      let path = "\(folder)/key.pem"
      let key = try SigningKey.make(at: path)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let again = try SigningKey(path: path)
      #expect(again.publicKey.id == key.publicKey.id && key.publicKey.id.count == 64)
      let text = Array("run 3".utf8)
      let signature = try again.signature(of: text)
      #expect(key.publicKey.isSignature(signature, of: text))
      #expect(VerifyingKey(bytes: key.publicKey.bytes)?.isSignature(signature, of: Array("run 4".utf8)) == false)
      #expect(throws: Problem.self) { try SigningKey.make(at: path) }
      #expect(try SigningKey(path: path).publicKey.id == key.publicKey.id)
    }
  }

  @Test("a file that is no key, or that others may read, is refused by name")
  func refused() throws {
    try inFolder { folder in
      let path = "\(folder)/key.pem"
      let missing = #expect(throws: Problem.self) { try SigningKey(path: path) }
      #expect(missing?.code == "signing_key_unreadable" && missing?.place?.file == path)
      for text in ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "secret"] {
        try? FileManager.default.removeItem(atPath: path)
        try write(text, path)
        #expect(#expect(throws: Problem.self) { try SigningKey(path: path) }?.code == "signing_key_malformed")
      }
      let other = "\(folder)/other.pem"
      _ = try SigningKey.make(at: other)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: other)
      #expect(#expect(throws: Problem.self) { try SigningKey(path: other) }?.code == "signing_key_exposed")
    }
  }
}
