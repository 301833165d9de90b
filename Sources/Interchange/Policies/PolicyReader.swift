import Domain
import Yams

/// Turns the nodes of a policy file into a ``Domain/Policy``; what is wrong is gathered by the reading.
struct PolicyReader {
  private let reading: YAMLReading

  init(_ reading: YAMLReading) { self.reading = reading }

  /// Nil where something is wrong.
  func policy(_ map: YAMLMap) -> Policy? {
    map.allow(["code", "version", "instrument", "status", "authority", "source", "values"])
    for key in ["code", "version", "instrument", "status", "authority", "source", "values"] { map.require(key) }
    let word = map.text("code") ?? ""
    var code: Code?
    if map.node("code") != nil {
      do { code = try Code(word) } catch { map.refuse(error.code, "code", error.message) }
    }
    let version: Int? = map.integer("version")
    if let version, version < 1 { map.refuse("policy_value_out_of_range", "version", "Versions count from 1.") }
    let instrument = self.instrument(map)
    let status = map.choice("status", as: Policy.Status.self)
    var known: [PolicyKey]?
    if let instrument { known = PolicyKey.known(for: instrument) }
    var settings: [String: Policy.Setting]?
    if let values = map.map("values") {
      settings = self.settings(values, known: known, policy: status ?? .toBeConfirmed)
    }
    guard let code, let version, let instrument, let status, let authority = map.text("authority"),
      let source = map.text("source"), let settings
    else { return nil }
    return Policy(
      code, version: version, instrument: instrument, status: status, authority: authority, source: source,
      settings: settings)
  }

  /// Nil where the word is unknown; a nil within for the books of every kind.
  private func instrument(_ map: YAMLMap) -> Instrument?? {
    guard let word = map.text("instrument") else { return nil }
    if word == "all" { return .some(nil) }
    if let instrument = Instrument(rawValue: word) { return instrument }
    let words = (["all"] + Instrument.allCases.map(\.rawValue)).joined(separator: ", ")
    map.refuse("value_unknown", "instrument", "“\(word)” is not one of \(words).")
    return nil
  }

  private func settings(_ values: YAMLMap, known: [PolicyKey]?, policy: Policy.Status) -> [String: Policy.Setting] {
    if let known { values.allow(known.map(\.name)) }
    var settings: [String: Policy.Setting] = [:]
    for name in values.keys {
      guard let map = values.map(name) else {
        values.require(name)
        continue
      }
      map.allow(["value", "source", "status", "note"])
      let value = value(map)
      if let value, let objection = known?.first(where: { $0.name == name })?.objection(to: value) {
        map.refuse(objection.code, "value", objection.sentence)
      }
      var status = policy
      if map.node("status") != nil, let own = map.choice("status", as: Policy.Status.self) {
        if own == .confirmed, policy == .toBeConfirmed {
          map.refuse("value_unknown", "status", "A value is not confirmed before its policy is.")
        }
        status = own
      }
      settings[name] = Policy.Setting(
        value, source: map.text("source"), status: status, note: map.text("note"),
        place: reading.place(of: map.field("value")))
    }
    return settings
  }

  private func value(_ map: YAMLMap) -> PolicyValue? {
    guard let node = map.node("value") else { return nil }
    switch node {
    case .sequence: return map.texts("value").map(PolicyValue.words)
    case .scalar(let scalar):
      if scalar.style != .plain { return .word(scalar.string) }
      if scalar.string == "true" || scalar.string == "false" { return .flag(scalar.string == "true") }
      if let number = Int64(scalar.string) { return .integer(number) }
      let parts = scalar.string.split(separator: " ")
      if parts.count == 2, let currency = try? Currency(parts[1]) {
        do { return .money(try Money(decimal: parts[0], currency)) } catch {
          map.refuse(error.code, "value", error.message)
          return nil
        }
      }
      if YAMLMap.number(node) != nil {
        map.refuse("value_of_wrong_type", "value", "Numbers of a policy are whole: a share is in basis points.")
        return nil
      }
      return .word(scalar.string)
    default:
      map.refuse("value_of_wrong_type", "value", "A value is a word, a whole number, an amount or a list of words.")
      return nil
    }
  }
}
