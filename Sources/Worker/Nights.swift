import Domain

/// When the work of every day is due.
public struct Nights: Hashable, Sendable {
  /// When every programme is scored, on the clocks of its own time zone.
  public let score: LocalTime
  /// When the books are kept, on the clocks of ``booksZone``.
  public let books: LocalTime
  public let booksZone: String

  public init(score: LocalTime, books: LocalTime, booksZone: String) {
    self.score = score
    self.books = books
    self.booksZone = booksZone
  }
}
