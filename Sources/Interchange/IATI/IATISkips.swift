import Domain

/// Gathers what is passed over; the same thing said again of the same element is counted.
struct IATISkips {
  private struct Key: Hashable {
    let element: String
    let code: ProblemCode
    let sentence: String
  }

  let file: String?
  let activity: String?
  private(set) var list: [IATISkipped] = []
  private var positions: [Key: Int] = [:]

  init(file: String?, activity: String?) {
    self.file = file
    self.activity = activity
  }

  mutating func note(_ code: ProblemCode, _ element: String, line: Int, _ sentence: String) {
    let key = Key(element: element, code: code, sentence: sentence)
    if let position = positions[key] {
      list[position].count += 1
      return
    }
    positions[key] = list.count
    list.append(
      IATISkipped(
        file: file, activity: activity, line: line, element: element, code: code, sentence: sentence, count: 1))
  }

  /// Notes an element that nothing here reads.
  mutating func note(unread node: IATINode) {
    let name = node.name
    if IATIVocabulary.personal.contains(name) {
      note("personal_data_not_stored", node.path, line: node.line, "Names and addresses of persons are not kept.")
    } else if IATIVocabulary.passedOver.contains(name) || IATIVocabulary.passedOverBelow.contains(name) {
      note("element_not_stored", node.path, line: node.line, "“\(name)” is not taken over.")
    } else {
      note("element_unknown", node.path, line: node.line, "“\(name)” is no element of IATI 2.01 to 2.03 at this place.")
    }
  }
}
