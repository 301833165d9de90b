import Domain
import Postgres
import Store

/// On which side of its baseline a target may lie, for each indicator of a vocabulary: what ``AgreedDirection`` says,
/// asked once a file and not once a row.
struct DirectedVocabulary: Sendable {
  private enum Side {
    case up, down
    /// A framework compares them, by rules of its own.
    case framework
  }

  private let direction: AgreedDirection
  /// In the order of the vocabulary's indicators.
  private let sides: [Side]

  init(_ direction: AgreedDirection, _ vocabulary: ReportVocabulary) {
    self.direction = direction
    sides = vocabulary.indicators.map {
      guard direction.isOfCatalogue($0.code) else { return .framework }
      return $0.definition.direction == .up ? .up : .down
    }
  }

  /// - Parameter indicator: its place in the vocabulary.
  /// - Returns: What ``AgreedDirection/problem(_:baseline:target:)`` does.
  func problem(_ indicator: Int, baseline: Double?, target: Double?, _ vocabulary: ReportVocabulary) -> Problem? {
    let side = sides[indicator]
    if side != .framework {
      guard let baseline, let target, baseline != target, (target > baseline) != (side == .up) else { return nil }
    }
    return direction.problem(vocabulary.indicators[indicator].definition, baseline: baseline, target: target)
  }
}

/// Those of several programmes and days, each looked up once.
struct DirectedVocabularies: Sendable {
  private struct Key: Hashable {
    let programme: ID<Programme>
    let day: CalendarDate
  }

  private var known: [Key: DirectedVocabulary] = [:]

  mutating func directions(
    of programme: ID<Programme>, on day: CalendarDate, _ vocabulary: ReportVocabulary, in session: some Session
  ) async throws -> DirectedVocabulary {
    let key = Key(programme: programme, day: day)
    if let found = known[key] { return found }
    let made = DirectedVocabulary(try await AgreedDirection(of: programme, on: day, in: session), vocabulary)
    known[key] = made
    return made
  }
}
