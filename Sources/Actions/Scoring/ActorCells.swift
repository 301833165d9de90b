import Domain
import Postgres
import Scoring
import Store
import Synchronization

/// What one actor reported, as a run reads it.
struct ActorCells: Sendable {
  /// In the order of ``ObservationCell/isBefore(_:_:)``.
  let cells: [ObservationCell]
  let periods: Int
  let shard: Shard

  /// - Parameter reader: of the run, with the plan that the cells are numbered by.
  init(_ reader: RunReader, _ actor: RunActor, in transaction: Transaction) async throws {
    let kept = KeptCells()
    let inputs = try await reader.read(
      actors: [actor], takesOver: false,
      onCells: { _, _, cells, _ in kept.cells.withLock { $0 = cells } }, in: transaction)
    cells = kept.cells.withLock { $0 }
    periods = inputs.dictionary.periodCount
    shard = inputs.shards.first { $0.count > 0 } ?? .empty
  }
}

private final class KeptCells: Sendable {
  let cells = Mutex<[ObservationCell]>([])
}
