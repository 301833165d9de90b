import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

/// G1 to G4, each by the program and, where it is held there, by the database against its own application role.
@Suite("What holds of every grant")
struct GrantInvariantTests {
  @Test("G1: tranches and budget lines add up to what is agreed")
  func addsUp() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { try $0.agreement([("100000.00", []), ("50000.00", [])]) }
      #expect(
        try await refusals {
          _ = try GrantAgreement(
            amount: GrantBooks.money("10.00"), signedOn: GrantBooks.day("2026-03-01"), signedBy: ["a", "b"],
            lines: [.init(Code("works"), title: "w", amount: GrantBooks.money("9.00"))],
            tranches: [.init(GrantBooks.money("11.00"), on: GrantBooks.day("2026-03-01"))])
        } == ["tranches_do_not_add_up", "budget_does_not_add_up"])
      let refused = try await constraint {
        try await pool.transaction { transaction in
          try await transaction.execute(
            """
            INSERT INTO grant_agreements (grant_id, version, amount_minor, signed_on, signed_by, max_overspend_bp)
            SELECT grant_id, 2, 15000000, DATE '2026-03-01', '{a,b}', 0 FROM grants
            """)
          try await transaction.execute(
            """
            INSERT INTO grant_budget_lines SELECT grant_id, 2, line, title, amount_minor FROM grant_budget_lines
            """)
          try await transaction.execute(
            "INSERT INTO grant_tranches SELECT grant_id, 2, 1, 14999999, planned_on FROM grant_tranches WHERE tranche = 1"
          )
        }
      }
      #expect(refused == "tranches_add_up")
      #expect(try await sheet(books).version == 1)
    }
  }

  @Test("G1: an amendment promises the difference, leaves what was paid, and stays the one that counts")
  func amendment() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { try $0.agreement([("100000.00", []), ("50000.00", [])]) }
      try await books.pay(1, of: Code("g"), on: "2026-02-10")
      let changed = try books.agreement([("90000.00", []), ("80000.00", [])], on: "2026-03-01")
      #expect(try await refusals { try await books.perform(.sign(changed), on: Code("g")) } == ["paid_tranche_changed"])
      #expect(try await sheet(books).money.agreed == 150_000_00)
      let amended = try books.agreement([("100000.00", []), ("30000.00", []), ("40000.00", [])], on: "2026-03-01")
      try await books.perform(.sign(amended), on: Code("g"))
      #expect(try await sheet(books).money.agreed == 170_000_00)
      let smaller = try books.agreement([("100000.00", []), ("30000.00", [])], on: "2026-03-02")
      try await books.perform(.sign(smaller), on: Code("g"))
      let sheet = try await sheet(books)
      #expect(sheet.money.agreed == 130_000_00 && sheet.money.outstanding == 30_000_00 && sheet.version == 3)
      let stored = try await constraint {
        try await pool.execute(
          "INSERT INTO grant_tranches SELECT grant_id, 3, 9, 1, planned_on FROM grant_tranches LIMIT 1")
      }
      #expect(stored == "agreements_are_closed")
    }
  }

  @Test("G2: no tranche passes an open condition, an overdue report or the one before it, nor by SQL")
  func conditions() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { books in
        try books.agreement(
          [("100000.00", []), ("50000.00", [TrancheCondition(.audit(Code("audit-1")))]), ("50000.00", [])],
          reports: [books.report(1, quarter: 1, due: "2026-04-30")])
      }
      try await books.pay(1, of: Code("g"), on: "2026-02-10")
      let day = try GrantBooks.day("2026-05-01")
      #expect(
        try await refusals { try await books.perform(.request(tranche: 2, on: day), on: Code("g")) }
          == ["condition_open", "report_overdue"])
      for (tranche, expected) in [(2, "conditions_are_met_or_waived"), (3, "tranches_are_paid_in_order")] {
        let refused = try await constraint {
          let step = try await sheet(books).tranches[tranche - 1].step
          try await pool.execute(
            """
            INSERT INTO tranche_steps (grant_id, tranche, step, from_state, to_state, on_day, recorded_by, decision_id)
            SELECT grant_id, \(Int16(tranche)), \(Int32(step + 1)), \(tranche == 2 ? "conditions_pending" : "planned"),
              'requested', DATE '2026-04-01', 'somebody', NULL FROM grants
            """)
        }
        #expect(refused == expected)
      }
      #expect(try await sheet(books).money.paid == 100_000_00)
    }
  }

  @Test("G2: the night marks a report overdue once, and a waiver of it lets one tranche pass")
  func overdue() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { books in
        try books.agreement([("100000.00", [])], reports: [books.report(1, quarter: 1, due: "2026-04-30")])
      }
      let day = try GrantBooks.day("2026-05-01")
      for expected in [1, 0] {
        let kept = try await books.tadamun.keepBooks(on: day)
        #expect(kept.steps.first { $0.name == "grant_reports_overdue" }?.changed == expected)
      }
      #expect(try await sheet(books).reports.first?.state == .overdue)
      #expect(
        try await refusals { try await books.perform(.request(tranche: 1, on: day), on: Code("g")) } == [
          "report_overdue"
        ])
      let asked = try await books.perform(
        .askWaiver(tranche: 1, .report(1), on: day, reason: "the office burnt"), on: Code("g"))
      try await books.perform(.waive(#require(asked.decision), on: day), on: Code("g"), by: books.director)
      try await books.pay(1, of: Code("g"), on: "2026-05-02")
      #expect(try await sheet(books).tranches.first?.waivedReports.first?.reason == "the office burnt")
    }
  }

  @Test("G2: who has asked for the money waives nothing that became open meanwhile")
  func requesterWaives() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { books in
        try books.agreement([("100000.00", [])], reports: [books.report(1, quarter: 1, due: "2026-04-30")])
      }
      try await books.perform(
        .request(tranche: 1, on: GrantBooks.day("2026-04-29")), on: Code("g"), by: books.director)
      let day = try GrantBooks.day("2026-05-01")
      _ = try await books.tadamun.keepBooks(on: day)
      let asked = try await books.perform(
        .askWaiver(tranche: 1, .report(1), on: day, reason: "the office burnt"), on: Code("g"))
      let decision = try #require(asked.decision)
      let own = try await refusals {
        try await books.perform(.waive(decision, on: day), on: Code("g"), by: books.director)
      }
      #expect(own == ["requester_waived"])
    }
  }

  @Test("G3: spending keeps to the budget lines and what they may pass, and nothing is booked of a refused report")
  func budgetLines() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { books in
        try books.agreement(
          [("100000.00", [])], lines: [("works", "60000.00"), ("tools", "40000.00")], overspend: 1_000,
          reports: [books.report(1, quarter: 1, due: "2026-04-30"), books.report(2, quarter: 2, due: "2026-07-30")])
      }
      try await books.pay(1, of: Code("g"), on: "2026-02-10")
      #expect(
        try await refusals { try await books.account("1.00", in: 1, of: Code("g"), on: "2026-04-10", line: "travel") }
          == ["budget_line_unknown"])
      #expect(
        try await refusals {
          try await books.account("44000.01", in: 1, of: Code("g"), on: "2026-04-10", line: "tools")
        }
          == ["budget_line_overspent"])
      #expect(try await sheet(books).money.accepted == 0)
      #expect(try await sheet(books).reports.first?.state == .submitted)
      try await books.perform(.returnReport(1, on: GrantBooks.day("2026-04-11"), reason: "too much"), on: Code("g"))
      try await books.account("44000.00", in: 1, of: Code("g"), on: "2026-04-12", line: "tools")
      #expect(try await sheet(books).money.accepted == 44_000_00)
      #expect(
        try await refusals {
          try await books.perform(
            .submitReport(2, on: GrantBooks.day("2026-07-10"), [.init(Code("works"), GrantBooks.money("5.00"))]),
            on: Code("g"))
          try await books.perform(.acceptReport(2, on: GrantBooks.day("2026-07-11"), nil), on: Code("g"))
        } == ["maker_is_not_checker"])
    }
  }

  @Test("G4: what comes in kind is no cash, and the same paper counts once")
  func inKind() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { try $0.agreement([("100000.00", [])]) }
      try await books.tadamun.apply(for: books.application("other", "3000.00"), by: books.officer, source: .sample)
      let entries: Int = try await pool.queryValue("SELECT count(*) FROM entries")
      let tractor = try InKind(
        item: "tractor", quantity: 2, unitValue: GrantBooks.money("15000.00"), valuationBasis: "three quotations",
        evidence: "invoice 7", receivedOn: GrantBooks.day("2026-03-01"))
      try await books.perform(.addInKind(tractor), on: Code("g"))
      for grant in ["g", "other"] {
        #expect(
          try await refusals { try await books.perform(.addInKind(tractor), on: Code(grant)) }
            == ["in_kind_counted_before"])
      }
      #expect(try await sheet(books).inKindMinor == 30_000_00)
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == entries)
    }
  }

  @Test("the database and the program know the same steps")
  func edges() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      func edges<Machine: StateMachine>(_ type: Machine.Type, _ name: String) -> [String] {
        ["\(name) none \(Machine.first.rawValue)"]
          + Machine.allCases.flatMap { from in from.next.map { "\(name) \(from.rawValue) \($0.rawValue)" } }
      }
      let stored: [String] = try await pool.query(
        "SELECT concat_ws(' ', machine, from_state, to_state) AS e FROM grant_edges"
      )
      .map { try $0["e"] }
      let known =
        edges(GrantState.self, "grant") + edges(TrancheState.self, "tranche") + edges(GrantReportState.self, "report")
      #expect(stored.sorted() == known.sorted())
    }
  }

  @Test("the same key does a thing once, and nothing else")
  func keys() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { try $0.agreement([("100000.00", [])]) }
      let act = try GrantAct.request(tranche: 1, on: GrantBooks.day("2026-02-10"))
      let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          group.addTask {
            try await books.tadamun.perform(act, on: Code("g"), key: "k", by: books.officer, source: .api).isNew
          }
        }
        return try await group.reduce(into: [Bool]()) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 }.count == 1)
      let other = try GrantAct.approve(tranche: 1, on: GrantBooks.day("2026-02-10"))
      #expect(
        try await refusals {
          try await books.tadamun.perform(other, on: Code("g"), key: "k", by: books.director, source: .api)
        } == ["idempotency_conflict"])
      #expect(try await sheet(books).tranches.first?.state == .requested)
    }
  }
}
