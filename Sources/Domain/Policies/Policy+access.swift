extension Policy {
  /// A whole number, such as days or basis points.
  /// - Throws: `policy_value_missing` where the policy sets none, `policy_value_of_wrong_type`; so do the others below.
  public func integer(_ key: String) throws(Problem) -> Int64 { try needed(key, optionalInteger(key)) }

  public func flag(_ key: String) throws(Problem) -> Bool {
    try needed(key, value(key, "true or false") { if case .flag(let flag) = $0 { flag } else { nil } })
  }

  public func money(_ key: String) throws(Problem) -> Money { try needed(key, optionalMoney(key)) }

  /// One of an enumeration's words.
  public func choice<Choice: RawRepresentable<String>>(_ key: String, as type: Choice.Type = Choice.self)
    throws(Problem) -> Choice
  {
    let choice: Choice? = try value(key, "a word that this program knows") {
      if case .word(let word) = $0 { Choice(rawValue: word) } else { nil }
    }
    return try needed(key, choice)
  }

  /// Words of an enumeration, in the policy's order.
  public func choices<Choice: RawRepresentable<String>>(_ key: String, as type: Choice.Type = Choice.self)
    throws(Problem) -> [Choice]
  {
    let choices: [Choice]? = try value(key, "a list of words that this program knows") {
      guard case .words(let words) = $0 else { return nil }
      let choices = words.compactMap(Choice.init(rawValue:))
      return choices.count == words.count ? choices : nil
    }
    return try needed(key, choices)
  }

  public func text(_ key: String) throws(Problem) -> String {
    try needed(key, value(key, "a text") { if case .word(let text) = $0 { text } else { nil } })
  }

  /// Nil where the policy sets no such number.
  public func optionalInteger(_ key: String) throws(Problem) -> Int64? {
    try value(key, "a whole number") { if case .integer(let number) = $0 { number } else { nil } }
  }

  /// Nil where the policy sets no such amount.
  public func optionalMoney(_ key: String) throws(Problem) -> Money? {
    try value(key, "an amount with its currency") { if case .money(let money) = $0 { money } else { nil } }
  }

  private func value<Value>(_ key: String, _ expected: String, _ read: (PolicyValue) -> Value?) throws(Problem)
    -> Value?
  {
    guard let setting = settings[key], let value = setting.value else { return nil }
    if let read = read(value) { return read }
    throw Problem(
      "policy_value_of_wrong_type", "“\(key)” of policy \(code) version \(version) is \(expected).", at: setting.place)
  }

  private func needed<Value>(_ key: String, _ value: Value?) throws(Problem) -> Value {
    if let value { return value }
    throw Problem(
      "policy_value_missing", "The policy \(code) version \(version) sets no “\(key)”.",
      at: settings[key]?.place ?? Place(field: key))
  }
}
