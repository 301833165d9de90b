import Domain
import Serving

/// A body of a request that says who asks: an object with exactly the members that its reader names, and `by`, who asks.
struct SignedBody {
  private let object: JSONObject
  let by: Person

  /// - Throws: `field_unknown`, `field_missing`, `value_type_wrong`, `person_malformed`.
  init(_ json: JSONValue, _ fields: [Field]) throws {
    object = try JSONObject(
      json, required: fields.filter { !$0.isOptional }.map(\.name) + ["by"],
      optional: fields.filter(\.isOptional).map(\.name))
    by = try object.read("by") { text throws(Problem) in try Caller.person(text) }
  }

  func code(_ name: String) throws(Problem) -> Code {
    try object.read(name) { text throws(Problem) in try Code(text) }
  }

  func codeIfPresent(_ name: String) throws(Problem) -> Code? {
    try object.readIfPresent(name) { text throws(Problem) in try Code(text) }
  }

  func text(_ name: String) throws(Problem) -> String { try object.required(name).text(atMost: 2_000) }
  func textIfPresent(_ name: String) throws(Problem) -> String? { try object[name]?.text(atMost: 2_000) }
  func day(_ name: String) throws(Problem) -> CalendarDate { try object.read(name, CalendarDate.init(iso:)) }
  func dayIfPresent(_ name: String) throws(Problem) -> CalendarDate? {
    try object.readIfPresent(name, CalendarDate.init(iso:))
  }
  func integerIfPresent(_ name: String) throws(Problem) -> Int64? { try object[name]?.integer() }
  func integer(_ name: String) throws(Problem) -> Int64 { try object.required(name).integer() }
  func flagIfPresent(_ name: String) throws(Problem) -> Bool? { try object[name]?.flag() }
  func objectIfPresent(_ name: String, required: [String], optional: [String] = []) throws -> JSONObject? {
    try object[name].map { try JSONObject($0, required: required, optional: optional) }
  }
  func currency() throws(Problem) -> Currency { try object.read("currency", Currency.init) }
  func list(_ name: String, atMost limit: Int) throws(Problem) -> [JSONValue] {
    try object.required(name).list(atMost: limit)
  }

  func listIfPresent(_ name: String, atMost limit: Int) throws(Problem) -> [JSONValue]? {
    try object[name]?.list(atMost: limit)
  }

  func value(_ name: String) throws(Problem) -> JSONValue { try object.required(name) }
  func has(_ name: String) -> Bool { object[name] != nil }

  /// A moment with its offset, such as `2026-03-31T23:30:00+01:00`.
  func moment(_ name: String) throws(Problem) -> Moment {
    try object.read(name) { text throws(Problem) in try Moment(rfc3339: text) }
  }

  /// An amount in the body's `currency`.
  func money(_ name: String) throws(Problem) -> Money { try object.required(name).money(currency()) }
  func moneyIfPresent(_ name: String) throws(Problem) -> Money? { try object[name]?.money(currency()) }

  /// The days between two members, both ends included.
  func span(_ first: String, _ last: String) throws(Problem) -> DateSpan {
    let (first, last) = (try day(first), try day(last))
    return try check { () throws(Problem) in try DateSpan(first, through: last) }
  }

  func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type = Word.self)
    throws(Problem) -> Word
  {
    try object.required(name).word(type)
  }

  func wordIfPresent<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type = Word.self)
    throws(Problem) -> Word?
  {
    try object[name]?.word(type)
  }

  func check<Value>(_ body: () throws(Problem) -> Value) throws(Problem) -> Value { try object.check(body) }
}
