import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Why a score is what it is, and why it moved")
struct DifferenceTests {
  @Test("own data, verification and peers add up to the difference, and each is what moved")
  func parts() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      // The second cooperative corrects its own; the best of all becomes better, and the scale is issued anew.
      try await peers.report(2, sales: 900, reference: "own", on: "2026-05-02")
      let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      try await peers.report(11, sales: 2_400, reference: "peer", on: "2026-05-03")
      try await peers.tadamun.issueScale(of: peers.code, asOf: peers.asOf, by: .commandLine)
      let third = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      let own = try await peers.tadamun.difference(of: peers.cooperatives[2], in: peers.code, from: first, to: second)
      #expect(own.ownData > 0 && abs(own.ownData - (own.later - own.earlier)) < 1e-12)
      #expect(own.peers.magnitude < 1e-12 && own.verification.magnitude < 1e-12)
      let peer = try await peers.tadamun.difference(of: peers.cooperatives[5], in: peers.code, from: second, to: third)
      #expect(peer.peers < 0 && abs(peer.peers - (peer.later - peer.earlier)) < 1e-12 && peer.ownData == 0)
      let both = try await peers.tadamun.difference(of: peers.cooperatives[2], in: peers.code, from: first)
      let sum = both.ownData + both.verification + both.peers + both.framework + both.engine
      #expect(abs(sum - (both.later - both.earlier)) < 1e-12)
      #expect(both.ownData > 0 && both.peers < 0)
    }
  }

  @Test("where the rules changed too, what the actor reported is told apart from them")
  func framework() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let tadamun = small.tadamun
      try await small.reportAll()
      let first = try await tadamun.score(small.code, asOf: small.asOf).run
      // Jobs weigh three times as much from the next open period on, and the third cooperative corrects its own down.
      let text = SmallProgramme.framework.replacing("version: 1", with: "version: 2")
        .replacing("{code: jobs, parent: score, weight: 1", with: "{code: jobs, parent: score, weight: 3")
      _ = try await tadamun.publish(framework: text, by: .commandLine)
      let today = try await tadamun.today(in: small.code)
      let months = today.year * 12 + (today.month - 1) / 3 * 3 + 3
      let next = try CalendarDate(year: months / 12, month: months % 12 + 1, day: 1)
      try await tadamun.adopt(Code("small"), version: 2, for: small.code, from: next, by: .commandLine)
      try await small.report(2, quarter: 1, jobs: 0, dropout: 0.4, on: "2026-08-01", reference: "corrected")
      try await tadamun.score(small.code, asOf: next)
      let found = try await tadamun.difference(of: small.cooperatives[2], in: small.code, from: first)
      // 0.5 was jobs in full and no dropout; 0.375 is half of the jobs at three quarters.
      #expect(abs(found.earlier - 0.5) < 1e-12 && abs(found.later - 0.375) < 1e-12)
      // By the old rules the correction takes 0.25, by the new ones 0.375; the rules give 0.25 before it, 0.125 after.
      #expect(abs(found.ownData + 0.3125) < 1e-12 && abs(found.framework - 0.1875) < 1e-12)
      #expect(found.verification == 0 && found.peers == 0 && found.engine == 0)
      let sum = found.ownData + found.verification + found.peers + found.framework + found.engine
      #expect(abs(sum - (found.later - found.earlier)) < 1e-12)
      // Nothing of its own: the rules alone.
      let other = try await tadamun.difference(of: small.cooperatives[0], in: small.code, from: first)
      #expect(other.ownData == 0 && other.framework == other.later - other.earlier)
    }
  }

  @Test("what a run changed is listed actor by actor, the largest change first, each with its cause")
  func changes() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      try await peers.report(2, sales: 950, reference: "own", on: "2026-05-02")
      let late = try Code("late")
      _ = try await peers.tadamun.registerMissing(
        [Actor(code: late, kind: .cooperative, names: Names(fr: "Exemple"))], by: .sample)
      let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      let found = try await peers.tadamun.changes(in: peers.code, from: first, limit: 50)
      #expect(found.earlier.id == first && found.later.id == second)
      // The third cooperative alone changed its score; those it overtook lost a rank and nothing else.
      let own = try #require(found.changes.first)
      #expect(own.change.actor == peers.cooperatives[2])
      #expect(own.difference?.ownData == (own.change.scoreAfter ?? 0) - (own.change.scoreBefore ?? 0))
      let others = found.changes.dropFirst()
      #expect(!others.isEmpty)
      for other in others {
        #expect(other.change.scoreBefore == other.change.scoreAfter)
        #expect((other.change.rankAfter ?? 0) == (other.change.rankBefore ?? 0) + 1)
      }
      let page = try await peers.tadamun.changes(in: peers.code, from: first, to: second, offset: 1, limit: 2)
      #expect(page.changes.map(\.change.actor) == others.prefix(2).map(\.change.actor))
      #expect(try await peers.tadamun.changes(in: peers.code, from: second, limit: 5).changes.isEmpty)
      // An actor without a score in the earlier run comes first, and nothing is said of why.
      try await peers.tadamun.enrol([late], in: peers.code, from: peers.quarter.first)
      let cell = try ReportCell(Code("sales"), for: Code("women"), .value(400, numerator: nil, denominator: nil))
      let report = try Report(
        programme: peers.code, actor: late, period: peers.quarter, submittedOn: CalendarDate(iso: "2026-05-03"),
        cells: [cell])
      _ = try await peers.tadamun.submit([SubmittedReport(reference: "late", report)], to: peers.code, by: .sample)
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      let came = try #require(try await peers.tadamun.changes(in: peers.code, from: second, limit: 1).changes.first)
      #expect(came.change.actor == late && came.change.scoreBefore == nil && came.difference == nil)
      let unknown = await #expect(throws: Problem.self) {
        try await peers.tadamun.changes(in: peers.code, from: 999_999, limit: 1)
      }
      #expect(unknown?.code == "run_unknown")
    }
  }

  @Test("where another engine made the earlier run, what it came to is told apart from what changed since")
  func engine() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.reportAll()
      let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
      // As an engine that gave a tenth too much would have left it.
      for (table, change) in [
        ("runs", "engine_version = '2'"), ("actor_sheets", "scores = ARRAY[scores[1] + 0.1]"),
        ("kept_actors", "body = 'x'"),
      ] {
        try await admin.execute(SQL(unsafeRaw: "ALTER TABLE tadamun.\(table) DISABLE TRIGGER append_only_rows"))
        try await admin.execute(SQL(unsafeRaw: "UPDATE tadamun.\(table) SET \(change)"))
      }
      try await small.report(2, quarter: 1, jobs: 0, dropout: 0.4, reference: "corrected")
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let found = try await small.tadamun.difference(of: small.cooperatives[2], in: small.code, from: first)
      #expect(abs(found.earlier - 0.6) < 1e-12 && abs(found.later - 0.25) < 1e-12)
      #expect(abs(found.engine + 0.1) < 1e-12 && abs(found.ownData + 0.25) < 1e-12)
      #expect(abs(found.peers) < 1e-12 && found.verification == 0 && found.framework == 0)
      // The sheet of the old run is read all the same; what only its own engine could say is left out.
      let sheet = try await small.tadamun.score(of: small.cooperatives[2], in: small.code, run: first)
      #expect(sheet.detail == nil && sheet.explanation.raises.isEmpty)
      #expect(sheet.explanation.strongest.map(\.indicator) == ["jobs"])
      #expect(sheet.explanation.weakest.map(\.indicator) == ["dropout"])
    }
  }

  @Test("a sheet names what is strong, what is weak and what would raise it, and carries its interval")
  func explanation() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool), replicates: 60)
      try await peers.reportAll()
      let run = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      let sheet = try await peers.tadamun.score(of: peers.cooperatives[0], in: peers.code)
      let explanation = sheet.explanation
      let score = try #require(sheet.nodes.first?.score)
      let lift = { (part: ScorePart) in part.contribution - part.weight * score }
      #expect(!explanation.strongest.isEmpty && explanation.strongest.allSatisfy { lift($0) > 0 })
      #expect(!explanation.weakest.isEmpty && explanation.weakest.allSatisfy { lift($0) < 0 })
      // The tree computed again with sales at the top of the scale and verified: their whole weight, less what they brought.
      let raise = try #require(explanation.raise)
      #expect(raise.part.indicator == "sales" && explanation.raises.count == 3)
      #expect(abs(raise.gain - (raise.part.weight - raise.part.contribution)) < 1e-12)
      #expect(zip(explanation.raises, explanation.raises.dropFirst()).allSatisfy { $0.gain >= $1.gain })
      let interval = try #require(sheet.interval)
      #expect(interval.score.low <= interval.score.median && interval.score.median <= interval.score.high)
      #expect(["A", "B", "C", "D"].contains(interval.grade))
      let table = try await peers.tadamun.scores(of: peers.code, limit: 12)
      #expect(table.scores.allSatisfy { $0.interval != nil })
      let manifest = try await peers.tadamun.manifest(of: run, in: peers.code)
      #expect(manifest.run.provenance.replicates == 60 && manifest.factors.map(\.factor).contains("weights"))
    }
  }

  @Test("a run of another programme, and an actor without a score, are refused by name")
  func refused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.report(0, quarter: 0, jobs: 10, dropout: 0.1)
      let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
      let unknown = await #expect(throws: Problem.self) {
        try await small.tadamun.difference(of: small.cooperatives[0], in: small.code, from: 999_999)
      }
      #expect(unknown?.code == "run_unknown")
      let missing = await #expect(throws: Problem.self) {
        try await small.tadamun.difference(of: small.cooperatives[1], in: small.code, from: run)
      }
      #expect(missing?.code == "score_missing")
      await #expect(throws: Problem.self) { try await small.tadamun.manifest(of: 999_999, in: small.code) }
    }
  }
}
