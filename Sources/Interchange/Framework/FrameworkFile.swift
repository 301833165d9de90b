import Crypto
import Domain
import Scoring

/// A framework as it stands in a file, with the fingerprint it is known by.
public struct FrameworkFile: Sendable {
  public let framework: Framework
  /// SHA-256 of the bytes of the file, in lower-case hexadecimal.
  public let sha256: String

  /// What a file may ask of this machine.
  public static let byteLimit = 1_048_576

  /// Reads a framework and validates it.
  ///
  /// - Parameter name: what problems call the file.
  /// - Throws: every mistake at once, with its line and column: `framework_too_large`, `encoding_not_utf8`,
  ///   `yaml_malformed`, `yaml_too_deep`, `yaml_alias_forbidden`, `key_duplicate`, `key_unknown`, `key_missing`,
  ///   `value_of_wrong_type`, `value_unknown`, and what ``Scoring/Framework/validate()`` refuses.
  public init(bytes: some Collection<UInt8>, name: String? = nil) throws(Problems) {
    let bytes = Array(bytes)
    let root = try YAMLText.root(of: bytes, name: name)
    let reading = YAMLReading(file: name)
    let framework = FrameworkReader(reading).framework(root)
    try Problems.throwIfAny(reading.problems)
    // The problems of reading come first: a framework with holes would be refused for what is not its fault.
    try Problems.throwIfAny(framework.problems().map(reading.placed))
    self.framework = framework
    sha256 = SHA256.hash(data: bytes).hexadecimal
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: `file_unreadable`, and what ``init(bytes:name:)`` throws.
  public init(path: String) throws(Problems) {
    let bytes = try Problems.one { () throws(Problem) in try FrameworkFile.bytes(of: path) }
    try self.init(bytes: bytes, name: path)
  }

  /// The file at `path`, word for word.
  ///
  /// - Throws: `file_unreadable`, and every mistake in the file, at its place in it.
  public static func text(path: String) throws(Problems) -> String {
    let bytes = try Problems.one { () throws(Problem) in try FrameworkFile.bytes(of: path) }
    _ = try FrameworkFile(bytes: bytes, name: path)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of a file, one more than ``byteLimit`` at most.
  static func bytes(of path: String) throws(Problem) -> [UInt8] {
    let file = try ByteFile(reading: path)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= byteLimit {
      var count = 0
      do {
        count = try piece.withUnsafeMutableBytes { buffer in try file.read(into: buffer) }
      } catch let problem as Problem { throw problem } catch {
        throw Problem("file_unreadable", "The file cannot be read.", at: Place(file: path))
      }
      if count == 0 { break }
      bytes += piece[..<count]
    }
    return bytes
  }
}

extension Digest {
  /// Lower-case hexadecimal.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
