import Crypto
import Domain
import Yams

/// A policy as it stands in a file, with the fingerprint it is known by.
///
///     code: books-ma
///     version: 1
///     instrument: all            # or grant, crowdfunding, zakat, waqf
///     status: to_be_confirmed    # or confirmed
///     authority: The fund's own board
///     source: Where it is written
///     values:
///       fiscal_year_first_month: {value: 1, source: Where this one is written, note: …, status: to_be_confirmed}
public struct PolicyFile: Sendable {
  public let policy: Policy
  /// SHA-256 of the bytes of the file, in lower-case hexadecimal.
  public let sha256: String
  /// The file, word for word.
  public let text: String

  /// Reads a policy and checks every value against the keys known for its kind of money.
  ///
  /// - Throws: every mistake at once, with its line and column: `policy_too_large`, `encoding_not_utf8`,
  ///   `yaml_malformed`, `yaml_too_deep`, `yaml_alias_forbidden`, `key_duplicate`, `key_unknown`, `key_missing`,
  ///   `value_of_wrong_type`, `value_unknown`, `policy_value_out_of_range`, `code_malformed`.
  public init(bytes: some Collection<UInt8>, name: String? = nil) throws(Problems) {
    let bytes = Array(bytes)
    let root = try YAMLText.root(of: bytes, name: name, what: "policy")
    let reading = YAMLReading(file: name)
    let policy = PolicyReader(reading).policy(YAMLMap(root, "", reading))
    try Problems.throwIfAny(reading.problems)
    guard let policy else {
      throw Problems([Problem("yaml_malformed", "The file is no policy.", at: Place(file: name, line: 1, column: 1))])
    }
    self.policy = policy
    sha256 = SHA256.hash(data: bytes).hexadecimal
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: `file_unreadable`, and what ``init(bytes:name:)`` throws.
  public init(path: String) throws(Problems) {
    let bytes = try Problems.one { () throws(Problem) in try FrameworkFile.bytes(of: path) }
    try self.init(bytes: bytes, name: path)
  }
}
