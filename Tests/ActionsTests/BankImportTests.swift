import Actions
import Domain
import Foundation
import Interchange
import Postgres
import Store
import TestSupport
import Testing

/// A file a development bank published in 2016. Its licence is not stated, so it stands beside the checkout.
@Suite(
  "A real IATI file becomes actors, money, results and scores",
  .enabled(if: SharedFiles.file("data/iati/afdb-agriculture-2016.xml") != nil, "the file is not on this machine"))
struct BankImportTests {
  private let programme: Code
  private let path: String

  init() throws {
    programme = try Code("bank")
    path = try #require(SharedFiles.file("data/iati/afdb-agriculture-2016.xml")).path
  }

  /// What would differ if anything were imported twice.
  private func counts(_ pool: Pool) async throws -> [Int] {
    var counts: [Int] = []
    for table in [
      "actors", "actor_identifiers", "entries", "postings", "indicators", "target_groups", "targets", "reports",
      "indicator_values", "frameworks", "programmes", "enrolments",
    ] {
      counts.append(try await pool.queryValue("SELECT count(*) FROM \(identifier: table)"))
    }
    return counts
  }

  @Test("twice gives the same as once: 10 activities, 194 transactions, 29 results, and not a row more")
  func twice() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let first = try await tadamun.importIATI(path, into: programme)
      #expect(first.activities == 10 && first.transactions == 194 && first.results == 29)
      #expect(first.contributions == ContributionOutcome(recorded: 194, known: 0))
      #expect(first.indicators > 0 && first.reports.recorded > 0 && first.framework == 1)
      let before = try await counts(pool)
      let second = try await tadamun.importIATI(path, into: programme)
      #expect(second.contributions == ContributionOutcome(recorded: 0, known: 194))
      #expect(second.actors == 0 && second.indicators == 0 && second.framework == nil)
      #expect(second.reports.recorded == 0 && second.reports.known == first.reports.recorded)
      #expect(second.skipped == first.skipped)
      #expect(try await counts(pool) == before)
    }
  }

  @Test("the ledger holds the file's sums per type and currency, commitments apart from disbursements")
  func sums() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      _ = try await Tadamun(pool).importIATI(path, into: programme)
      var published: [String: Int64] = [:]
      _ = try IATIReader(path: path).forEachActivity { activity in
        for transaction in activity.transactions {
          published["\(transaction.kind) \(transaction.value.currency.code)", default: 0] += transaction.value.minor
        }
      }
      let kinds = [
        "commitment": "outgoingCommitment", "direct": "disbursement", "interest": "interestPayment",
        "loan_repayment": "loanRepayment",
      ]
      var booked: [String: Int64] = [:]
      for total in try await Ledger.totals(in: pool) {
        booked["\(kinds[total.kind] ?? total.kind) \(total.amount.currency.code)"] = total.amount.minor
      }
      #expect(booked == published)
      #expect(booked["outgoingCommitment XDR"] == 33_016_291_467)
      #expect(booked["disbursement XDR"] == 6_800_573_825)
      let balance: Int64 = try await pool.queryValue("SELECT sum(amount_minor)::bigint FROM postings")
      #expect(balance == 0)
    }
  }

  @Test("every score is the sum of its parts to 1e-12, and the run replays to the same bits")
  func scores() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      _ = try await tadamun.importIATI(path, into: programme)
      let outcome = try await tadamun.score(programme, asOf: CalendarDate(iso: "2016-12-31"))
      #expect(outcome.actorCount > 0 && outcome.observationCount > 0)
      let table = try await tadamun.scores(of: programme, limit: 1_000)
      #expect(table.scores.contains { $0.score.score != nil })
      for ranked in table.scores {
        // Who published no value has no score, rather than one of zero.
        guard let score = ranked.score.score else {
          #expect(ranked.score.status == "no_data" && ranked.score.coverage == 0)
          continue
        }
        let sheet = try await tadamun.score(of: ranked.actor, in: programme)
        let sum = sheet.parts.reduce(0) { $0 + $1.contribution }
        #expect(abs(sum - score) <= 1e-12, "\(ranked.actor): \(sum) and \(score)")
        #expect(!sheet.parts.isEmpty)
      }
      #expect(try await tadamun.replayCurrentRun(of: programme)?.differences == [])
    }
  }

  @Test("what is not taken over is listed, each with activity, line, element and reason")
  func listed() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let skipped = try await Tadamun(pool).importIATI(path, into: programme).skipped
      let count = { (element: String) in skipped.filter { $0.element == element }.reduce(0) { $0 + $1.count } }
      #expect(count("location") == 72 && count("budget") == 6 && count("document-link") == 43)
      #expect(skipped.allSatisfy { $0.line > 0 && !$0.element.isEmpty && !$0.sentence.isEmpty && $0.file == path })
      #expect(skipped.filter { $0.activity != nil }.count > skipped.count / 2)
    }
  }

  @Test("a DOCTYPE is refused before anything is recorded")
  func doctype() async throws {
    let bad = FileManager.default.temporaryDirectory.appendingPathComponent("doctype-\(UUID().uuidString).xml")
    defer { try? FileManager.default.removeItem(at: bad) }
    let text = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"b\">]>\n<iati-activities version=\"2.03\"/>\n"
    try Data(text.utf8).write(to: bad)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let before = try await counts(pool)
      let problem = await #expect(throws: Problem.self) {
        try await Tadamun(pool).importIATI(bad.path, into: programme)
      }
      #expect(problem?.code == "xml_doctype_refused" && problem?.place?.line == 2)
      #expect(try await counts(pool) == before)
    }
  }
}
