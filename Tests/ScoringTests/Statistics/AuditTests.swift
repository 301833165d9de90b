import Domain
import Scoring
import Testing

@Suite("Audits and integrity")
struct AuditTests {
  @Test("the probability of detection is hypergeometric")
  func detection() throws {
    for row in try NumberTable("Statistics/audit_detection_probability.csv").rows {
      let (population, bad, checks) = try (
        #require(row["N"].flatMap(Int.init)), #require(row["D"].flatMap(Int.init)), #require(row["n"].flatMap(Int.init))
      )
      let expected = try #require(row["p_detect"].flatMap(Double.init))
      let sample = try AuditSample(population: population, bad: bad)
      #expect(abs(sample.detectionProbability(checks: checks) - expected) < 1e-10)
    }
  }

  @Test("fifty-nine checks find five percent of sixty thousand; nothing is found where nothing is bad")
  func checksNeeded() throws {
    #expect(try AuditSample(population: 60_000, bad: 3_000).checksNeeded(for: 0.95) == 59)
    #expect(try AuditSample(population: 60_000, bad: 0).checksNeeded(for: 0.95) == nil)
    #expect(try AuditSample(population: 20, bad: 1).checksNeeded(for: 1) == 20)
    #expect(try AuditSample(population: 20, bad: 0).detectionProbability(checks: 20) == 0)
    #expect(throws: Problem.self) { try AuditSample(population: 5, bad: 6) }
  }

  private let check = IntegrityCheck()

  @Test("powers of two follow Benford's law; uniform numbers do not, in large samples and small")
  func firstDigits() throws {
    let powers = (0..<300).map { Double(sign: .plus, exponent: $0, significand: 1) }
    #expect(check.firstDigits(powers) == nil)
    let nines = (0..<120).map { 900 + Double($0) / 2 } + [1, 2]
    #expect(check.firstDigits(nines)?.count == 122)
    let few = (0..<12).map { 900 + Double($0) } + [1]
    let warning = try #require(check.firstDigits(few))
    #expect(warning.kind == .firstDigits)
    #expect(try #require(warning.pValue) < 1e-10)
    #expect(check.firstDigits(Array(nines.prefix(120))) == nil)
  }

  @Test("rounded numbers heap on 0 and 5")
  func heaping() {
    #expect(check.heaping((0..<40).map { Int64($0) * 5 + 10 })?.kind == .heaping)
    #expect(check.heaping((0..<200).map { Int64($0) * 7 + 11 }) == nil)
    #expect(check.heaping([]) == nil)
  }

  @Test("copied rows are found whatever their order")
  func copies() {
    let rows: [[Double?]] = [[1, 2, 3, nil], [4, 5, 6, 7], [1, 2, 3, nil], [1, nil, nil, nil], [1, nil, nil, nil]]
    #expect(check.identicalRows(rows)?.count == 2)
    #expect(check.identicalRows(rows.reversed())?.count == 2)
    #expect(check.identicalRows(Array(rows.prefix(2))) == nil)
  }

  @Test("a series that hardly moves stands out among lively ones")
  func spread() {
    // Of a hundred degrees, nine with a variance a ten-thousandth of the usual one.
    let flat = ValueSpread(deviations: 9e-6, degrees: 9)
    #expect(check.smallSpread(flat, typical: 0.01, degrees: 100)?.kind == .smallSpread)
    // A ninth is less, and not far less; four values are too few to say so; an actor with none is not steady.
    #expect(check.smallSpread(ValueSpread(deviations: 0.01, degrees: 9), typical: 0.01, degrees: 100) == nil)
    #expect(check.smallSpread(ValueSpread(deviations: 0, degrees: 3), typical: 0.01, degrees: 100) == nil)
    #expect(check.smallSpread(ValueSpread(), typical: 0.01, degrees: 100) == nil)
    // Nobody is told where nobody moves.
    #expect(check.smallSpread(ValueSpread(deviations: 0, degrees: 9), typical: 0, degrees: 100) == nil)
  }

  @Test("results gathered just past the target are bunching; results around it are not")
  func bunching() {
    let past = (0..<20).map { 75 + Double($0) / 20 }
    #expect(check.bunching(past + [74.5], target: 75, width: 1)?.count == 21)
    #expect(check.bunching(past + past.map { $0 - 1 }, target: 75, width: 1) == nil)
  }

  /// R: pbinom(7, 10, 0.5, lower.tail = FALSE) = 56/1024.
  @Test("binomial tails are exact")
  func binomial() {
    #expect(close(BinomialTest.upperTail(8, of: 10, probability: 0.5), 56.0 / 1_024))
    #expect(BinomialTest.upperTail(0, of: 10, probability: 0.5) == 1)
    #expect(close(BinomialTest.twoSided(8, of: 10, probability: 0.5), 112.0 / 1_024))
    #expect(BinomialTest.twoSided(5, of: 10, probability: 0.5) == 1)
  }
}
