import Domain
import Hummingbird

/// A list that is short by nature, such as the mandates of one organisation: it is read whole and answered in pages.
package struct ShortList<Item> {
  package let items: [Item]
  /// What tells an item from the others for good.
  package let key: (Item) -> String

  package init(_ items: [Item], key: @escaping (Item) -> String) {
    self.items = items
    self.key = key
  }

  /// A page as the query asks for it.
  ///
  /// - Parameters:
  ///   - filters: Names of parameters that the next page must have, too.
  /// - Throws: `query_malformed`; `cursor_malformed` where `after` names no item.
  package func page(_ query: Query, at path: String, filters: [String] = [], _ json: (Item) -> JSON) throws(Problem)
    -> Response
  {
    let limit = try query.integer("limit", in: 1...ShortLists.maximumPage, default: 100)
    var start = 0
    if let after = query["after"] {
      guard let index = items.firstIndex(where: { key($0) == after }) else {
        throw Problem("cursor_malformed", "The list has no such place; begin it anew.", at: Place(field: "after"))
      }
      start = index + 1
    }
    let page = items[start...].prefix(limit)
    var next: String?
    if start + limit < items.count, let last = page.last {
      next = "\(path)?after=\(PercentEncoding.encode(key(last)))&limit=\(limit)\(query.rest(filters))"
    }
    return Response(json: .page(page.map(json), next: next))
  }
}

/// What is the same of all of them.
package enum ShortLists {
  package static let maximumPage = 200
  package static let query: [Field] = [Field("after?", .text(atMost: 500)), .limit(Int64(maximumPage))]
}
