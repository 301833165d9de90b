import Domain

/// What the pages for everybody say, in one language.
final class PublicTexts: Decodable, Sendable {
  let programmes: String
  let explained: String
  let none: String
  let toPublic: String
  let programme: String
  let method: String
  let money: String
  let moneyExplained: String
  /// `{day}` stands for the day.
  let moneyAsOf: String
  let moneyNotPublished: String
  let received: String
  let hidden: String
  let outcomes: String
  let outcomesExplained: String
  let earlier: String
  let openData: String
  let openDataExplained: String
  let licence: String
  let licenceText: String
  let dictionary: String
  let column: String
  let meaning: String
  let table: String
  /// What the links to the files say, by the end of their addresses.
  let files: Words<PublicFile, String>
  /// What tables and their columns are called and hold, by their names.
  let columns: [String: Column]

  /// A column of a table, or a table.
  struct Column: Decodable, Sendable {
    let title: String
    let meaning: String
  }

  static func of(_ language: Language) -> PublicTexts { PageTexts.of(language).publication }
}

/// The files of a programme that everybody may take along.
enum PublicFile: String, CaseIterable, Sendable {
  case money = "money.csv"
  case reach = "reach.csv"
  case workbook = "data.xlsx"
  case package = "datapackage.json"
  /// The same as JSON, under the address of the API.
  case json
}
