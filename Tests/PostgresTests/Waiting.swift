import Postgres

/// A condition on `pg_stat_activity` that means this database only.
let here: SQL = " AND datname = current_database()"

extension Session {
  /// Asks until the answer is true; the test's own time limit ends a wait in vain.
  func waitUntil(_ condition: SQL) async throws {
    while try await !queryValue(condition, as: Bool.self) { try await Task.sleep(for: .milliseconds(5)) }
  }
}

/// Opens once so many have arrived, and stays open.
actor Gate {
  private var missing: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(of count: Int) { missing = count }

  func arrive() async {
    missing -= 1
    if missing <= 0 {
      for waiter in waiting { waiter.resume() }
      waiting = []
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }
}

/// Counts, by a number or altogether.
actor Tally {
  private(set) var counts: [Int32: Int] = [:]

  var total: Int { counts.values.reduce(0, +) }

  /// - Returns: The count before.
  @discardableResult
  func add(_ change: Int, to key: Int32 = 0) -> Int {
    defer { counts[key, default: 0] += change }
    return counts[key, default: 0]
  }
}
