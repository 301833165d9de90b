import Actions
import Domain
import Postgres
import TestSupport
import Testing

/// W1–W10 of the design, each where it is held: by the database even for SQL sent as the application's role.
@Suite("What always holds of waqf")
struct WaqfInvariantTests {
  @Test("W1: the principal is what was given, reinvested and restored, less accepted losses")
  func principal() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, reinvest: 1_000)
      try await books.give("10000.00")
      let alone = try WaqfOrder(Code("theft"), of: books.waqf, .loss(asset: nil, books.mad("500.00")), reason: "stolen")
      let decision = try await books.tadamun.request(alone, on: books.day("2025-02-01"), by: books.maker)
      #expect(
        try await refusals { try await books.tadamun.approve(decision, by: books.maker) } == ["maker_is_not_checker"])
      #expect(
        try await refusals {
          try await books.tadamun.execute(waqfOrder: decision, on: books.day("2025-02-01"), by: books.maker)
        } == ["decision_pending"])
      #expect(try await books.report().principal.balanceMinor == 10_000_00)
      try await books.tadamun.approve(decision, by: books.checker)
      try await books.tadamun.execute(waqfOrder: decision, on: books.day("2025-02-01"), by: books.maker)
      #expect(try await books.report().principal.balanceMinor == 9_500_00)
      // Yield makes the loss good before it is added to, and shares out what is left.
      try await books.earn("2000.00")
      let run = try await books.run()
      #expect(run.result.restoredMinor == 500_00 && run.result.reinvestedMinor == 200_00)
      let principal = try await books.report().principal
      #expect(principal.lossesMinor == 0 && principal.corpusMinor == 10_200_00 && principal.balanceMinor == 10_200_00)
      #expect(try await books.report().yields.sharesMinor == 1_300_00)
    }
  }

  @Test("W1: no posting takes principal to anything but assets, suspense, losses and its founder, and none is reversed")
  func principalIsNotSpent() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.give("100.00")
      for kind in ["waqf_cost", "waqf_yield_receipt", "zakat_receipt", "expenditure"] {
        let found = try await books.refused {
          try await books.post(
            kind, [("waqf-principal", "waqf_corpus", 1), ("waqf-principal", "waqf_principal_cash", -1)], in: $0)
        }
        #expect(found == "entry_kind_may_touch_account", "\(kind)")
      }
      let entry: Int64 = try await pool.queryValue("SELECT max(entry_id) FROM entries")
      let decision = try await books.tadamun.requestReversal(
        of: entry, on: books.day("2024-04-01"), reason: "mistake", by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      #expect(
        try await refusals { try await books.tadamun.reverse(under: decision, by: .api) } == ["reversal_forbidden"])
      #expect(try await books.report().principal.balanceMinor == 100_00)
      #expect(try await books.events("posting_refused") == 1)
    }
  }

  @Test("W2: cash that is set aside pays no cost")
  func setAside() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("100.00")
      try await books.run()
      let codes = try await refusals { try await books.spend("1.00", on: "2026-01-05") }
      #expect(codes == ["waqf_cash_set_aside"])
      #expect(try await books.report().yields.cashMinor == 100_00)
    }
  }

  @Test("W3: a run that leaves an urgent need out and pays beneficiaries is refused by the database")
  func runCountsNeeds() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("100.00")
      try await books.need("40.00")
      let found = try await books.refused { transaction in
        try await WaqfInvariantTests.forgeRun(transaction, distributable: 100_00)
        try await books.post(
          "waqf_waterfall", [("waqf-yield", "waqf_undivided", 100_00), ("waqf-yield", "waqf_shares", -100_00)],
          in: transaction)
      }
      #expect(found == "runs_add_up")
      #expect(try await pool.queryValue("SELECT count(*) FROM waqf_runs", as: Int.self) == 0)
    }
  }

  @Test("W4: a fee above its share of the net is refused by the database; without a mandate there is none")
  func fee() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, fee: 500)
      let high = try await refusals {
        try await books.tadamun.appoint(
          WaqfMandate(
            of: books.waqf, nazir: Code("clinic"), from: books.day("2023-01-01"), through: books.day("2023-12-31"),
            feeBasisPoints: 501, document: "m"), by: books.maker)
      }
      #expect(high == ["nazir_fee_over_maximum"])
      for fee in [501, 600] {
        let found = try await books.refused { try await WaqfInvariantTests.forgeRun($0, gross: 100_00, fee: fee) }
        #expect(found == "fee_is_of_the_net")
      }
      let unmandated = try await books.refused { try await WaqfInvariantTests.forgeRun($0, gross: 100_00, fee: 500) }
      #expect(unmandated == "nobody_is_paid_without_a_mandate")
      try await books.earn("100.01")
      #expect(try await books.run().result.feeMinor == 5_00)
      try await books.order("fee", .fee(nazir: Code("office"), books.mad("5.00")))
      #expect(
        try await refusals { try await books.order("fee-2", .fee(nazir: Code("office"), books.mad("0.01"))) } == [
          "insufficient_funds"
        ])
    }
  }

  @Test("W5: a price that waits too long is said once; SQL buys no cheap replacement")
  func suspense() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.giveLand(worth: "800.00")
      try await books.sellLand("1000.00", costs: "0.00")
      // Ninety days after 1 February.
      try await books.tadamun.keepBooks(on: books.day("2026-05-02"))
      #expect(try await books.events("waqf_replacement_overdue") == 0)
      for day in ["2026-05-03", "2026-05-04"] { try await books.tadamun.keepBooks(on: books.day(day)) }
      #expect(try await books.events("waqf_replacement_overdue") == 1)
      let found = try await books.refused {
        try await $0.execute(
          """
          INSERT INTO waqf_replacements (istibdal_id, value_minor, replaced_on, entry_id)
          SELECT istibdal_id, 0, '2026-03-01', entry_id FROM waqf_sales
          """)
      }
      #expect(found == "replaced_at_its_worth")
    }
  }

  @Test("W6: the principal of an ended waqf goes back exactly, losses counted, and whole")
  func exactReturn() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, endsOn: "2026-06-30")
      try await books.give("1000.00")
      try await books.giveLand(worth: "500.00")
      try await books.order("hail", .loss(asset: Code("land"), books.mad("100.00")), reason: "hail", on: "2025-05-01")
      #expect(try await refusals { try await books.order("early", .principalReturn) } == ["waqf_state_forbids"])
      try await books.tadamun.keepBooks(on: books.day("2026-07-01"))
      #expect(try await books.report().principal.returnableMinor == 1_400_00)
      let decision = try await books.tadamun.request(
        WaqfOrder(Code("back"), of: books.waqf, .principalReturn), on: books.day("2026-07-02"), by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      let partial = try await books.refused {
        try await books.post(
          "waqf_return", [("waqf-principal", "waqf_returnable", 1), ("waqf-principal", "waqf_principal_cash", -1)],
          decision: decision.rawValue, in: $0)
        try await $0.execute(
          """
          INSERT INTO waqf_returns (waqf_id, cash_minor, assets_minor, suspense_minor, returned_on, decision_id, entry_id)
          SELECT waqf_id, 1, 0, 0, '2026-07-02', \(decision), (SELECT max(entry_id) FROM entries) FROM waqfs
          """)
      }
      #expect(partial == "principal_returns_exactly")
      try await books.tadamun.execute(waqfOrder: decision, on: books.day("2026-07-02"), by: books.maker)
      let report = try await books.report()
      #expect(report.principal.balanceMinor == 0 && report.principal.returnableMinor == 0)
      #expect(report.assets.map(\.state) == [.returned])
    }
  }

  @Test("W6: nothing of an ended waqf is sold or written off, not even under an exchange that was approved before")
  func endedSellsNothing() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, endsOn: "2026-06-30")
      try await books.giveLand(worth: "500.00")
      try await books.tadamun.keepBooks(on: books.day("2026-07-01"))
      let fire = try books.loss("fire", of: "land", "50.00")
      let late = try await refusals {
        _ = try await books.tadamun.request(fire, on: books.day("2026-07-02"), by: books.maker)
      }
      #expect(late == ["waqf_state_forbids"])
      let sold = try await refusals { try await books.sellLand("1000.00", costs: "0.00", on: "2026-07-02") }
      #expect(sold == ["waqf_state_forbids"])
      #expect(try await books.report().principal.assetsMinor == 500_00)
    }
  }

  @Test("W7: principal is no collateral, and no claim is set off against it")
  func collateral() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.give("100.00")
      let found = try await books.refused {
        try await $0.execute(
          """
          INSERT INTO holds (account_id, amount_minor, purpose, last_on, source, idempotency_key, body_hash)
          SELECT account_id, 1, 'loan', '2027-01-01', 'sql', 'k', sha256('x') FROM accounts WHERE kind = 'waqf_principal_cash'
          """)
      }
      #expect(found == "principal_is_not_pledged")
      #expect(try await pool.queryValue("SELECT sum(held_minor)::bigint FROM balances", as: Int64.self) == 0)
    }
  }

  @Test("W8: a deed whose shares are not whole is not signed")
  func shares() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      #expect(
        try await refusals { _ = try await WaqfBooks(pool, beneficiaries: [("school", "school", 9_999)]) }
          == ["shares_not_whole"])
      let books = try await WaqfBooks(pool, state: .draft)
      // A draft may still be added to, and is then whole no more.
      try await pool.execute(
        """
        INSERT INTO waqf_stipulations (waqf_id, position, kind, beneficiary, share_bp)
        SELECT waqf_id, 9, 'beneficiary_share', 'late', 1 FROM waqfs
        """)
      let signed = try await books.refused {
        try await $0.execute(
          "INSERT INTO waqf_steps SELECT waqf_id, 2, 'deed_signed', '2024-01-01', 'sql', '' FROM waqfs")
      }
      #expect(signed == "shares_are_whole")
    }
  }

  @Test("W9: nothing of a signed deed changes, and nothing is added to it")
  func immutable() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await WaqfBooks(app, state: .deedSigned)
      let added = try await books.refused {
        try await $0.execute(
          "INSERT INTO waqf_stipulations (waqf_id, position, kind, flag) SELECT waqf_id, 9, 'istibdal_allowed', true FROM waqfs"
        )
      }
      #expect(added == "stipulations_are_immutable")
      for pool in [admin, app] {
        for statement: SQL in [
          "UPDATE waqf_stipulations SET share_bp = 1", "DELETE FROM waqf_stipulations",
          "UPDATE waqfs SET founder = 'x'",
          "TRUNCATE waqf_steps",
        ] {
          let error = await #expect(throws: PostgresError.self) { try await pool.execute(statement) }
          #expect(error?.sqlState == .insufficientPrivilege)
        }
      }
      let deed = try await books.tadamun.waqf(books.waqf).deed
      #expect(deed.stipulations.beneficiaries.map(\.basisPoints) == [10_000])
    }
  }

  @Test("W10: an entry that joins two waqfs is refused")
  func separate() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      let first = try await books.tadamun.waqf(books.waqf).deed
      let other = try WaqfDeed(
        Code("other"), number: "deed 13", signedOn: first.signedOn, founder: "another", type: .publicWaqf,
        term: .perpetual, purpose: "health", currency: .mad, policy: first.policy,
        principalFund: Code("other-principal"), yieldFund: Code("other-yield"), stipulations: first.stipulations)
      try await books.tadamun.draft(other, by: books.maker)
      try await books.give("100.00")
      let found = try await books.refused {
        try await books.post(
          "waqf_principal_receipt",
          [
            ("waqf-principal", "waqf_principal_cash", 1), ("waqf-principal", "waqf_corpus", -1),
            ("other-principal", "waqf_principal_cash", 1), ("other-principal", "waqf_corpus", -1),
          ], in: $0)
        try await $0.execute(
          """
          INSERT INTO waqf_principal_receipts (code, waqf_id, amount_minor, received_on, entry_id)
          SELECT 'both', waqf_id, 2, '2026-02-01', (SELECT max(entry_id) FROM entries) FROM waqfs WHERE code = 'waqf'
          """)
      }
      #expect(found == "waqf_moves_for_a_reason")
      #expect(try await books.report().principal.balanceMinor == 100_00)
      #expect(
        try await books.tadamun.waqfReport(of: Code("other"), on: books.day("2026-12-31")).principal.balanceMinor == 0)
    }
  }

  /// Writes a run of 2025 as SQL would, past every action.
  private static func forgeRun(
    _ transaction: Transaction, gross: Int64 = 0, fee: Int = 0, distributable: Int64 = 0
  ) async throws {
    try await transaction.execute(
      """
      INSERT INTO waqf_runs (waqf_id, first_on, last_on, ran_on, gross_minor, costs_minor, deficit_minor, need_minor,
        reserve_minor, lost_principal_minor, reserve_bp, fee_bp, reinvest_bp, restores, fee_after_maintenance,
        releases_reserve, deficit_covered_minor, deficit_carried_minor, maintenance_minor, from_reserve_minor,
        to_reserve_minor, restored_minor, fee_minor, reinvested_minor, released_minor, distributable_minor, policy_id)
      SELECT waqf_id, '2025-01-01', '2025-12-31', '2025-12-31', \(gross + distributable), 0, 0, 0, 0, 0, 0, 500, 0, true,
        true, false, 0, 0, 0, 0, 0, 0, \(Int64(fee)), 0, 0, \(gross + distributable - Int64(fee)), policy_id FROM waqfs
      """)
  }
}
