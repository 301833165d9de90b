import Domain

/// What came of the items of a night, step by step.
struct BookkeepingItems: Sendable {
  /// So many refusals are told; of the others only how many they are.
  static let mostTold = 10

  private var step = ""
  /// How many things the step that is under way changed.
  private(set) var changed = 0
  private var refusedCount = 0
  private var told: [String] = []

  mutating func begin(_ step: String) { (self.step, changed) = (step, 0) }

  mutating func count(_ things: Int) { changed += things }

  /// Does one item. Where it is refused that is kept, to be told at the end, and the next one can be done.
  ///
  /// - Parameters:
  ///   - item: What events call it, such as `campaign:well`.
  ///   - body: Returns how many things it changed. It opens its own transaction.
  /// - Throws: What is no refusal: a connection that was lost ends the night.
  mutating func perform(_ item: String, _ body: @Sendable () async throws -> Int) async throws {
    do { count(try await body()) } catch { try refuse(item, error) }
  }

  /// Keeps a refusal; throws what is none.
  mutating func refuse(_ item: String?, _ error: any Error) throws {
    let problems: [Problem]
    switch error {
    case let problem as Problem: problems = [problem]
    case let several as Problems: problems = several.list
    default: throw error
    }
    refusedCount += 1
    guard told.count < BookkeepingItems.mostTold, let first = problems.first else { return }
    told.append("\(item.map { "\(step), \($0)" } ?? step): \(first)")
  }

  /// The refusal of the night, where anything was refused.
  func problem(on day: CalendarDate) -> Problem? {
    guard refusedCount > 0 else { return nil }
    let more = refusedCount > told.count ? "; and \(refusedCount - told.count) more" : ""
    return Problem(
      "books_kept_in_part",
      "Of the night of \(day) \(refusedCount) were refused and wait for the next night; the rest is done. "
        + told.joined(separator: "; ") + more)
  }
}
