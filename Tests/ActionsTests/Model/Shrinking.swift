/// Makes a failing list of operations short: whole stretches are left out as long as it still fails, then numbers are
/// made small.
///
/// - Parameters:
///   - limit: How often at most `fails` is asked.
///   - fails: Where the list first goes wrong; nil where it does not.
func shrink(
  _ operations: [LedgerOperation], limit: Int = 400, fails: ([LedgerOperation]) async throws -> Int?
) async throws -> [LedgerOperation] {
  var asked = 0
  var shortest = operations
  /// Takes a list over where it still fails, without what comes after the failure.
  func take(_ candidate: [LedgerOperation]) async throws -> Bool {
    guard asked < limit else { return false }
    asked += 1
    guard let failure = try await fails(candidate) else { return false }
    shortest = Array(candidate.prefix(failure + 1))
    return true
  }
  guard try await take(operations) else { return operations }
  var length = max(1, shortest.count / 2)
  while true {
    let before = shortest
    var start = 0
    while start < shortest.count {
      var candidate = shortest
      candidate.removeSubrange(start..<min(start + length, candidate.count))
      if try await !take(candidate) { start += length }
    }
    if length > 1 {
      length /= 2
      continue
    }
    // Amounts hang together: first all of them, then one by one.
    _ = try await take(shortest.map { $0.simpler(toOne: true).last ?? $0 })
    for index in shortest.indices.reversed() where index < shortest.count {
      for simpler in shortest[index].simpler(toOne: false) {
        var candidate = shortest
        candidate[index] = simpler
        if try await take(candidate) { break }
      }
    }
    // Smaller numbers may let more be left out.
    if shortest == before || asked >= limit { return shortest }
  }
}

extension LedgerOperation {
  private func smaller(_ number: Int) -> [Int] {
    Array(Set([0, number / 2, number - 1]).filter { 0 <= $0 && $0 < number }).sorted()
  }

  /// The same with smaller numbers.
  /// - Parameter toOne: Only with an amount of one.
  fileprivate func simpler(toOne: Bool) -> [LedgerOperation] {
    switch self {
    case .book(let movement, let key): movement.simpler.map { .book($0, key: key) }
    case .correct(let movement, let key): movement.simpler.map { .correct($0, key: key) }
    case .hold(let amount, let owner, let through, let key) where amount > 1:
      [.hold(1, of: owner, through: through, key: key)]
    case .post(let hold, let movement, let key):
      (toOne ? [] : smaller(hold).map { .post(hold: $0, movement, key: key) })
        + movement.simpler.map { .post(hold: hold, $0, key: key) }
    case _ where toOne: []
    case .void(let hold): smaller(hold).map { .void(hold: $0) }
    case .requestReversal(let entry, let day, let maker):
      smaller(entry).map { .requestReversal(entry: $0, on: day, by: maker) }
    case .decide(let decision, let approve, let person):
      smaller(decision).map { .decide(decision: $0, approve: approve, by: person) }
    case .reverse(let decision): smaller(decision).map { .reverse(decision: $0) }
    case .issueReceipt(let entry): smaller(entry).map { .issueReceipt(entry: $0) }
    case .voidReceipt(let entry): smaller(entry).map { .voidReceipt(entry: $0) }
    default: []
    }
  }
}

extension Movement {
  fileprivate var simpler: [Movement] {
    guard amount > 1 else { return [] }
    var small = self
    small.amount = 1
    return [small]
  }
}
