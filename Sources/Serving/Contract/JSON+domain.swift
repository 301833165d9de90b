import Domain

// How the domain's values look in the API.

extension JSON {
  package static func code(_ code: Code) -> JSON { .text(code.text) }
  package static func optional(_ code: Code?) -> JSON { optional(code?.text) }
  package static func date(_ date: CalendarDate) -> JSON { .text(date.description) }

  /// `{"ar": …, "fr": …, "en": …}`, null where not given.
  package static func names(_ names: Names) -> JSON {
    ["ar": .optional(names.ar), "fr": .optional(names.fr), "en": .optional(names.en)]
  }

  package static func names(ifAny names: Names?) -> JSON { names.map(JSON.names) ?? .null }

  /// `{"amount": "1200.50", "currency": "MAD"}`: never a JSON number, which many programs read as binary.
  package static func money(_ money: Money) -> JSON {
    ["amount": .text(money.decimal), "currency": .text(money.currency.code)]
  }

  /// RFC 3339 in UTC, to the second.
  package static func moment(_ moment: Moment) -> JSON { .text(moment.description) }

  package static func hex(_ bytes: [UInt8]) -> JSON {
    .text(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }

  /// A page of a list and the address of the next one.
  package static func page(_ items: [JSON], next: String?) -> JSON { ["items": .list(items), "next": .next(next)] }

  /// The address of the next page, by its cursor.
  package static func next(_ address: String?) -> JSON { .optional(address.map(PageCursor.address)) }
}

extension Names {
  /// - Throws: ``JSONObject/init(_:required:optional:)``'s and `name_missing`, `name_too_long`, `name_has_controls`.
  package init(json: JSONValue) throws {
    let object = try JSONObject(json, required: [], optional: ["ar", "fr", "en"])
    let text = { (name: String) throws(Problem) in try object.readIfPresent(name, { $0 }) }
    let (ar, fr, en) = (try text("ar"), try text("fr"), try text("en"))
    self = try object.check { () throws(Problem) in try Names(ar: ar, fr: fr, en: en) }
  }
}

extension DateSpan {
  /// `{"first_on": …, "last_on": …}`.
  package init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["first_on", "last_on"])
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let last = try object.read("last_on", CalendarDate.init(iso:))
    self = try object.check { () throws(Problem) in try DateSpan(first, through: last) }
  }
}
