import Domain
import Foundation

/// What the forms of a funding round send, as it is typed: a field that is not there is empty.
enum RoundForms {
  /// Proposes a round. The key is drawn with the form, so that one that is sent twice proposes once.
  struct New: Codable, Sendable {
    var key = UUID().uuidString
    var fund = ""
    var amount = ""
    var by = ""

    init() {}

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let key = try container.decodeIfPresent(String.self, forKey: .key) ?? ""
      self.key = key.isEmpty ? UUID().uuidString : key
      fund = try container.trimmed(.fund)
      amount = try container.trimmed(.amount)
      by = try container.trimmed(.by)
    }
  }

  /// Asks for another amount for one actor.
  struct Override: Codable, Sendable {
    var actor = ""
    var amount = ""
    var reason = ""
    var by = ""

    init() {}

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      actor = try container.trimmed(.actor)
      amount = try container.trimmed(.amount)
      reason = try container.trimmed(.reason)
      by = try container.trimmed(.by)
    }
  }

  /// Puts forward, approves or withdraws.
  struct Step: Codable, Sendable {
    var reason = ""
    var by = ""

    init() {}

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      reason = try container.trimmed(.reason)
      by = try container.trimmed(.by)
    }
  }
}

extension KeyedDecodingContainer {
  func trimmed(_ key: Key) throws -> String {
    try (decodeIfPresent(String.self, forKey: key) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension Money {
  /// Reads an amount as people of the three languages type it: a comma or a point before the decimals, spaces between
  /// groups. `1.200,50` and `1,200.50` are refused: one of them would be read wrongly.
  ///
  /// - Throws: as ``Money/init(decimal:_:)``, at `amount`.
  package init(typed text: String, _ currency: Currency) throws(Problem) {
    // What is no number goes on as it is: its refusal is that of an amount.
    do { try self.init(decimal: TypedNumber.decimal(text) ?? text, currency) } catch {
      throw error.at(Place(field: "amount"))
    }
  }
}
