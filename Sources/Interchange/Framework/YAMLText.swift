import Domain
import Yams

/// YAML with limits: what libyaml would recurse into is bounded before it sees the text.
enum YAMLText {
  static let lineLimit = 4_000
  static let depthLimit = 32

  /// The root node of a text that is one mapping.
  /// - Parameter what: what the file holds, as refusals call it.
  static func root(of bytes: [UInt8], name: String?, what: String = "framework") throws(Problems) -> Node.Mapping {
    if let problem = limits(bytes, name, what) { throw Problems([problem]) }
    if bytes.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "*") }) { try refuseAliases(bytes, name) }
    let text = String(decoding: bytes, as: UTF8.self)
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch { throw Problems(problems(error, name)) }
    guard let mapping = node?.mapping else {
      let message = node == nil ? "The file is empty." : "A \(what) file is a mapping of keys to values."
      throw Problems([Problem("yaml_malformed", message, at: Place(file: name, line: 1, column: 1))])
    }
    return mapping
  }

  /// Refuses anchors and aliases: an alias of aliases grows with every level, and so does what comparing keys costs.
  ///
  /// What is composed for that has anchors in place of aliases, which libyaml scans alike, so that nothing grows.
  /// Whether a character begins one, or stands in a text, is thus for libyaml to say.
  private static func refuseAliases(_ bytes: [UInt8], _ name: String?) throws(Problems) {
    let text = String(decoding: bytes.map { $0 == UInt8(ascii: "*") ? UInt8(ascii: "&") : $0 }, as: UTF8.self)
    let mark: Yams.Mark?
    do {
      let parser = try Yams.Parser(yaml: text)
      // Nodes hold their anchors weakly: it is the parser that keeps them.
      mark = try withExtendedLifetime(parser) { try parser.singleRoot().flatMap(firstAnchor) }
    } catch {
      if case .duplicatedKeysInMapping(let keys, let context)? = error as? YamlError,
        keys.contains(where: { ["", YAMLText.noText].contains($0) })
      {
        // Keys that are aliases, or hold some, are alike here.
        throw Problems([aliasForbidden(context.mark, name)])
      }
      throw Problems(problems(error, name))
    }
    if let mark { throw Problems([aliasForbidden(mark, name)]) }
  }

  /// What Yams calls a key that is no text.
  private static let noText = "<uncovertable>"

  private static func firstAnchor(in root: Node) -> Yams.Mark? {
    var open = [root]
    while let node = open.popLast() {
      if node.anchor != nil { return node.mark }
      switch node {
      case .mapping(let mapping):
        for (key, value) in mapping.reversed() { open += [value, key] }
      case .sequence(let sequence): open += sequence.reversed()
      case .scalar, .alias: break
      }
    }
    return nil
  }

  private static func aliasForbidden(_ mark: Yams.Mark, _ name: String?) -> Problem {
    Problem(
      "yaml_alias_forbidden",
      "Anchors (&) and aliases (*) are not read: write it out. A text that begins with & or * stands in quotes.",
      at: Place(file: name, line: mark.line, column: mark.column))
  }

  private static func limits(_ bytes: [UInt8], _ name: String?, _ what: String) -> Problem? {
    if bytes.count > FrameworkFile.byteLimit {
      let code = ProblemCode(rawValue: "\(what)_too_large")
      return Problem(code, "A \(what) has at most 1 MiB.", at: Place(file: name))
    }
    if let offset = bytes.withUnsafeBufferPointer(UTF8Text.firstInvalidByte) {
      let place = bytes.withUnsafeBufferPointer { UTF8Text.position(of: offset, in: $0, firstLine: 1) }
      return Problem(
        "encoding_not_utf8", "The file is not UTF-8. Save it as UTF-8 and send it again.",
        at: Place(file: name, line: place.line, column: place.column))
    }
    var (line, start, depth) = (1, 0, 0)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { (line, start) = (line + 1, index + 1) }
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth = max(depth - 1, 0) }
      // A nesting by indentation is at most as deep as its line is long; brackets may be balanced in texts.
      let dashes = index - start > lineLimit
      if depth > depthLimit || dashes {
        let message = dashes ? "A line has at most \(lineLimit) bytes." : "Brackets are nested too deep."
        return Problem("yaml_too_deep", message, at: Place(file: name, line: line, column: index - start + 1))
      }
    }
    return nil
  }

  private static let undefinedAlias = "found undefined alias"

  private static func problems(_ error: any Error, _ name: String?) -> [Problem] {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if ["while scanning an anchor", "while scanning an alias"].contains(context?.text) || problem == undefinedAlias {
        return [aliasForbidden(context?.mark ?? mark, name)]
      }
      let message = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
      return [
        Problem(
          "yaml_malformed", "The file is no YAML: \(message).",
          at: Place(file: name, line: mark.line, column: mark.column))
      ]
    case .duplicatedKeysInMapping(let keys, let context):
      return keys.sorted().map { key in
        Problem(
          "key_duplicate", "The key “\(key)” stands twice in one mapping.",
          at: Place(file: name, line: context.mark.line, column: context.mark.column, field: key))
      }
    default:
      return [Problem("yaml_malformed", "The file is no YAML.", at: Place(file: name, line: 1, column: 1))]
    }
  }
}
