import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A union's figures are made of its members'")
struct UnionFigureTests {
  /// Akvo's use case of aggregation, restated: see Tests/ScoringTests/Golden/README.md.
  private struct Golden: Decodable {
    struct Own: Decodable {
      let own, expected: [String: Double]

      enum CodingKeys: String, CodingKey {
        case own = "L1_own"
        case expected = "expected_L1"
      }
    }
    let updates, expected: [String: [String: Double]]
    let own: Own

    enum CodingKeys: String, CodingKey {
      case updates, expected
      case own = "with_L1_own_update_only_L2_1_aggregated"
    }

    static let groups = ["value": "everyone", "Female": "women", "Male": "men"]
    static let codes = ["lead": "lead", "L1": "l1", "L2_1": "l2-1", "L2_2": "l2-2"]

    init() throws {
      let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      let file = tests.appendingPathComponent("ScoringTests/Golden/Funding/akvo_hierarchy_aggregation.json")
      self = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    static func byGroup(_ values: [String: Double]) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: values.compactMap { key, value in groups[key].map { ($0, value) } })
    }
  }

  @Test("reports of two branches reach every union above once, whole and by sex, whatever ways lead there")
  func golden() async throws {
    let golden = try Golden()
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      for (unit, values) in golden.updates {
        try await unions.report(#require(Golden.codes[unit]), quarter: 0, "reach", Golden.byGroup(values))
      }
      try await unions.tadamun.score(unions.code, asOf: unions.asOf)
      for (unit, values) in golden.expected {
        for (group, value) in Golden.byGroup(values) {
          #expect(try await unions.figure("reach", of: #require(Golden.codes[unit]), for: group) == value)
        }
      }
    }
  }

  @Test("what a union did itself stands beside what its members did")
  func own() async throws {
    let golden = try Golden()
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      try await unions.report("l2-1", quarter: 0, "reach", Golden.byGroup(#require(golden.updates["L2_1"])))
      try await unions.report("l1", quarter: 0, "reach", Golden.byGroup(golden.own.own))
      try await unions.tadamun.score(unions.code, asOf: unions.asOf)
      for (group, value) in Golden.byGroup(golden.own.expected) {
        #expect(try await unions.figure("reach", of: "l1", for: group) == value)
        #expect(try await unions.figure("reach", of: "lead", for: group) == value)
      }
      #expect(try await unions.figure("reach", of: "l2-2") == nil)
    }
  }

  @Test("flows add up over periods, stocks are each member's last, ratios divide sums, growth is the union's")
  func kinds() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      try await unions.report("l2-1", quarter: 0, "reach", ["everyone": 10])
      try await unions.report("l2-1", quarter: 1, "reach", ["everyone": 4])
      try await unions.report("l2-2", quarter: 0, "reach", ["everyone": 5])
      try await unions.report("l2-2", quarter: 1, "reach", ["everyone": 20])
      try await unions.report("l2-1", quarter: 0, "members", ["everyone": 30])
      try await unions.report("l2-2", quarter: 0, "members", ["everyone": 20])
      try await unions.report("l2-2", quarter: 1, "members", ["everyone": 22])
      try await unions.report("l2-1", quarter: 1, "dropout", ["everyone": 0.5], denominator: 10)
      try await unions.report("l2-2", quarter: 1, "dropout", ["everyone": 0.1], denominator: 90)
      try await unions.tadamun.score(unions.code, asOf: unions.asOf)
      for union in ["l1", "lead"] {
        #expect(try await unions.figure("reach", of: union) == 39)
        #expect(try await unions.figure("members", of: union) == 52)
        #expect(abs((try await unions.figure("dropout", of: union) ?? 0) - 0.14) < 1e-15)
        // 24 after 15; the members alone would say 0 and 15.
        #expect(try await unions.figure("growth", of: union) == 9)
      }
      let run = try #require(try await unions.tadamun.scores(of: unions.code, limit: 1).run)
      // Values of members are counted with the members.
      #expect(run.result.observationCount == 9)
      #expect(try await unions.tadamun.replay(run: run.id, of: unions.code).isSame)
    }
  }

  @Test("the night after notices members' news and new members, and comes to the same bytes as a full one")
  func incremental() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      let tadamun = unions.tadamun
      let names = try Names(fr: "Exemple")
      let others = try (1...20).map { try Actor(code: Code("other-\($0)"), kind: .cooperative, names: names) }
      _ = try await tadamun.registerMissing(others, by: .sample)
      try await tadamun.enrol(others.map(\.code), in: unions.code, from: unions.quarters[0].first)
      for other in others { try await unions.report(other.code.text, quarter: 0, "reach", ["everyone": 3]) }
      let first = try await tadamun.score(unions.code, asOf: unions.asOf)
      try await unions.report("l2-1", quarter: 0, "reach", ["everyone": 10])
      #expect(try await expectSame(unions) == 21)
      #expect(try await unions.figure("reach", of: "lead") == 10)
      try await unions.join("other-1", "l1")
      #expect(try await expectSame(unions) == 22)
      #expect(try await unions.figure("reach", of: "lead") == 13)
      // The earlier run still sees the memberships of its own moment.
      #expect(try await tadamun.replay(run: first.run, of: unions.code).isSame)
    }
  }

  /// - Returns: How many actors the quick night took over.
  private func expectSame(_ unions: UnionProgramme) async throws -> Int {
    let quick = try await unions.tadamun.score(unions.code, asOf: unions.asOf)
    try await unions.tadamun.score(unions.code, asOf: unions.asOf, extent: .everything)
    let runs = try await unions.tadamun.runs(of: unions.code, limit: 2)
    #expect(runs[0].result == runs[1].result)
    return quick.reusedCount
  }
}
