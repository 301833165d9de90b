import Foundation

/// Bytes between lines that say what they are (RFC 7468).
enum PEMText {
  static func text(_ bytes: [UInt8], label: String) -> String {
    let body = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----\n"
  }

  /// Nil where the text is not that and nothing else.
  static func bytes(of text: String, label: String) -> [UInt8]? {
    var lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    lines.removeAll(where: \.isEmpty)
    guard lines.count >= 3, lines.first == "-----BEGIN \(label)-----", lines.last == "-----END \(label)-----" else {
      return nil
    }
    return Data(base64Encoded: lines.dropFirst().dropLast().joined()).map { Array($0) }
  }
}
