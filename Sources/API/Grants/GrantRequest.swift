import Actions
import Domain
import Serving

/// Requests about grants as JSON, read and answered in one way over HTTP and on the command line.
public enum GrantRequest {
  /// The names of what may be done about a grant: `payments`, `waivers` …
  public static var nouns: [String] { GrantNoun.all.map(\.name) }

  /// Reads an application.
  /// - Throws: every mistake with its line, column and field.
  public static func application(_ bytes: [UInt8]) throws -> Grant { try application(JSONReader.read(bytes)) }

  /// Reads what is done about a grant.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field.
  public static func act(_ name: String, _ bytes: [UInt8]) throws -> GrantAct {
    guard let noun = GrantNoun.all.first(where: { $0.name == name }) else {
      throw Problem("noun_unknown", "“\(name)” is not one of: \(nouns.joined(separator: ", ")).")
    }
    return try noun.read(GrantBody(JSONReader.read(bytes)))
  }

  public static func rendered(_ sheet: GrantSheet) -> String { JSON.grant(sheet).rendered }
  public static func rendered(_ outcome: GrantOutcome, _ sheet: GrantSheet) -> String {
    JSON.outcome(outcome, sheet).rendered
  }
  public static func rendered(_ sheets: [GrantSheet]) -> String { JSON.list(sheets.map(JSON.grant)).rendered }

  /// Who asks, out of the member `by`.
  static func person(_ json: JSONValue) throws -> Person {
    guard case .object(let members) = json.content, let value = members.first(where: { $0.name == "by" })?.value else {
      throw Problem("field_missing", "The field “by” is needed: who asks.", at: Place(field: "by"))
    }
    return try value.read { text throws(Problem) in try Caller.person(text) }
  }

  static let applicationFields: [Field] = [
    "code", "fund", "grantee", "funder", "names", Field("purpose", .text(atMost: 2_000)), "first_on", "last_on",
    "submitted_on", "currency", "requested", "own_cash", "own_in_kind", Field("others", .decimal), "project_cost",
    "programme?", "restricted?", Field("members?", .count), Field("members_youth_or_women?", .count), "policy?",
  ]

  static func application(_ json: JSONValue) throws -> Grant {
    let body = GrantBody(json)
    let object = try body.object(applicationFields)
    let money = { (name: String) in try body.money(name, in: object) }
    let (requested, cash, inKind) = (try money("requested"), try money("own_cash"), try money("own_in_kind"))
    let (others, cost) = (try money("others"), try money("project_cost"))
    let span = (try body.day("first_on", in: object), try body.day("last_on", in: object))
    let names = try Names(json: object.required("names"))
    let counts = (
      try object["members"].map { try $0.count() }, try object["members_youth_or_women"].map { try $0.count() }
    )
    let code = { (name: String) throws(Problem) in try object.read(name) { text throws(Problem) in try Code(text) } }
    let (grant, fund, grantee, funder) = (try code("code"), try code("fund"), try code("grantee"), try code("funder"))
    let programme = try object.readIfPresent("programme") { text throws(Problem) in try Code(text) }
    let policy = try object.readIfPresent("policy") { text throws(Problem) in try Code(text) }
    let purpose = try object.required("purpose").text(atMost: 2_000)
    let submitted = try body.day("submitted_on", in: object)
    let restricted = try object["restricted"].map { try $0.flag() } ?? true
    return try object.check { () throws(Problem) in
      try Grant(
        grant, fund: fund, grantee: grantee, funder: funder, programme: programme, names: names, purpose: purpose,
        isRestricted: restricted, span: DateSpan(span.0, through: span.1), submittedOn: submitted,
        plan: GrantPlan(requested: requested, ownCash: cash, ownInKind: inKind, others: others, cost: cost),
        members: counts.0, youthAndWomen: counts.1, policy: policy)
    }
  }
}

/// A body of a request about a grant: an object, the member `by` among its fields.
struct GrantBody {
  let json: JSONValue

  init(_ json: JSONValue) { self.json = json }

  /// The body as an object of these members and `by`, who asks.
  func object(_ fields: [Field]) throws -> JSONObject {
    try JSONObject(
      json, required: fields.filter { !$0.isOptional }.map(\.name),
      optional: fields.filter(\.isOptional).map(\.name) + ["by"])
  }

  func day(_ name: String, in object: JSONObject) throws(Problem) -> CalendarDate {
    try object.read(name, CalendarDate.init(iso:))
  }

  /// An amount in the object's `currency`.
  func money(_ name: String, in object: JSONObject) throws -> Money {
    try object.required(name).money(try object.read("currency", Currency.init))
  }

  func reason(in object: JSONObject) throws -> String { try object.required("reason").text(atMost: 2_000) }
}

extension JSONValue {
  func money(_ currency: Currency) throws(Problem) -> Money {
    try read { text throws(Problem) in try Money(decimal: text, currency) }
  }

  func code() throws(Problem) -> Code { try read { text throws(Problem) in try Code(text) } }

  /// A whole number from 0 to 1,000,000.
  func count() throws(Problem) -> Int {
    let number = try integer()
    guard (0...1_000_000).contains(number) else {
      throw Problem("number_out_of_range", "A whole number from 0 to 1000000 is expected.", at: place)
    }
    return Int(number)
  }

  /// - Throws: `value_type_wrong`.
  func flag() throws(Problem) -> Bool {
    guard case .bool(let flag) = content else {
      throw Problem("value_type_wrong", "Expected true or false, not \(kind).", at: place)
    }
    return flag
  }
}
