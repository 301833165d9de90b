import Crypto
import Domain
import Foundation

/// Where evidence is kept: a folder that nothing is served from, each file under the SHA-256 of its content.
public struct EvidenceFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  static func hash(_ content: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: content)) }

  /// Keeps `content`, whole or not at all; what is there already stays.
  ///
  /// - Throws: `evidence_not_kept` where the folder cannot be written.
  func keep(_ content: [UInt8], as hash: [UInt8]) throws(Problem) {
    let file = place(of: hash)
    if FileManager.default.fileExists(atPath: file.path) { return }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data(content).write(to: file, options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file.path)
    } catch {
      throw Problem("evidence_not_kept", "The service cannot write where it keeps evidence; the file was not taken.")
    }
  }

  /// - Throws: `evidence_missing` where the file is gone, `evidence_changed` where it is not what was kept.
  func content(of hash: [UInt8]) throws(Problem) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: place(of: hash).path) else {
      throw Problem("evidence_missing", "The file is not where it was kept.")
    }
    let content = Array(data)
    guard EvidenceFolder.hash(content) == hash else {
      throw Problem("evidence_changed", "The file is not the one that was kept.")
    }
    return content
  }

  /// `ab/cdef…`, so that no folder grows too long.
  private func place(of hash: [UInt8]) -> URL {
    let digits = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return URL(fileURLWithPath: path).appendingPathComponent(String(digits.prefix(2)))
      .appendingPathComponent(String(digits.dropFirst(2)))
  }
}
