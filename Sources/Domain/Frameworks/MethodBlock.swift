/// A piece of the description of a method, for whoever shows it: as Markdown, as text, or as a page.
public enum MethodBlock: Hashable, Sendable {
  case title(String)
  case heading(String)
  case paragraph(String)
  case items([String])
  case table(header: [String], rows: [[String]])

  public var markdown: String {
    switch self {
    case .title(let text): "# \(text)"
    case .heading(let text): "## \(text)"
    case .paragraph(let text): text
    case .items(let items): items.map { "- \($0)" }.joined(separator: "\n")
    case .table(let header, let rows):
      ([header, header.map { _ in "---" }] + rows)
        .map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
        .joined(separator: "\n")
    }
  }

  public var text: String {
    switch self {
    case .title(let text): text + "\n" + String(repeating: "=", count: text.count)
    case .heading(let text): text + "\n" + String(repeating: "-", count: text.count)
    case .paragraph(let text): text
    case .items(let items): items.map { "* \($0)" }.joined(separator: "\n")
    case .table(let header, let rows):
      rows.map { row in
        zip(header, row).map { "\($0): \($1)" }.joined(separator: "; ")
      }.map { "* \($0)" }.joined(separator: "\n")
    }
  }
}
