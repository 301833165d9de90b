import Domain
import Postgres

extension Runs {
  /// The bands that a run gave to its actors.
  public struct Bands: Sendable {
    /// In their order.
    private var actors: [ID<Actor>] = []
    private var bands: [String] = []

    /// None.
    public init() {}

    /// - Parameter standings: in the order of the actors' keys.
    public init(_ standings: [Standing]) {
      actors.reserveCapacity(standings.count)
      bands.reserveCapacity(standings.count)
      for standing in standings {
        if let band = standing.band { append(band, to: standing.actor) }
      }
    }

    /// - Parameter actor: has a larger key than those before.
    private mutating func append(_ band: String, to actor: ID<Actor>) {
      actors.append(actor)
      bands.append(band)
    }

    public var isEmpty: Bool { actors.isEmpty }

    /// Nil where the run does not speak of the actor, or gave it none.
    public subscript(actor: ID<Actor>) -> String? {
      let place = actors.partitioningIndex { $0 >= actor }
      return place < actors.count && actors[place] == actor ? bands[place] : nil
    }

    /// As the subscript, for actors that are asked for in the order of their keys.
    ///
    /// - Parameter place: 0 for the first; moves on with every one.
    public func find(_ actor: ID<Actor>, from place: inout Int) -> String? {
      while place < actors.count, actors[place] < actor { place += 1 }
      return place < actors.count && actors[place] == actor ? bands[place] : nil
    }
  }

  public static func bands(of run: Int64, in transaction: Transaction) async throws -> Bands {
    Bands(try await standings(of: run, in: transaction))
  }
}
