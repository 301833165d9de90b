/// A name that people type, put into addresses and print: letters and digits of ASCII, and `. _ : -` after the first.
///
/// The database's `is_code` says the same.
public struct Code: Hashable, Comparable, Sendable {
  public let text: String

  public static let maximumLength = 100

  /// - Throws: `code_malformed`.
  public init(_ text: some StringProtocol) throws(Problem) {
    let isAlphanumeric = { (byte: UInt8) in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: false
      }
    }
    let bytes = text.utf8
    guard let first = bytes.first, isAlphanumeric(first), bytes.count <= Code.maximumLength,
      bytes.allSatisfy({ isAlphanumeric($0) || ".:_-".utf8.contains($0) })
    else {
      throw Problem(
        "code_malformed",
        "A code starts with a letter or digit and goes on with letters, digits, “.”, “_”, “:” or “-”; at most 100.")
    }
    self.text = String(text)
  }

  /// A code that the database or this program wrote and that was checked then.
  public init(trusted text: String) { self.text = text }

  public static func < (left: Code, right: Code) -> Bool { left.text < right.text }
}

extension Code: CustomStringConvertible {
  public var description: String { text }
}
