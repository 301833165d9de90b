import Domain
import Scoring
import Store

/// Which reports count for a programme where an actor reports to several.
///
/// A value that is reported answers every programme that asks for it in that period, and the report that was recorded
/// last counts, whatever programme it was sent to. But where the programme has a report of its own, one that was sent to
/// another programme under another version of the indicator is of something else and does not count. And what an actor
/// agreed on with another programme, its baselines and targets, never counts.
struct OwnReports: Sendable {
  /// Reports that were sent to other programmes.
  private let elsewhere: Set<Int64>
  /// The versions of the indicators of the cells that are being read, in their order.
  private var versions: [Int32] = []

  init(elsewhere: Set<Int64>) { self.elsewhere = elsewhere }

  /// Whether every report is the programme's own, so that there is nothing to settle.
  var isAlone: Bool { elsewhere.isEmpty }

  /// Keeps of which version of its indicator the cell is that was read last.
  mutating func note(version: Int32) { versions.append(version) }

  /// Leaves of an actor's cells, all of which were noted, those that count.
  mutating func settle(_ cells: inout [ObservationCell]) {
    defer { versions.removeAll(keepingCapacity: true) }
    guard cells.contains(where: { elsewhere.contains($0.sequence) }) else { return }
    var latest: [RunPlace: (sequence: Int64, version: Int32)] = [:]
    for (cell, version) in zip(cells, versions) where !elsewhere.contains(cell.sequence) {
      if let known = latest[RunPlace(cell)], known.sequence > cell.sequence { continue }
      latest[RunPlace(cell)] = (cell.sequence, version)
    }
    var kept: [ObservationCell] = []
    for (cell, version) in zip(cells, versions) {
      guard elsewhere.contains(cell.sequence) else {
        kept.append(cell)
        continue
      }
      if let own = latest[RunPlace(cell)], own.version != version { continue }
      var cell = cell
      cell.agree(with: ObservationCell(indicator: cell.indicator))
      kept.append(cell)
    }
    cells = kept
  }
}

extension RunPlace {
  fileprivate init(_ cell: ObservationCell) {
    self.init(indicator: cell.indicator, group: cell.group, period: cell.period)
  }
}
