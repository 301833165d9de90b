/// A kind of file that can be imported: its name and its columns, in the order they are documented in.
public struct Table: Sendable {
  public let name: String
  public let title: String
  public let description: String
  public let fields: [TableField]
  /// Columns that tell one row from another, where the file alone can say so.
  public let primaryKey: [String]

  init(name: String, title: String, description: String, primaryKey: [String] = [], fields: [TableField]) {
    self.name = name
    self.title = title
    self.description = description
    self.fields = fields
    self.primaryKey = primaryKey
  }

  var requiredNames: [String] { fields.filter(\.isRequired).map(\.name) }
  var optionalNames: [String] { fields.filter { !$0.isRequired }.map(\.name) }
}

/// A column of a ``Table``.
public struct TableField: Sendable {
  public enum Kind: Hashable, Sendable {
    /// A short name: no invisible characters, no line breaks, no space at its ends; at most 200 characters.
    case code
    /// Free text of at most 4,000 characters.
    case text
    /// One of these words.
    case choice([String])
    case date
    /// A decimal number with a point.
    case number
    /// A whole number, zero or more.
    case count
    /// An amount of money in units of its currency.
    case amount
    /// The same, below zero for money that goes out.
    case signedAmount
    /// An ISO 4217 code.
    case currency
  }

  public let name: String
  public let kind: Kind
  /// Whether a cell may not be blank; the column then has to be there.
  public let isRequired: Bool
  public let description: String

  init(_ name: String, _ kind: Kind, required: Bool = false, _ description: String) {
    self.name = name
    self.kind = kind
    self.isRequired = required
    self.description = description
  }
}
