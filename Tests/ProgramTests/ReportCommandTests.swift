import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Reports on the command line")
struct ReportCommandTests {
  /// Of this test alone: another user's cannot be written into.
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("evidence-\(UUID().uuidString)")
    .path

  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (status: Int32, text: String) {
    let program = try ProgramProcess(
      ["report"] + arguments, on: database, environment: ["SERVE_EVIDENCE_DIRECTORY": folder])
    let text = await program.wait()
    return (program.process.terminationStatus, text)
  }

  private func prepare(_ database: TestDatabase) async throws -> Int64 {
    let pool = Pool(database.configuration(as: .app), configuration: PoolConfiguration(maximumConnections: 4))
    let small = try await SmallProgramme(Tadamun(pool))
    try await small.report(0, quarter: 0, jobs: 3, dropout: 0.2, verified: false)
    let id = try #require(try await small.tadamun.reports(limit: 1).first?.id)
    await pool.close()
    return id
  }

  @Test("what is asked for is due; a sample draws the report; it is judged, appealed against and answered")
  func life() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await TestDatabase.with(TestDatabase.project()) { database in
      let id = try await prepare(database)
      let require = ["require", "small", "--indicator", "jobs", "--from", "2026-01-01", "--by", "chief"]
      #expect(try await run(require, on: database).status == 0)
      let due = try await run(["due", "small", "--as-of", "2026-05-15"], on: database)
      #expect(due.text.contains("coop-a~2026-01-01~jobs~all  answered  due on 2026-04-30"))
      #expect(due.text.contains("coop-b~2026-01-01~jobs~all  missing"))
      let sample = [
        "sample", "small", "--from", "2026-01-01", "--through", "2026-03-31", "--random", "1", "--by", "chief", "--key",
        "k",
      ]
      let drawn = try await run(sample, on: database)
      #expect(drawn.status == 0 && drawn.text.contains(": 1 of 1, seed "))
      #expect(try await run(sample, on: database).text == drawn.text)
      #expect(
        try await run(["queue", "1"], on: database).text.contains("coop-a  report \(id)  weight 3.0  drawn by random"))
      let verdict =
        #"{"outcome": "verified", "by": "sara", "cells": [{"indicator": "jobs", "verdict": "rejected", "reason": "no book"}]}"#
      #expect(
        try await run(["record", "coop-a", "\(id)", "verification", "--body", verdict], on: database).status == 0)
      #expect(try await run(["queue", "1"], on: database).text.isEmpty)
      let shown = try await run(["show", "coop-a", "\(id)"], on: database)
      #expect(shown.text.contains("verified by sara") && shown.text.contains("rejected: no book"))
      #expect(
        try await run(["verifiers"], on: database).text.contains("sara  1 verified, 0 sent back, 2 cells, 1 rejected"))
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pdf")
      try Data("%PDF-1.7".utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let attached = try await run(["attach", "coop-a", "\(id)", file.path, "--by", "fatima"], on: database)
      #expect(attached.status == 0 && attached.text.contains("application/pdf, 8 bytes"))
      let appeal = [
        "appeal", "coop-a", "--programme", "small", "--report", "\(id)", "--grounds", "there is a book", "--by",
        "fatima",
      ]
      #expect(try await run(appeal, on: database).text.contains("report \(id)  pending  answer due on "))
      let answer = ["answer-appeal", "coop-a", "1", "--outcome", "allowed", "--reasoning", "seen", "--by"]
      let own = try await run(answer + ["fatima"], on: database)
      #expect(own.status == 1 && own.text.contains("[judge_in_own_cause]"))
      #expect(try await run(answer + ["president"], on: database).text.contains("allowed"))
      #expect(
        try await run(["appeals", "--state", "allowed", "--json"], on: database).text.contains(#""state":"allowed""#))
    }
  }

  @Test("wrong use ends with 2, a refusal with 1 and its code")
  func refusals() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      _ = try await prepare(database)
      #expect(try await run(["due", "small", "--state", "lost"], on: database).status == 2)
      #expect(try await run(["record", "coop-a", "1", "dance", "--body", "{}"], on: database).status == 2)
      let unknown = try await run(["show", "coop-a", "99999"], on: database)
      #expect(unknown.status == 1 && unknown.text.contains("[report_unknown]"))
      let publish = ["publish", "small", "--from", "2026-01-01", "--through", "2026-03-31", "--by", "chief"]
      #expect(try await run(publish, on: database).text.contains("[nothing_to_publish]"))
    }
  }
}
