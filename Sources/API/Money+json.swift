import Domain
import Serving

extension Fund {
  init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["code", "instrument", "names"], optional: ["class", "holder"])
    let code = try object.read("code") { text throws(Problem) in try Code(text) }
    let instrument = try object.read("instrument", Instrument.init(word:))
    let fundClass = try object["class"]?.word(Fund.Class.self)
    let names = try Names(json: object.required("names"))
    let holder = try object.readIfPresent("holder") { text throws(Problem) in try Code(text) }
    self = try object.check { () throws(Problem) in
      try Fund(code, instrument, class: fundClass, names: names, holder: holder)
    }
  }
}

extension Contribution {
  /// The longest description, in characters.
  static let maximumDescriptionLength = 2_000

  init(json: JSONValue) throws {
    let object = try JSONObject(
      json, required: ["stage", "fund", "amount", "currency", "occurred_on"],
      optional: ["actor", "contributor", "description"])
    let stage = try object.read("stage", Stage.init(word:))
    let fund = try object.read("fund") { text throws(Problem) in try Code(text) }
    let currency = try object.read("currency", Currency.init)
    let amount = try object.read("amount") { text throws(Problem) in try Money(decimal: text, currency) }
    let actor = try object.readIfPresent("actor") { text throws(Problem) in try Code(text) }
    let contributor = try object.readIfPresent("contributor") { text throws(Problem) in try Code(text) }
    let day = try object.read("occurred_on", CalendarDate.init(iso:))
    let description = try object["description"]?.text(atMost: Contribution.maximumDescriptionLength) ?? ""
    self = try object.check { () throws(Problem) in
      try Contribution(
        stage, of: amount, fund: fund, for: actor, from: contributor, on: day, description: description)
    }
    do { try requirePositive() } catch { throw error.at(object["amount"]?.place ?? object.place) }
    do { try requireOnePerson() } catch { throw error.at(object["stage"]?.place ?? object.place) }
  }
}

extension JSONValue {
  /// A text of at most `limit` characters.
  /// - Throws: `value_type_wrong`, `text_too_long`.
  func text(atMost limit: Int) throws(Problem) -> String {
    let text = try text()
    guard text.unicodeScalars.count <= limit else {
      throw Problem("text_too_long", "The text has at most \(limit) characters.", at: place)
    }
    return text
  }
}

extension JSON {
  static func fund(_ fund: Fund) -> JSON {
    [
      "code": .code(fund.code), "instrument": .text(fund.instrument.rawValue), "class": .text(fund.fundClass.rawValue),
      "names": .names(fund.names), "holder": .optional(fund.holder),
    ]
  }

  static func line(_ line: ContributionLine) -> JSON {
    [
      "entry": .integer(line.entry), "actor": .code(line.actor), "stage": .text(line.stage.rawValue),
      "instrument": .text(line.instrument.rawValue),
      "fund": .code(line.fund), "contributor": .optional(line.contributor), "money": .money(line.amount),
      "occurred_on": .date(line.occurredOn), "is_reversal": .bool(line.isReversal),
      "description": .text(line.description), "reference": .text(line.externalRef),
      "told_by": line.toldBy.map(JSON.text) ?? .null,
    ]
  }

  static func money(_ money: ActorMoney) -> JSON {
    [
      "instrument": .text(money.instrument.rawValue), "fund": .code(money.fund), "promised": .money(money.promised),
      "came_in": .money(money.cameIn), "paid_out": .money(money.paidOut), "in_custody": .money(money.inCustody),
    ]
  }
}
