/// What an entry of the ledger records: a row of the table `entry_kinds`, which says under which stage an actor's
/// contributions show it and which decision it needs.
///
/// Each kind of money adds its own: a row by its migration, a constant in a file of its own.
public struct EntryKind: RawRepresentable, Hashable, Sendable {
  /// The database's word.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public init(_ stage: Contribution.Stage) { rawValue = stage.rawValue }

  public static let reversal = EntryKind(rawValue: "reversal")
}
