import Domain
import Serving

extension Actor {
  /// - Parameter code: The code in the address, which the body may repeat; nil where the body gives it.
  /// - Throws: `code_differs` where the body names another actor than the address; what the parts throw.
  init(json: JSONValue, code: Code? = nil) throws {
    let object = try JSONObject(
      json, required: (code == nil ? ["code"] : []) + ["kind", "names"], optional: ["code", "territory", "identifiers"])
    let written = try object.readIfPresent("code") { text throws(Problem) in try Code(text) }
    if let code, let written, code != written {
      throw Problem("code_differs", "The body speaks of \(written), the address of \(code).", at: json.place)
    }
    self.init(
      code: try code ?? object.read("code") { text throws(Problem) in try Code(text) },
      kind: try object.read("kind", ActorKind.init(word:)), names: try Names(json: object.required("names")),
      territory: try object.readIfPresent("territory", Territory.init(code:)),
      identifiers: try object["identifiers"]?.list(atMost: 20).map(ActorIdentifier.init(json:)) ?? [])
  }
}

extension ActorIdentifier {
  init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["scheme", "value"])
    let scheme = try object.required("scheme").word(Scheme.self)
    self = try object.read("value") { value throws(Problem) in try ActorIdentifier(scheme, value) }
  }
}

extension JSON {
  static func actor(_ stored: RegisteredActor) -> JSON {
    let actor = stored.actor
    return [
      "code": .code(actor.code), "kind": .text(actor.kind.rawValue), "names": .names(actor.names),
      "territory": .optional(actor.territory?.code),
      "identifiers": .list(
        actor.identifiers.map { ["scheme": .text($0.scheme.rawValue), "value": .text($0.value)] }),
      "version": .integer(stored.version),
    ]
  }
}
