import Domain
import Hummingbird
import Serving

/// Which scores an address asks for. Parameters that mean nothing are ignored: people type addresses, and mail programs
/// add to them.
struct ScoreQuery {
  let node: Code?
  var filter: ScoreFilter
  var offset: Int

  private static let maximumOffset = 10_000_000

  init(_ request: Request) {
    let parameters = request.uri.queryParameters
    func text(_ name: String) -> String? { parameters[name[...]].map { String($0) } }
    node = text("node").flatMap { try? Code($0) }
    let offset = text("offset").flatMap { Int($0) } ?? 0
    self.offset = min(max(offset, 0), ScoreQuery.maximumOffset)
    filter = ScoreFilter(
      kind: text("kind").flatMap { ActorKind(rawValue: $0) },
      territory: text("territory").flatMap { try? Territory(code: $0).code },
      status: text("status").flatMap { ScoreFilter.statuses.contains($0) ? $0 : nil },
      group: text("group").flatMap { try? Code($0) },
      order: text("order").flatMap { ScoreFilter.Order(rawValue: $0) } ?? .rank, language: Language(of: request))
  }

  /// The same scores in another order, from the first one on.
  func ordered(by order: ScoreFilter.Order) -> ScoreQuery {
    var other = self
    other.filter.order = order
    other.offset = 0
    return other
  }

  /// The same list from another score on.
  func from(_ offset: Int) -> ScoreQuery {
    var other = self
    other.offset = offset
    return other
  }

  /// The same question as the end of an address, without the language.
  var parameters: [(name: String, value: String)] {
    var parts: [(String, String)] = []
    if let node { parts.append(("node", node.text)) }
    if let kind = filter.kind { parts.append(("kind", kind.rawValue)) }
    if let territory = filter.territory { parts.append(("territory", territory)) }
    if let status = filter.status { parts.append(("status", status)) }
    if let group = filter.group { parts.append(("group", group.text)) }
    if filter.order != .rank { parts.append(("order", filter.order.rawValue)) }
    if offset > 0 { parts.append(("offset", String(offset))) }
    return parts
  }

  /// `?lang=fr&kind=union`: names and values are codes, which need no escaping.
  func text(_ language: Language) -> String {
    "?lang=\(language.rawValue)" + parameters.map { "&\($0.name)=\($0.value)" }.joined()
  }
}
