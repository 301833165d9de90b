import Domain

/// Makes typed values of one activity, and notes what it makes nothing of.
struct IATIConverter {
  let node: IATINode
  var skips: IATISkips
  var defaultCurrency: Currency?
  private let language: String?

  init(_ node: IATINode, file: String?, rootLanguage: String?) {
    self.node = node
    language = node["xml:lang"] ?? rootLanguage
    let identifier = node.children.first { $0.name == "iati-identifier" }.map { IATINode.collapsed($0.text) }
    skips = IATISkips(file: file, activity: identifier)
  }

  /// Notes the attributes of a node that are not among those read, and its text where that is not read.
  mutating func account(_ node: IATINode, reads attributes: Set<String>, readsText: Bool = false) {
    for name in node.attributes.keys.sorted() where !attributes.contains(name) && !name.hasPrefix("xmlns") {
      let sentence = "The attribute “\(name)” is not taken over."
      skips.note("attribute_not_stored", "\(node.path)/@\(name)", line: node.line, sentence)
    }
    if !readsText, node.text.contains(where: { !$0.isWhitespace }) {
      skips.note(
        "text_not_stored", node.path, line: node.line, "Text stands where IATI has none, and is not taken over.")
    }
  }

  /// Notes what makes `node` useless.
  mutating func reject(_ code: ProblemCode, _ node: IATINode, _ sentence: String) {
    skips.note(code, node.path, line: node.line, sentence)
  }

  /// Notes that `part` lacks, and with it `node`.
  mutating func rejectIncomplete(_ node: IATINode, lacks part: String) {
    let sentence = "“\(node.name)” has no usable \(part) and is not taken over."
    skips.note("part_missing", node.path, line: node.line, sentence)
  }

  /// The only child of a name; further ones are noted.
  mutating func only(_ name: String, of node: IATINode) -> IATINode? {
    let found = node.children.filter { $0.name == name }
    for extra in found.dropFirst() {
      skips.note("element_repeated", extra.path, line: extra.line, "Only the first “\(name)” is taken over.")
    }
    return found.first
  }

  /// Notes the children whose names are not among those read.
  mutating func passOver(_ node: IATINode, except names: Set<String>) {
    for child in node.children where !names.contains(child.name) { skips.note(unread: child) }
  }

  /// The narratives of a node.
  mutating func text(_ node: IATINode) -> IATIText {
    passOver(node, except: ["narrative"])
    let inherited = node["xml:lang"] ?? language
    var narratives: [IATIText.Narrative] = []
    for child in node.children where child.name == "narrative" {
      account(child, reads: ["xml:lang"], readsText: true)
      passOver(child, except: [])
      let text = IATINode.collapsed(child.text)
      if !text.isEmpty { narratives.append(.init(language: child["xml:lang"] ?? inherited, text: text)) }
    }
    return IATIText(narratives: narratives)
  }

  mutating func organisation(_ node: IATINode) -> IATIOrganisation? {
    account(node, reads: ["ref", "type", "role", "xml:lang"])
    let name = text(node).withoutDirectionMarks
    guard node["ref"] != nil || !name.narratives.isEmpty else {
      rejectIncomplete(node, lacks: "ref or name")
      return nil
    }
    return IATIOrganisation(ref: node["ref"], type: node["type"], role: node["role"], name: name, line: node.line)
  }

  /// The day of the attribute `iso-date` or another; noted and nil where it is none. A time or a time zone behind the day
  /// is passed over, as a day of the publisher is meant.
  mutating func date(_ node: IATINode, _ attribute: String = "iso-date") -> CalendarDate? {
    guard let text = node[attribute] else { return nil }
    let day = text.replacing(/(T[\d:.]+)?(Z|[+-]\d\d:\d\d)?$/, with: "")
    do { return try CalendarDate(iso: day) } catch {
      let sentence = "“\(text.prefix(40))” is no day. \(error.message)"
      skips.note(error.code, "\(node.path)/@\(attribute)", line: node.line, sentence)
      return nil
    }
  }

  /// The number of an attribute; noted and nil where it is none.
  mutating func number(_ node: IATINode, _ attribute: String) -> Double? {
    guard let text = node[attribute] else { return nil }
    if let decimal = IATIDecimal.normalised(text), let number = Double(decimal), number.isFinite { return number }
    let sentence = DecimalText.advice(for: text)
    skips.note("number_malformed", "\(node.path)/@\(attribute)", line: node.line, sentence)
    return nil
  }

  /// A truth of an attribute as XML Schema has it; noted and nil where it is none.
  mutating func truth(_ node: IATINode, _ attribute: String) -> Bool? {
    switch node[attribute] {
    case nil: return nil
    case "1", "true": return true
    case "0", "false": return false
    case let text?:
      let sentence = "“\(text.prefix(40))” is none of 0, 1, true and false."
      skips.note("truth_malformed", "\(node.path)/@\(attribute)", line: node.line, sentence)
      return nil
    }
  }
}
