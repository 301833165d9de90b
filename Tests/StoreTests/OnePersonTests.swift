import Domain
import Postgres
import Store
import TestSupport
import Testing

/// Every kind of entry that one person books, and why that is enough. What is not listed here or among
/// ``TwoPersonTests/entries`` makes a test fail: who adds a kind says which it is.
@Suite("What one person books")
struct OnePersonTests {
  /// Why a kind of entry takes no decision of its own.
  private enum Reason {
    /// It stands in the general accounts: whatever takes cash out of its fund is a payment and takes two persons, under
    /// any kind (`payments_take_two_persons`).
    case generalAccounts
    /// It adds to what a fund holds and takes nothing from it.
    case bringsIn
    /// No cash and no asset moves by it.
    case movesNothingHeld
    /// It takes what a fund holds, because of something that two persons decided or somebody outside told, and just so
    /// much of it as that says. The constraint holds it.
    case follows(String, heldBy: String)
  }

  private static let kinds: [String: Reason] = [
    "receipt": .generalAccounts, "allocation": .generalAccounts, "disbursement": .generalAccounts,
    "direct": .generalAccounts, "commitment": .generalAccounts, "decommitment": .generalAccounts,
    "expenditure": .generalAccounts, "interest": .generalAccounts, "loan_repayment": .generalAccounts,
    "reimbursement": .generalAccounts, "exchange": .generalAccounts, "processor_settlement": .generalAccounts,
    "processor_fee": .generalAccounts, "campaign_loss": .generalAccounts, "impure_interest": .generalAccounts,
    // What is set off against what the fund holds for the grantee stays in the fund.
    "grant_spending": .generalAccounts, "grant_recovery": .generalAccounts,
    "zakat_receipt": .bringsIn, "zakat_return": .bringsIn,
    "campaign_capture": .bringsIn, "campaign_payout_return": .bringsIn, "match_receipt": .bringsIn,
    "waqf_principal_receipt": .bringsIn, "waqf_yield_receipt": .bringsIn,
    "waqf_cost": .movesNothingHeld, "waqf_expiry": .movesNothingHeld, "waqf_need_closing": .movesNothingHeld,
    "waqf_redirection": .movesNothingHeld,
    "campaign_refund": .follows(
      "a backer's own money goes back to the backer, by the provider's number or a line of the bank",
      heldBy: "campaign_moves_for_a_reason"),
    "campaign_chargeback": .follows(
      "the provider told that a dispute was lost, which took the money", heldBy: "campaign_moves_for_a_reason"),
    "campaign_success": .follows(
      "what was captured becomes the project's, whose campaign two persons approved; it stays in the fund",
      heldBy: "campaign_moves_for_a_reason"),
    "campaign_fee": .follows(
      "the rate is the campaign's, which two persons approved", heldBy: "campaign_moves_for_a_reason"),
    "match_payment": .follows(
      "the rule is the pool's, which two persons approved; paying it out takes two more",
      heldBy: "match_moves_for_a_reason"),
    "waqf_waterfall": .follows(
      "yield that restores or adds to the principal of the same waqf, by its deed and the policy",
      heldBy: "waqf_moves_for_a_reason"),
  ]

  @Test("every kind of entry takes two persons or says why one is enough")
  func everyKind() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let known: [String] = try await pool.query("SELECT kind FROM entry_kinds").map { try $0["kind"] }
      #expect(Set(known) == Set(Self.kinds.keys).union(TwoPersonTests.entries.keys))
      #expect(Set(Self.kinds.keys).isDisjoint(with: TwoPersonTests.entries.keys))
    }
  }

  /// Kinds of accounts of what a fund holds, and those that say which entries may touch them.
  @Test("the accounts that hold money are these, and each but the general cash lists the entries that take from it")
  func accounts() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let holding: [String] = try await pool.query(
        """
        SELECT kind FROM account_kinds WHERE normal_side = 'debit' AND never_below_zero AND kind <> 'waqf_losses'
        ORDER BY kind
        """
      ).map { try $0["kind"] }
      #expect(
        holding == [
          "cash", "escrow_cash", "istibdal_suspense", "match_cash", "project_cash", "waqf_assets",
          "waqf_principal_cash", "waqf_yield_cash", "zakat_cash",
        ])
      let listed: [String] = try await pool.query("SELECT DISTINCT account_kind FROM account_kind_entry_kinds").map {
        try $0["account_kind"]
      }
      #expect(Set(holding).subtracting(listed) == ["cash"])
    }
  }

  @Test("a reason holds: what brings in or moves nothing takes nothing, what follows is held by its constraint")
  func reasons() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let rows = try await pool.query(
        """
        SELECT x.entry_kind, x.account_kind, x.side FROM account_kind_entry_kinds x JOIN account_kinds k ON k.kind = x.account_kind
        WHERE k.normal_side = 'debit' AND k.never_below_zero AND k.kind <> 'waqf_losses'
        """)
      var touched: Set<String> = []
      var taken: Set<String> = []
      for row in rows {
        let kind: String = try row["entry_kind"]
        touched.insert(kind)
        if try row.decode("side", as: String.self) != "debit" { taken.insert(kind) }
      }
      let triggers: [String] = try await pool.query(
        "SELECT DISTINCT tgname::text FROM pg_trigger WHERE tgrelid IN ('entries'::regclass, 'postings'::regclass)"
      ).map { try $0["tgname"] }
      #expect(triggers.contains("payments_take_two_persons"))
      for (kind, reason) in Self.kinds {
        switch reason {
        case .generalAccounts: #expect(!touched.contains(kind), "\(kind)")
        case .bringsIn: #expect(touched.contains(kind) && !taken.contains(kind), "\(kind)")
        case .movesNothingHeld: #expect(!touched.contains(kind), "\(kind)")
        case .follows(let why, let constraint):
          #expect(!why.isEmpty && triggers.contains(constraint), "\(kind)")
        }
      }
      // What takes from an account that holds money, and follows from nothing, takes two persons.
      let following = Self.kinds.filter { if case .follows = $0.value { true } else { false } }.keys
      #expect(taken.subtracting(following).isSubset(of: TwoPersonTests.entries.keys))
    }
  }

  @Test("under each of these kinds, cash of a fund does not leave it by one person's word")
  func cash() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await Books(in: pool)
      try await books.receive(100_00, key: "in", in: pool)
      for kind in Self.kinds.keys.sorted() {
        let said = await refusal {
          try await pool.transaction { transaction in
            let entry: Int64 = try await transaction.queryValue(
              """
              INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on)
              VALUES ('api', \(kind), sha256('a'), \(kind), DATE '2026-01-31') RETURNING entry_id
              """)
            try await transaction.execute(books.line(entry, 1, books.contributions, fund: books.fund, 1))
            try await transaction.execute(books.line(entry, 2, books.cash, fund: books.fund, -1))
          }
        }
        let held = ["payments_take_two_persons", "grant_entries_name_their_grant"]
        #expect(held.contains(said) || said.hasSuffix("_for_a_reason"), "\(kind): \(said)")
      }
      #expect(try await books.balance(in: pool) == 100_00)
    }
  }
}
