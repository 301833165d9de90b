import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Signs of invented numbers, stored with a run")
struct RunWarningTests {
  @Test("copied values and repeated reports are told, and no score hangs on them")
  func copied() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      let groups: [String: Double] = ["everyone": 17, "women": 8, "men": 9]
      for quarter in 0...1 { try await unions.report("l2-1", quarter: quarter, "reach", groups) }
      let names = try Names(fr: "Exemple")
      let twins = try ["twin-a", "twin-b"].map { try Actor(code: Code($0), kind: .association, names: names) }
      _ = try await unions.tadamun.registerMissing(twins, by: .sample)
      try await unions.tadamun.enrol(twins.map(\.code), in: unions.code, from: unions.quarters[0].first)
      for twin in twins {
        try await unions.report(twin.code.text, quarter: 0, "reach", ["everyone": 31, "women": 14, "men": 17])
      }
      let run = try await unions.tadamun.score(unions.code, asOf: unions.asOf).run
      let warnings = try await unions.tadamun.warnings(in: unions.code, limit: 10)
      #expect(
        warnings.map { "\($0.actor?.text ?? "") \($0.kind)" } == [
          "l2-1 identical_rows", "twin-a copied_values", "twin-b copied_values",
        ])
      #expect(warnings.map(\.count) == [2, 3, 3])
      let one = try await unions.tadamun.warnings(of: run, in: unions.code, actor: Code("twin-b"), limit: 10)
      #expect(one.map(\.kind) == ["copied_values"] && one[0].message.contains("twin-a"))
      let unknown = await #expect(throws: Problem.self) {
        try await unions.tadamun.warnings(of: run + 50, in: unions.code, limit: 1)
      }
      #expect(unknown?.code == "run_unknown")
      #expect(try await unions.tadamun.replay(run: run, of: unions.code).isSame)
    }
  }

  @Test("the night after takes over what it does not look at again")
  func takenOver() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      let tadamun = unions.tadamun
      let names = try Names(fr: "Exemple")
      let others = try (1...8).map { try Actor(code: Code("other-\($0)"), kind: .cooperative, names: names) }
      _ = try await tadamun.registerMissing(others, by: .sample)
      try await tadamun.enrol(others.map(\.code), in: unions.code, from: unions.quarters[0].first)
      let groups: [String: Double] = ["everyone": 17, "women": 8, "men": 9]
      for quarter in 0...1 { try await unions.report("l2-2", quarter: quarter, "reach", groups) }
      let first = try await tadamun.score(unions.code, asOf: unions.asOf)
      let told = try await tadamun.warnings(of: first.run, in: unions.code, limit: 50)
      #expect(told.map(\.kind) == ["identical_rows"])
      try await unions.report("other-1", quarter: 0, "reach", ["everyone": 5])
      let quick = try await tadamun.score(unions.code, asOf: unions.asOf)
      #expect(quick.reusedCount == 11)
      let full = try await tadamun.score(unions.code, asOf: unions.asOf, extent: .everything)
      #expect(try await tadamun.warnings(of: quick.run, in: unions.code, limit: 50) == told)
      #expect(try await tadamun.warnings(of: full.run, in: unions.code, limit: 50) == told)
      for statement in ["DELETE FROM run_warnings", "UPDATE run_warnings SET message = 'x'"] {
        let refused = await #expect(throws: PostgresError.self) { try await pool.execute(SQL(unsafeRaw: statement)) }
        #expect(refused?.sqlState == "42501")
      }
    }
  }

  @Test("an actor whose numbers hardly move is told, and told again by the night after")
  func steady() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      let tadamun = unions.tadamun
      let names = try Names(fr: "Exemple")
      let many = try (0...11).map { try Actor(code: Code("many-\($0)"), kind: .cooperative, names: names) }
      _ = try await tadamun.registerMissing(many, by: .sample)
      try await tadamun.enrol(many.map(\.code), in: unions.code, from: unions.quarters[0].first)
      let groups = ["everyone", "women", "men"]
      for (index, actor) in many.enumerated() {
        for quarter in 0...1 {
          var (reach, dropout): ([String: Double], [String: Double]) = ([:], [:])
          for (place, group) in groups.enumerated() {
            let step = (index * 5 + quarter * 4 + place * 3) % 9
            reach[group] = index == 7 ? 41 + 0.001 * Double(quarter) : Double(11 + 7 * step) + 0.25 * Double(index)
            dropout[group] = index == 7 ? 0.2 + 0.0001 * Double(quarter) : 0.1 + 0.05 * Double(step)
          }
          try await unions.report(actor.code.text, quarter: quarter, "reach", reach)
          try await unions.report(actor.code.text, quarter: quarter, "dropout", dropout)
        }
      }
      let first = try await tadamun.score(unions.code, asOf: unions.asOf).run
      let told = try await tadamun.warnings(of: first, in: unions.code, limit: 50)
      #expect(told.map { "\($0.actor?.text ?? "") \($0.kind)" } == ["many-7 small_spread"])
      // Two quarters of three groups, a flow and a ratio: six degrees of freedom.
      #expect(told.first?.count == 6 && (told.first?.pValue ?? 1) < 1e-6)
      try await unions.report("l2-1", quarter: 0, "reach", ["everyone": 10])
      let quick = try await tadamun.score(unions.code, asOf: unions.asOf)
      #expect(quick.reusedCount == 13)
      #expect(try await tadamun.warnings(of: quick.run, in: unions.code, limit: 50) == told)
    }
  }

  @Test("results that gather just past their target are told for the indicator")
  func bunching() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let names = try Names(fr: "Exemple")
      let many = try (1...14).map { try Actor(code: Code("many-\($0)"), kind: .cooperative, names: names) }
      _ = try await small.tadamun.registerMissing(many, by: .sample)
      try await small.tadamun.enrol(many.map(\.code), in: small.code, from: small.quarters[0].first)
      let targets = try many.map { actor in
        try Target(
          programme: small.code, actor: actor.code, indicator: Code("jobs"), span: small.quarters[0], baseline: 0,
          target: 100)
      }
      try await small.tadamun.submit([], targets: targets, to: small.code, by: .sample)
      for (index, actor) in many.enumerated() {
        let cell = try ReportCell(Code("jobs"), .value(Double(100 + index % 5), numerator: nil, denominator: nil))
        let report = try Report(
          programme: small.code, actor: actor.code, period: small.quarters[0],
          submittedOn: small.quarters[0].last.adding(days: 5), cells: [cell])
        _ = try await small.tadamun.submit(
          [SubmittedReport(reference: actor.code.text, report, verdicts: [:])], to: small.code, by: .sample)
      }
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let warnings = try await small.tadamun.warnings(in: small.code, limit: 10)
      let found = try #require(warnings.first { $0.kind == "bunching" })
      // 14 of 14 at one half: 2 to the −14.
      #expect(found.actor == nil && found.indicator == "jobs" && found.count == 14)
      #expect(abs((found.pValue ?? 1) - 1 / 16_384) < 1e-12)
    }
  }
}
