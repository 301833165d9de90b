/// Looks through what one actor reported for signs of invented or adjusted numbers. It is asked for every actor of a run
/// while observations stream by, and keeps its room between them.
public struct CellIntegrity: Sendable {
  /// The least values of a report that are told to be a copy.
  public static let leastCells = 3

  private let check: IntegrityCheck
  private let periods: Int
  private var values: [Double] = []
  private var whole: [Int64] = []
  /// Of each period: a fingerprint of its values, and how many they are.
  private var rows: [(fingerprint: UInt64, cells: Int)]
  /// By reported indicator, whether it moves from period to period.
  private let moves: [Bool]
  /// How far the values of the actor that was looked at last move.
  public private(set) var spread = ValueSpread()

  /// - Parameters:
  ///   - periods: of the run.
  ///   - moves: by reported indicator, whether it is a flow or a ratio (``Plan/movingIndicators``).
  public init(periods: Int, moves: [Bool], check: IntegrityCheck = IntegrityCheck()) {
    self.check = check
    self.periods = periods
    self.moves = moves
    rows = Array(repeating: (0, 0), count: periods)
  }

  /// What an auditor should look at: last digits that heap, first digits that do not follow Benford's law, and reports
  /// that repeat another one of the same actor value by value.
  ///
  /// - Parameter cells: in the order of ``ObservationCell/isBefore(_:_:)``. Those of a union's members are looked at with
  ///   the members, and superseded ones not at all.
  public mutating func warnings(of cells: [ObservationCell]) -> [IntegrityWarning] {
    values.removeAll(keepingCapacity: true)
    whole.removeAll(keepingCapacity: true)
    for period in rows.indices { rows[period] = (0, 0) }
    spread = ValueSpread()
    var series = SeriesSpread()
    var place: UInt64 = 0
    for (index, cell) in cells.enumerated() where cell.unit == 0 && cell.state == .reported && !cell.value.isNaN {
      if index + 1 < cells.count, cells[index + 1].isOfSamePlace(as: cell) { continue }
      let period = Int(cell.period)
      let own = UInt64(UInt32(bitPattern: cell.indicator)) << 32 | UInt64(UInt32(bitPattern: cell.group))
      if own != place {
        series.close(into: &spread)
        place = own
      }
      if moves[Int(cell.indicator)] { series.add(cell.value) }
      rows[period].fingerprint = CellIntegrity.mixed(
        CellIntegrity.mixed(rows[period].fingerprint, place), cell.value.bitPattern)
      rows[period].cells += 1
      // A share is not counted in whole things.
      guard cell.numerator.isNaN else { continue }
      values.append(cell.value)
      if let number = Int64(exactly: cell.value) { whole.append(number) }
    }
    series.close(into: &spread)
    return [check.heaping(whole), check.firstDigits(values), copies()].compactMap(\.self)
  }

  private func copies() -> IntegrityWarning? {
    var count = 0
    for (period, row) in rows.enumerated() where row.cells >= CellIntegrity.leastCells {
      let isCopy = rows.enumerated().contains { other, others in
        other != period && others.cells == row.cells && others.fingerprint == row.fingerprint
      }
      if isCopy { count += 1 }
    }
    guard count > 0 else { return nil }
    return IntegrityWarning(
      kind: .identicalRows, count: count, pValue: nil, message: "\(count) reports are copies of one another.")
  }

  /// The finaliser of SplitMix64 over the state and one word more.
  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    var mixed = (state ^ word) &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
