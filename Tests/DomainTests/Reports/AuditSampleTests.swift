import Domain
import Testing

@Suite("Whom verifiers visit")
struct AuditSampleTests {
  @Test("the smallest sample that finds one of five in a hundred with 95 % out of 60,000 is 59")
  func sizes() {
    #expect(AuditDetection.sampleSize(population: 60_000, deviating: 3_000, probability: 0.95) == 59)
    #expect(AuditDetection.probability(population: 60_000, deviating: 3_000, sample: 58) < 0.95)
    #expect(AuditDetection.probability(population: 20, deviating: 0, sample: 5) == 0)
    #expect(AuditDetection.probability(population: 20, deviating: 18, sample: 3) == 1)
  }

  private func candidates(_ count: Int) -> [AuditSample.Candidate] {
    (0..<count).map { AuditSample.Candidate(Code(trusted: "coop-\($0)"), weight: $0 < 5 ? 9 : 1) }
  }

  @Test("the same seed draws the same, in whatever order the population comes")
  func sameSeed() throws {
    let all = candidates(100)
    let sample = try AuditSample(of: all, randomCount: 10, riskCount: 5, seed: 20_261_127)
    let shuffled = try AuditSample(of: all.reversed(), randomCount: 10, riskCount: 5, seed: 20_261_127)
    #expect(sample == shuffled)
    #expect(sample.drawn.values.count { $0 == .random } == 10 && sample.drawn.values.count { $0 == .risk } == 5)
    #expect(try AuditSample(of: all, randomCount: 10, riskCount: 5, seed: 1) != sample)
    #expect(throws: Problem.self) { try AuditSample(of: all, randomCount: 0, riskCount: 5, seed: 1) }
    #expect(throws: Problem.self) { try AuditSample(of: all, randomCount: 50, riskCount: 51, seed: 1) }
    #expect(throws: Problem.self) {
      try AuditSample(of: [.init(Code(trusted: "a"), weight: 0)], randomCount: 1, riskCount: 0, seed: 1)
    }
  }

  @Test("over many seeds everybody is drawn about as often as the random part says, and risk more often")
  func chances() throws {
    let all = candidates(50)
    var counts: [Code: (random: Int, risk: Int)] = [:]
    let draws = 4_000
    for seed in 0..<draws {
      let sample = try AuditSample(of: all, randomCount: 5, riskCount: 5, seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
      for (actor, part) in sample.drawn {
        counts[actor, default: (0, 0)].random += part == .random ? 1 : 0
        counts[actor, default: (0, 0)].risk += part == .risk ? 1 : 0
      }
    }
    // 400 expected of the random part, six standard deviations (19) around.
    for candidate in all { #expect((286...514).contains(counts[candidate.actor]?.random ?? 0), "\(candidate.actor)") }
    let high = all.prefix(5).map { counts[$0.actor]?.risk ?? 0 }.min() ?? 0
    let low = all.dropFirst(5).map { counts[$0.actor]?.risk ?? 0 }.max() ?? 0
    #expect(high > 3 * low && low > 0)
  }

  @Test("what was found before, what was never looked at and what jumps weigh more; nothing weighs nothing")
  func risks() {
    let weight = { (past: Double?, late: Bool, rise: Double?) in
      AuditRisk(pastDiscrepancy: past, isLate: late, isCorrection: false, largestRise: rise).weight
    }
    #expect(weight(0, false, nil) == 1)
    #expect(weight(nil, false, nil) == 3)
    #expect(weight(0.5, false, 2) == 3)
    #expect(weight(7, true, 10) == 8)
  }

  @Test("a file is what is in it, whatever it is called")
  func evidence() throws {
    #expect(try EvidenceFile.check(Array("%PDF-1.7".utf8)) == .pdf)
    #expect(try EvidenceFile.check([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
    #expect(try EvidenceFile.check([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
    for content in [Array("MZ".utf8), Array("<html>".utf8), Array("%PDF".utf8), []] as [[UInt8]] {
      #expect(throws: Problem.self) { try EvidenceFile.check(content) }
    }
    for name in ["", " ", "../a.pdf", "a\u{0}b", "a\u{202E}fdp.exe", String(repeating: "a", count: 201)] {
      #expect(throws: Problem.self, "\(name)") { try EvidenceFile.check(name: name) }
    }
    try EvidenceFile.check(name: "محضر 2026.pdf")
  }
}
