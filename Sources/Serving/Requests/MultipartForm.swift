import Domain
import Foundation

/// What a form with a file sends (RFC 7578): fields of text, and files by the name of their field.
package struct MultipartForm: Sendable {
  package private(set) var fields: [String: String] = [:]
  package private(set) var files: [String: [UInt8]] = [:]

  package static let maximumParts = 50

  /// - Parameter type: The header `Content-Type`, which names the boundary.
  /// - Throws: `media_type_unsupported` where it is no multipart form, `form_malformed` where the body is none.
  package init(_ body: [UInt8], type: String) throws(Problem) {
    guard let boundary = MultipartForm.boundary(of: type) else {
      throw Problem("media_type_unsupported", "Send the form as multipart/form-data with its boundary.")
    }
    // Every boundary but the first begins with the line break before it.
    let data = Data("\r\n".utf8) + Data(body)
    let delimiter = Data("\r\n--\(boundary)".utf8)
    guard var end = data.range(of: delimiter)?.upperBound else { throw MultipartForm.malformed }
    for _ in 0..<MultipartForm.maximumParts {
      let rest = data[end...]
      if rest.starts(with: Data("--".utf8)) { return }
      guard rest.starts(with: Data("\r\n".utf8)),
        let head = rest.range(of: Data("\r\n\r\n".utf8)),
        let next = data.range(of: delimiter, in: (head.upperBound - 2)..<data.endIndex)
      else { throw MultipartForm.malformed }
      let content = head.upperBound <= next.lowerBound ? data[head.upperBound..<next.lowerBound] : Data()
      try take(Array(content), String(decoding: rest[rest.startIndex..<head.lowerBound], as: UTF8.self))
      end = next.upperBound
    }
    throw MultipartForm.malformed
  }

  private static let malformed = Problem("form_malformed", "The form misses a field, or is not whole.")

  private mutating func take(_ content: [UInt8], _ head: String) throws(Problem) {
    guard let name = head.firstMatch(of: /[; ]name="([^"\r\n]*)"/)?.output.1 else { throw MultipartForm.malformed }
    if head.contains("filename=") {
      files[String(name)] = content
    } else if let text = String(validating: content, as: UTF8.self) {
      fields[String(name)] = text
    } else {
      throw MultipartForm.malformed
    }
  }

  private static func boundary(of type: String) -> String? {
    guard type.lowercased().hasPrefix("multipart/form-data"),
      let found = type.firstMatch(of: /boundary="?([0-9A-Za-z'()+_,.\/:=? -]{1,70})"?/)
    else { return nil }
    return String(found.output.1).trimmingCharacters(in: .whitespaces)
  }
}
