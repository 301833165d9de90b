import Domain
import Foundation

/// Where the next page of a list begins, as one word that means nothing to anybody but the service: the address of the
/// page, so that a cursor of one list is none of another, and keeps the filters of the list that it was given for.
enum PageCursor {
  private static let name = "cursor"

  /// What the document of the API says of it.
  package static let field = Field("cursor?", .cursor)

  /// `/api/v1/actors?after=x&limit=50` as `/api/v1/actors?cursor=…`.
  package static func address(of next: String) -> String {
    let path = next.prefix { $0 != "?" }
    let word = Data(next.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
    return "\(path)?\(name)=\(word)"
  }

  /// The query that a query of the parameter `cursor` alone stands for; nil where there is none.
  /// - Throws: `cursor_malformed`; `query_malformed` where something stands beside it.
  package static func query(in query: String, of path: String) throws(Problem) -> String? {
    let parts = query.split(separator: "&")
    guard let part = parts.first(where: { $0.hasPrefix("\(name)=") }) else { return nil }
    guard parts.count == 1 else {
      throw Problem(
        "query_malformed", "A cursor stands alone: it keeps the filters and the length of the page.",
        at: Place(field: name))
    }
    let word = String(part.dropFirst(name.count + 1)).replacing("-", with: "+").replacing("_", with: "/")
    let filled = word + String(repeating: "=", count: (4 - word.count % 4) % 4)
    guard let data = Data(base64Encoded: filled), let next = String(validating: data, as: UTF8.self),
      next.hasPrefix("\(path)?"), !next.dropFirst(path.count + 1).hasPrefix("\(name)=")
    else {
      throw Problem("cursor_malformed", "The cursor is not one that this list gave.", at: Place(field: name))
    }
    return String(next.dropFirst(path.count + 1))
  }
}

extension Schema {
  package static let cursor = Schema(["type": "string", "maxLength": 4_096, "pattern": "^[A-Za-z0-9_-]+$"])
}
