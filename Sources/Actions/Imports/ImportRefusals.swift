import Domain

/// What a file gets wrong: counted whole, listed up to a limit.
public struct ImportRefusals: Hashable, Sendable {
  /// Problems listed at most.
  public static let limit = 1_000

  /// The first problems, in the order of the file.
  public internal(set) var list: [Problem] = []
  public private(set) var count = 0
  /// Rows that were not recorded though nothing else was wrong with the file: those refused, where the good ones are
  /// kept; nil where all or nothing was asked for.
  public internal(set) var rows: Int?

  public var isEmpty: Bool { count == 0 }

  mutating func add(_ problems: some Collection<Problem>) {
    count += problems.count
    list += problems.prefix(max(0, ImportRefusals.limit - list.count))
  }

  /// Puts the list in the order of the file; the looks that found the problems each have one of their own.
  mutating func sort() {
    list = list.enumerated().sorted { left, right in
      (left.element.place?.line ?? 0, left.offset) < (right.element.place?.line ?? 0, right.offset)
    }.map(\.element)
  }
}

/// Ends a dry run: what was written is rolled back, what came of it is told.
struct ImportRehearsed: Error {}

/// Refuses a file: what was written so far is rolled back.
struct ImportRefused: Error {}
