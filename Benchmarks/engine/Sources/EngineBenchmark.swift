import Domain
import Foundation
import Scoring

/// Times the engine in memory on invented units and prints one line of numbers a measurement, for `run` to compare.
///
///     engine-benchmark FILE UNITS REPLICATES THREADS
///
/// FILE holds UNITS × 20 little-endian doubles, unit after unit, NaN where missing: the numbers NumPy is given too.
@main
struct EngineBenchmark {
  static let indicators = 20
  static let pillars = 4

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let units = Int(arguments[2]), let replicates = Int(arguments[3]),
      let threads = Int(arguments[4])
    else {
      FileHandle.standardError.write(Data("engine-benchmark FILE UNITS REPLICATES THREADS\n".utf8))
      exit(2)
    }
    let values = try numbers(arguments[1], count: units * indicators)
    let plan = try Plan(framework(replicates))
    let clock = ContinuousClock()
    var shard = Shard.empty
    let intake = try clock.measure { shard = try fed(values, units, plan) }
    let scorer = Scorer(plan, threads: threads)
    var best = Duration.seconds(1_000)
    var run: Run?
    for _ in 0..<(units > 300_000 ? 3 : 5) {
      run = nil
      let began = clock.now
      run = try await scorer.score([shard])
      best = min(best, clock.now - began)
    }
    guard let run else { return }
    let observations = Double(units * indicators)
    print("intake_ns", intake.nanoseconds / observations)
    print("score_ns", best.nanoseconds / observations)
    // The mean of the scores: what is compared with the other implementation.
    print("mean", (0..<units).reduce(0.0) { $0 + (run.score($1).score ?? 0) } / Double(units))
    guard replicates > 0 else { return }
    let began = clock.now
    let result = await scorer.vary(run, [shard], sensitivity: false)
    let took = clock.now - began
    print("vary_seconds", took.nanoseconds / 1e9)
    print("vary_ns", took.nanoseconds / observations / Double(replicates))
    print("intervals", result?.intervals.count { $0 != nil } ?? 0)
  }

  private static func numbers(_ path: String, count: Int) throws -> [Double] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    return data.withUnsafeBytes { Array($0.bindMemory(to: Double.self).prefix(count)) }
  }

  private static func fed(_ values: [Double], _ units: Int, _ plan: Plan) throws -> Shard {
    var intake = Intake(plan)
    for unit in 0..<units {
      for indicator in 0..<indicators {
        let value = values[unit * indicators + indicator]
        if !value.isNaN { intake.add(ObservationCell(indicator: Int32(indicator), value: value)) }
      }
      try intake.finishActor("\(String(unit + 1_000_000_000))")
    }
    return intake.finish()
  }

  /// Min–max and two arithmetic levels, as in the table of the README.
  private static func framework(_ replicates: Int) -> Framework {
    let leaves = (0..<indicators).map { index in
      IndicatorRule(
        "i\(index)", parent: "p\(index % pillars)", weight: Double(1 + index % 3),
        normalisation: .minmax(ValueScale(0, 100)))
    }
    let nodes = (0..<pillars).map { NodeRule("p\($0)", parent: "score") }
    return Framework(
      code: "benchmark", coverageMinimum: 0, indicators: leaves, tree: [NodeRule("score")] + nodes,
      uncertainty: UncertaintyRule(replicates: replicates, seed: 1, weights: 0.25, verification: nil))
  }
}

extension Duration {
  var nanoseconds: Double { Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9 }
}
