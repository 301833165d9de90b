import Actions
import Domain
import Foundation
import Logging
import Postgres

/// Records contributions as the API does, by so many writers at once, and prints how many a second were acknowledged.
///
///     ledger-benchmark URL WRITERS SECONDS ACTORS
///
/// Each contribution is a receipt of one dirham for one of ACTORS cooperatives, under a key of its own.
@main
struct LedgerBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let writers = Int(arguments[2]), let seconds = Int(arguments[3]),
      let actors = Int(arguments[4]), writers > 0, actors > 0
    else {
      FileHandle.standardError.write(Data("ledger-benchmark URL WRITERS SECONDS ACTORS\n".utf8))
      exit(2)
    }
    var connection = try ConnectionConfiguration(url: arguments[1])
    connection.role = "tadamun_app"
    connection.searchPath = ["tadamun", "pg_temp"]
    let pool = Pool(connection, configuration: PoolConfiguration(maximumConnections: writers))
    let tadamun = Tadamun(pool, logger: Logger(label: "benchmark"))
    let run = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let cooperatives = try (1...actors).map { try Code("bench-coop-\($0)") }
    let clock = ContinuousClock()
    let began = clock.now
    let end = began + .seconds(seconds)
    let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<writers {
        group.addTask { try await write(to: tadamun, keys: "\(run)-\(writer)", for: cooperatives, until: end) }
      }
      var recorded = 0
      for try await count in group { recorded += count }
      return recorded
    }
    print("tps", Double(recorded) / ((clock.now - began) / .seconds(1)))
    await pool.close()
  }

  /// One writer: one contribution after another until the time is up.
  /// - Returns: How many were acknowledged.
  private static func write(
    to tadamun: Tadamun, keys: String, for cooperatives: [Code], until end: ContinuousClock.Instant
  ) async throws -> Int {
    var generator = SystemRandomNumberGenerator()
    var count = 0
    while ContinuousClock.now < end {
      guard let actor = cooperatives.randomElement(using: &generator) else { return count }
      let item = KeyedContribution(key: "\(keys)-\(count)", try contribution(for: actor))
      try await tadamun.record([item], by: .api)
      count += 1
    }
    return count
  }

  private static func contribution(for actor: Code) throws -> Contribution {
    try Contribution(
      .receipt, of: Money(minor: 100, .mad), fund: Code("bench-fund"), for: actor, from: Code("bench-funder"),
      on: CalendarDate(iso: "2026-03-01"), description: "benchmark")
  }
}
