import Domain
import Scoring

/// The words of the column `state`. A file that says nothing of a value asserts it: the discount for what nobody
/// verified is for cells that are said to be unverified.
///
/// `superseded` rows are read over. `none` says no more than that the actor takes part and that the period is one of
/// those asked for.
enum CellState: String, CaseIterable {
  case ok, verified, unverified, reported, missing, refused, rejected, returned
  case notDue = "not_due"

  /// The word for a cell.
  init(_ cell: ObservationCell) {
    self =
      switch (cell.state, cell.verdict) {
      case (.missing, _): .missing
      case (.refused, _): .refused
      case (.notDue, _): .notDue
      case (.reported, .none): .unverified
      case (.reported, .verified): .verified
      case (.reported, .rejected): .rejected
      case (.reported, .returned): .returned
      }
  }

  /// Sets the state and the verdict of a cell.
  static func apply(
    _ word: String?, to cell: inout ObservationCell, hasValue: Bool, at place: Place
  ) throws(Problem) {
    guard let word else {
      cell.state = hasValue ? .reported : .missing
      return
    }
    guard let state = CellState(rawValue: word) else {
      let known = (allCases.map(\.rawValue) + ["superseded", "none"]).joined(separator: ", ")
      throw Problem("state_unknown", "“\(word)” is no state. Known states: \(known).", at: place)
    }
    switch state {
    case .ok, .verified: cell.verdict = .verified
    case .unverified, .reported: cell.verdict = .none
    case .rejected: cell.verdict = .rejected
    case .returned: cell.verdict = .returned
    case .missing: cell.state = .missing
    case .refused: cell.state = .refused
    case .notDue: cell.state = .notDue
    }
    let needsValue = cell.state == .reported && cell.verdict != .returned && cell.verdict != .rejected
    if needsValue && !hasValue {
      throw Problem("value_missing", "A cell in the state “\(word)” has a value; a missing one says so.", at: place)
    }
    if cell.state != .reported && hasValue {
      throw Problem("value_not_expected", "A cell in the state “\(word)” has no value.", at: place)
    }
  }
}
