import Domain
import Postgres
import Store
import TestSupport
import Testing

/// What takes two persons, and where the database holds it: each statement is sent as the application's role, straight to
/// the tables.
@Suite("What takes two persons")
struct TwoPersonTests {
  /// Kinds of entries that stand on an approved decision of a kind. ``OnePersonTests`` says of every other why it does not.
  static let entries = [
    "amil_charge": "disbursement", "campaign_payout": "disbursement", "grant_payment": "disbursement",
    "grant_return": "disbursement", "match_withdrawal": "disbursement", "pool_share": "pool_agreement",
    "reversal": "reversal", "waqf_cost_payment": "disbursement", "waqf_fee_payment": "disbursement",
    "waqf_investment": "disbursement", "waqf_loss": "principal_loss", "waqf_replacement": "istibdal",
    "waqf_return": "disbursement", "waqf_sale": "istibdal", "waqf_share_payment": "disbursement",
    "waqf_work_payment": "disbursement",
    "zakat_payment": "disbursement", "zakat_refund": "disbursement",
  ]

  @Test("each such kind of entry is refused without an approved decision of its kind; nothing is left out of the list")
  func kindsOfEntries() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let rows = try await pool.query("SELECT kind, decision_kind FROM entry_kinds WHERE decision_kind IS NOT NULL")
      let found = try Dictionary(
        uniqueKeysWithValues: rows.map {
          (try $0.decode("kind", as: String.self), try $0.decode("decision_kind", as: String.self))
        })
      #expect(found == Self.entries)
      for (kind, needed) in Self.entries.sorted(by: { $0.key < $1.key }) {
        let pending = try await decision(DecisionKind(rawValue: needed), "x:\(kind)", approved: false, pool)
        let other = try await decision(needed == "istibdal" ? .reversal : .istibdal, "y:\(kind)", approved: true, pool)
        for named in [nil, pending, other] as [ID<Decision>?] {
          let said = await refusal {
            try await pool.execute(
              """
              INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on, decision_id)
              VALUES ('x', \(kind), sha256('x'), \(kind), DATE '2026-01-31', \(named))
              """)
          }
          #expect(said == "entry_stands_on_approval", "\(kind)")
        }
      }
      #expect(try await Ledger.count(in: pool).entries == 0)
    }
  }

  @Test("every kind of decision is one that something stands on")
  func kindsOfDecisions() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let known: [String] = try await pool.query("SELECT kind FROM decision_kinds ORDER BY kind").map { try $0["kind"] }
      // Besides entries: assessments, policies, waivers, write-offs, campaigns, pools, redirections, and overrides of
      // proposals, whose approvals are rows of their own.
      let others = [
        "campaign_approval", "match_pool_approval", "override", "policy_change", "recipient_eligibility", "waiver",
        "waqf_redirection", "write_off",
      ]
      #expect(Set(known) == Set(Self.entries.values).union(others))
    }
  }

  @Test("a policy is in force by a decision about just its text from just that day on, and no other")
  func policies() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let hash: String = try await pool.queryValue(
        """
        INSERT INTO policies (code, version, instrument, status, authority, source, body, sha256)
        VALUES ('p', 1, 'zakat', 'to_be_confirmed', 'x', 'x', 'text', sha256('text')) RETURNING encode(sha256, 'hex')
        """)
      let adopt = { (named: ID<Decision>, day: String) in
        await refusal {
          try await pool.execute(
            """
            INSERT INTO policy_adoptions (decision_id, policy_id, first_on)
            SELECT \(named), policy_id, \(day)::text::date FROM policies
            """)
        }
      }
      let body = { (hash: String) in #"{"from":"2026-01-01","policy":"p","sha256":"\#(hash)","version":1}"# }
      let foreign = try await decision(.disbursement, "policy:p", body(hash), approved: true, pool)
      let text = try await decision(.policyChange, "policy:p", body("00"), approved: true, pool)
      let code = try await decision(.policyChange, "policy:q", body(hash), approved: true, pool)
      let right = try await decision(.policyChange, "policy:p", body(hash), approved: false, pool)
      for (named, day) in [(foreign, "2026-01-01"), (text, "2026-01-01"), (code, "2026-01-01"), (right, "2025-01-01")] {
        #expect(await adopt(named, day) == "stands_on_its_own_decision")
      }
      #expect(await adopt(right, "2026-01-01") == "accepted")
      let day = try CalendarDate(iso: "2026-06-01")
      #expect(try await Policies.current(Code("p"), on: day, in: pool) == nil)
      let waiting = try #require(try await Decisions.find(right, in: pool))
      try await Decisions.insert(.approved, on: waiting, by: Person("checker"), reason: "", in: pool)
      #expect(try await Policies.current(Code("p"), on: day, in: pool) != nil)
    }
  }

  private func decision(
    _ kind: DecisionKind, _ subject: String, _ body: String = "{}", approved: Bool, _ pool: Pool
  ) async throws -> ID<Decision> {
    let id = try await Decisions.insert(kind, on: subject, body: body, policy: nil, by: Person("maker"), in: pool)
    if approved {
      let asked = try #require(try await Decisions.find(id, in: pool))
      try await Decisions.insert(.approved, on: asked, by: Person("checker"), reason: "", in: pool)
    }
    return id
  }
}
