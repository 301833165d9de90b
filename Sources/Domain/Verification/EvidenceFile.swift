/// A file that stands behind a report. What it is, its content says, not its name.
public struct EvidenceFile: Hashable, Sendable {
  public enum MediaType: String, CaseIterable, Hashable, Sendable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"

    /// What the first bytes of a file say it is; nil for anything else.
    public init?(content: some Collection<UInt8>) {
      let signatures: [(MediaType, [UInt8])] = [
        (.pdf, Array("%PDF-".utf8)), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (.jpeg, [0xFF, 0xD8, 0xFF]),
      ]
      guard let found = signatures.first(where: { content.starts(with: $0.1) }) else { return nil }
      self = found.0
    }
  }

  /// In bytes.
  public static let maximumSize = 10 * 1_024 * 1_024

  public let sha256: [UInt8]
  public let mediaType: MediaType
  public let byteCount: Int
  public let name: String
  public let attachedBy: String
  public let attachedAt: Moment

  public init(
    sha256: [UInt8], mediaType: MediaType, byteCount: Int, name: String, attachedBy: String, attachedAt: Moment
  ) {
    self.sha256 = sha256
    self.mediaType = mediaType
    self.byteCount = byteCount
    self.name = name
    self.attachedBy = attachedBy
    self.attachedAt = attachedAt
  }

  /// - Returns: What the content is.
  /// - Throws: `evidence_empty`, `evidence_too_large`, `evidence_type_refused`.
  public static func check(_ content: some Collection<UInt8>) throws(Problem) -> MediaType {
    guard !content.isEmpty else { throw Problem("evidence_empty", "The file is empty.") }
    guard content.count <= maximumSize else {
      throw Problem("evidence_too_large", "A file has at most \(maximumSize / 1_048_576) MiB.")
    }
    guard let type = MediaType(content: content) else {
      throw Problem("evidence_type_refused", "A file is PDF, PNG or JPEG, by what is in it.")
    }
    return type
  }

  /// - Throws: `name_malformed` for a name that is empty, longer than 200 characters, or has a control character or a
  ///   slash.
  public static func check(name: String) throws(Problem) {
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      let category = scalar.properties.generalCategory
      return category != .control && category != .format && scalar != "/" && scalar != "\\"
    }
    guard (1...200).contains(name.unicodeScalars.count), isPlain, name.contains(where: { !$0.isWhitespace }) else {
      throw Problem("name_malformed", "The name of a file has 1 to 200 visible characters and no slash.")
    }
  }
}
